"""One served council for all these tests, and laptops on it."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.central import Central
from tests.support.laptops import Laptop

NewLaptop = Callable[..., Laptop]


@pytest.fixture(scope="session")
def council() -> Iterator[Central]:
    """A served council on SQLite; its log must stay empty of faults."""
    with tempfile.TemporaryDirectory(prefix="council-") as folder:
        made = Central(Path(folder), f"sqlite:///{folder}/central.db")
        made.start()
        yield made
        made.stop()
        assert "fault in" not in made.log.read_text()


@pytest.fixture
def a_laptop(council: Central, tmp_path: Path) -> Iterator[NewLaptop]:
    """Makes laptops: `a_laptop()` of somebody new, `a_laptop(user)` of somebody there is."""
    made: list[Laptop] = []

    def make(user: str | None = None, name: str = "Jo Ellery") -> Laptop:
        made.append(Laptop(tmp_path, council, user, name))
        return made[-1]

    yield make
    for laptop in made:
        laptop.store.close()
