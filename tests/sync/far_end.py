"""A council behind a line that can be cut, and laptops at the far end of it."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.central import Central
from tests.support.laptops import Laptop
from tests.support.lines import Line

NewLaptop = Callable[..., Laptop]


@pytest.fixture(scope="module")
def a_line() -> Iterator[tuple[Line, Central]]:
    """A line to a council of its own, which answers by the line's name."""
    with tempfile.TemporaryDirectory(prefix="council-") as folder, Line() as line:
        council = Central(Path(folder), f"sqlite:///{folder}/central.db", line.url)
        line.port = council.port
        council.start()
        yield line, council
        council.stop()
        assert "fault in" not in council.log.read_text()


@pytest.fixture
def line(a_line: tuple[Line, Central]) -> Line:
    a_line[0].cut()
    return a_line[0]


@pytest.fixture
def a_laptop(a_line: tuple[Line, Central], tmp_path: Path) -> Iterator[NewLaptop]:
    """Laptops at the far end of the line."""
    made: list[Laptop] = []

    def make(user: str | None = None) -> Laptop:
        made.append(Laptop(tmp_path, a_line[1], user))
        made[-1].url = a_line[0].url
        return made[-1]

    yield make
    for laptop in made:
        laptop.store.close()
