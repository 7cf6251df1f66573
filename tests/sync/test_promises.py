"""The promises of sync.md, section 5, under random histories: nothing lost, convergence, atomicity, idempotence, isolation."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.support.central import Central
from tests.sync.restoring_world import RestoringWorld
from tests.sync.signing_world import SigningWorld
from tests.sync.world import World


class RestoringSigningWorld(RestoringWorld, SigningWorld):
    """Both at once."""


def attack(council: Central, examples: int, steps: int, world: type[World] = World) -> None:
    """Run so many histories of so many steps."""
    run_state_machine_as_test(
        lambda: world(council),  # type: ignore[arg-type]  # whatever makes a machine will do
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
        ),
    )


@pytest.mark.slow
def test_random_histories_keep_the_promises(council: Central):
    attack(council, examples=15, steps=20)

    assert council.run("verify")


@pytest.mark.long
def test_long_random_histories_keep_the_promises(council: Central):
    attack(council, examples=400, steps=50)

    assert council.run("verify")


@pytest.mark.slow
def test_random_histories_of_assessments_keep_the_promises(council: Central):
    """Sign-offs, decisions, next versions and edits around them (S13, S14, S16, S17); at the end all hold the same (S27)."""
    attack(council, examples=15, steps=25, world=SigningWorld)

    assert council.run("verify")


@pytest.mark.long
def test_long_random_histories_of_assessments_keep_the_promises(council: Central):
    attack(council, examples=400, steps=50, world=SigningWorld)

    assert council.run("verify")


@pytest.mark.slow
def test_random_histories_keep_the_promises_when_laptops_are_put_back(council: Central):
    attack(council, examples=6, steps=20, world=RestoringWorld)

    assert council.run("verify")


@pytest.mark.long
def test_long_random_histories_keep_the_promises_when_laptops_are_put_back(council: Central):
    attack(council, examples=150, steps=40, world=RestoringWorld)

    assert council.run("verify")


@pytest.mark.long
def test_long_random_histories_of_assessments_keep_the_promises_when_laptops_are_put_back(council: Central):
    attack(council, examples=150, steps=40, world=RestoringSigningWorld)

    assert council.run("verify")
