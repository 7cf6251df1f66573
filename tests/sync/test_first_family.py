"""On a slow line the first family is read and written in before the last has come."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.app import gate as gates
from desktop.app.gate import LaptopGate
from desktop.app.line import Line as Wire
from desktop.casework.desk import Desk
from desktop.casework.families import Families
from desktop.casework.notes import NewNote, Notes
from desktop.clock import SystemClock
from desktop.ui.ports import Brought
from desktop.vault import keys
from sync.engine.engine import Progress, sync
from sync.records.ids import stream_id
from sync.records.note import Note
from tests.bench.line import Ends, Line, Shape
from tests.support.central import Central
from tests.support.laptops import VERSION, Laptop
from tests.sync.test_poor_lines import families

FAMILIES, NOTES = 10, 60
A_PHONE_IN_A_VILLAGE = Shape(round_trip=0.1, bits=1_000_000)


@pytest.fixture
def far() -> Iterator[tuple[Central, Line]]:
    """A council behind a slow line."""
    ends = Ends()
    with tempfile.TemporaryDirectory(prefix="council-") as folder:
        council = Central(Path(folder), f"sqlite:///{folder}/central.db", ends.url)
        council.start()
        with ends.joined(council.port) as line:
            line.shape(A_PHONE_IN_A_VILLAGE)
            yield council, line
        council.stop()


@pytest.fixture
def jo(far: tuple[Central, Line], tmp_path: Path) -> Iterator[Laptop]:
    """She has some families, and all of them are at the council."""
    laptop = Laptop(tmp_path, far[0])
    families(laptop, FAMILIES, NOTES)
    laptop.sync()
    yield laptop
    laptop.store.close()


def notes_in(desk: Desk, family: str) -> int:
    with desk.reading() as session:
        held = select(func.count()).select_from(Note).where(Note.stream == stream_id(family, "team"))
        return session.scalars(held).one()


def test_the_first_family_is_read_and_written_in_before_the_last_has_come(far, jo: Laptop, tmp_path: Path):
    second = Laptop(tmp_path, far[0], jo.user)
    second.url = far[1].url
    shown: list[dict[str, int]] = []

    def look(step: Progress) -> None:
        """As the pages do, while the rest is on its way."""
        if step.step != "receiving":
            return
        shown.append({row.family: notes_in(second.desk, row.family) for row in Families(second.desk).mine()})
        whole = [family for family, notes in shown[-1].items() if notes == NOTES]
        if whole and not written:
            written.append(whole[0])
            Notes(second.desk).write(whole[0], NewNote("Rang Dana.", second.clock.now()))

    written: list[str] = []
    with second.transport() as transport:
        sync(second.replica, transport, VERSION, look)

    first = next(step for step in shown if NOTES in step.values())
    assert len(first) < FAMILIES
    for step in shown:  # one family after another
        assert sum(notes < NOTES for notes in step.values()) <= 1
    assert notes_in(second.desk, written[0]) == NOTES + 1
    jo.sync()
    assert notes_in(jo.desk, written[0]) == NOTES + 1
    second.store.close()


def test_a_new_laptop_opens_with_its_first_family_and_has_the_others_come(
    far, jo: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(gates, "BRING_SECONDS", 0.0)
    told: list[Brought] = []
    gate = LaptopGate(tmp_path / "second", SystemClock(), os.urandom, passes=keys.FEWEST_PASSES)
    gate.check_code(far[1].url, far[0].a_code(jo.user))

    gate.create("kettle purple ladder harbour anchor", told.append)

    assert gate.opened is not None
    store = gate.opened.store
    desk = Desk(store, jo.clock, jo.desk.ids, jo.desk.worker)
    assert 0 < len(Families(desk).mine()) < FAMILIES
    Wire(store, os.urandom, gate.opened.vault.bundle()).sync(lambda _step: None)
    assert [notes_in(desk, row.family) for row in Families(desk).mine()] == [NOTES] * FAMILIES
    assert told[-1].whole == FAMILIES
    gate.close()
