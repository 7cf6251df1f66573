"""The promises of sync.md, section 5, under random histories: nothing lost, convergence, atomicity, idempotence, isolation."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.support.central import Central
from tests.sync.world import World


def attack(council: Central, examples: int, steps: int) -> None:
    """Run so many histories of so many steps."""
    run_state_machine_as_test(
        lambda: World(council),  # type: ignore[arg-type]  # whatever makes a machine will do
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
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
