"""How much history a laptop keeps is the council's to say: older entries are told by the council when somebody looks, and nothing that waits goes."""

from pathlib import Path

import pytest

from desktop.casework.history import Histories
from desktop.store.past import from_council
from sync.engine.history import history
from sync.records.note import Note
from tests.support.central import BACKENDS, served
from tests.support.desks import a_family, write
from tests.support.laptops import Laptop
from tests.support.postgres import postgres

__all__ = ["postgres"]

KEPT, WRITTEN = 2, 5


def rest(laptop: Laptop) -> None:
    while laptop.store.idle():
        pass


def values(laptop: Laptop, record: str, council: bool = False) -> list[object]:
    """The texts of a note's history, latest first: as they are here, or with what the council tells."""
    histories = Histories(laptop.desk)
    told = []
    if council:
        stream = histories.stream_of("note", record)
        assert stream is not None
        with laptop.transport() as transport:
            told = [from_council("note", record, entry) for entry in history(transport, stream, "note", record)]
    return [one.after for one in histories.of("note", record, told) if one.field == "text"]


@pytest.mark.slow
@pytest.mark.parametrize("backend", BACKENDS)
def test_only_so_much_history_stays_on_a_laptop_as_the_council_says(
    request: pytest.FixtureRequest, tmp_path: Path, backend: str
):
    with served(backend, request) as council:
        council.stop()
        council.run("history", str(KEPT))
        council.http = council.client()
        council.start()
        first = Laptop(tmp_path, council)
        second = Laptop(tmp_path, council, first.user)
        family = a_family(first.desk)
        note = write(first.desk, Note, family, text="0.")
        first.sync()
        second.sync()
        for n in range(1, WRITTEN + 1):
            first.edit(Note, note, text=f"{n}.")
            first.sync()
        second.edit(Note, note, channel="call")
        second.store.seal_open()
        second.sync()
        every = [f"{n}." for n in range(WRITTEN, -1, -1)]
        assert values(second, note) == every[:WRITTEN]
        second.edit(Note, note, channel="email")

        rest(second)

        assert values(second, note) == every[: KEPT - 1]
        assert values(second, note, council=True) == every
        assert "open" in second.states_of_sets()
        second.sync()
        first.sync()
        assert first.state(family) == second.state(family)
        for laptop in (first, second):
            laptop.store.close()
