"""The promises of sync.md, section 5, under random histories: nothing lost, convergence, atomicity, idempotence, isolation."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.support.central import Central, central, postgres
from tests.sync.redacting_world import RedactingWorld
from tests.sync.restoring_world import RestoringWorld
from tests.sync.signing_world import SigningWorld
from tests.sync.whole_world import WholeWorld
from tests.sync.world import World

__all__ = ["central", "postgres"]


def attack(begin: Callable[[], World], examples: int, steps: int) -> None:
    """Run so many histories of so many steps. Those of a seeded `begin` are its seed's."""
    run_state_machine_as_test(
        begin,  # type: ignore[arg-type]  # whatever makes a machine will do
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            derandomize=settings().derandomize and not hasattr(begin, "_hypothesis_internal_use_seed"),
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        ),
    )


@pytest.mark.slow
def test_random_histories_keep_the_promises(council: Central):
    """Promise 1 (nothing is lost) and promise 2 (convergence)."""
    attack(lambda: World(council), examples=15, steps=20)

    assert council.run("verify")


@pytest.mark.long
def test_long_random_histories_keep_the_promises(council: Central):
    attack(lambda: World(council), examples=400, steps=50)

    assert council.run("verify")


@pytest.mark.slow
def test_random_histories_of_assessments_keep_the_promises(council: Central):
    """Sign-offs, decisions, next versions and edits around them (S13, S14, S16, S17); at the end all hold the same (S27)."""
    attack(lambda: SigningWorld(council), examples=15, steps=25)

    assert council.run("verify")


@pytest.mark.long
def test_long_random_histories_of_assessments_keep_the_promises(council: Central):
    attack(lambda: SigningWorld(council), examples=400, steps=50)

    assert council.run("verify")


@pytest.mark.slow
def test_random_histories_keep_the_promises_when_laptops_are_put_back(council: Central):
    attack(lambda: RestoringWorld(council), examples=6, steps=20)

    assert council.run("verify")


@pytest.mark.long
def test_long_random_histories_keep_the_promises_when_laptops_are_put_back(council: Central):
    attack(lambda: RestoringWorld(council), examples=150, steps=40)

    assert council.run("verify")


@pytest.mark.slow
def test_random_histories_keep_the_promises_when_values_are_taken_out(council: Central):
    """What was taken out is nowhere at the end, and nothing else is lost (F3)."""
    attack(lambda: RedactingWorld(council), examples=10, steps=20)

    assert council.run("verify")


@pytest.mark.long
def test_long_random_histories_keep_the_promises_when_values_are_taken_out(council: Central):
    attack(lambda: RedactingWorld(council), examples=200, steps=50)

    assert council.run("verify")


@pytest.mark.slow
def test_random_histories_of_everything_keep_the_promises(central: Central):
    attack(lambda: WholeWorld(central), examples=8, steps=25)

    assert central.run("verify")


@pytest.mark.long
def test_long_random_histories_of_everything_keep_the_promises(central: Central):
    attack(lambda: WholeWorld(central), examples=200, steps=50)

    assert central.run("verify")
