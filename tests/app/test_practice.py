"""Practice mode: a family of its own in a vault of its own, the drills through real widgets, and nothing that could be sent."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from shiboken6 import delete

from desktop import app as root
from desktop.app.desk_window import DeskWindow
from desktop.app.gate import LaptopGate
from desktop.app.practice.gate import PASSPHRASE, PracticeGate
from desktop.app.practice.line import PracticeLine
from desktop.casework.conflicts import Conflicts
from desktop.clock import LONDON, FixedClock
from desktop.errors import DoorstepError
from desktop.ui.practice.page import PracticePage
from desktop.ui.sending.page import SendingPage
from desktop.ui.tasks import PoolTasks
from desktop.ui.words import practice as words
from desktop.ui.words import sending
from desktop.vault import keys
from desktop.vault.errors import WrongPassphrase
from sync.engine.errors import Offline
from sync.protocol.trouble import Trouble
from sync.records.note import Note
from tests.app.desks import come_to_rest
from tests.ui import rules
from tests.ui.shells import said
from tests.vault.vaults import COUNCIL, create

MORNING = datetime(2026, 10, 6, 10, 42, tzinfo=LONDON)


def a_gate(folder: Path) -> PracticeGate:
    return PracticeGate(folder, FixedClock(MORNING), os.urandom, passes=keys.FEWEST_PASSES)


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[PracticeGate]:
    """Of a laptop that has a real vault too."""
    create(tmp_path / "northmere" / "0f3a")
    (tmp_path / "northmere" / "0f3a" / "vault.db").touch()
    made = a_gate(tmp_path)
    made.unlock(PASSPHRASE)
    yield made
    made.close()


@contextmanager
def practising(qtbot, gate: PracticeGate) -> Iterator[tuple[DeskWindow, PoolTasks]]:
    tasks = PoolTasks((DoorstepError, Trouble), lambda name: None)
    assert gate.opened is not None
    clock = FixedClock(MORNING)
    desk = DeskWindow(
        gate.opened.vault, gate.opened.store, clock, tasks, os.urandom, prints=Path(), demo=False, practice=True
    )
    try:
        desk.show()
        come_to_rest(qtbot, tasks)
        yield desk, tasks
    finally:
        desk.stop()
        tasks.close()
        delete(desk.window)


def drills(qtbot, desk: DeskWindow, tasks: PoolTasks) -> PracticePage:
    desk.window.open("practice")
    come_to_rest(qtbot, tasks)
    assert isinstance(desk.window.page, PracticePage)
    return desk.window.page


def carded(desk: DeskWindow) -> str:
    return " ".join(desk.window.sync_card.lines())


def test_practice_lies_apart_from_every_real_vault_and_shows_its_passphrase(gate, tmp_path):
    real = LaptopGate(tmp_path, FixedClock(MORNING), os.urandom)

    assert [Path(found.folder_id).parent.name for found in real.vaults()] == ["northmere"]
    assert gate.demo_passphrase() == PASSPHRASE
    assert ".practice" in gate.vaults()[0].folder_id


def test_a_wrong_passphrase_opens_no_practice_either(tmp_path):
    gate = a_gate(tmp_path)

    with pytest.raises(WrongPassphrase):
        gate.unlock("not this one at all")
    assert gate.opened is None


def test_what_was_practised_is_there_after_a_lock_and_gone_when_practice_begins_anew(gate, tmp_path):
    def notes() -> int:
        with gate.opened.store.reading() as session:
            return int(session.query(Note).count())

    before = notes()
    with gate.opened.store.writing("jo.ellery") as session:
        family = session.query(Note).first()
        session.add(Note(id="AZLWxkYhf9CzRk5h0c1JhQ", stream=family.stream, text="Practised."))
    gate.close()
    gate.unlock(PASSPHRASE)
    kept = notes()
    gate.close()

    gate.begin_anew()
    gate.unlock(PASSPHRASE)

    assert (kept, notes()) == (before + 1, before)
    assert (tmp_path / "northmere" / "0f3a" / "header.json").exists()


def test_every_page_says_that_it_is_practice(qtbot, gate):
    with practising(qtbot, gate) as (desk, tasks):
        for page in ("today", "families", "sending", "practice"):
            desk.window.open(page)
            come_to_rest(qtbot, tasks)
            assert words.STRIP in [label.text() for label in rules.shown(desk.window, QLabel)], page


def test_the_numbers_to_ring_are_those_of_the_laptops_own_council(qtbot, gate):
    with practising(qtbot, gate) as (desk, tasks):
        assert COUNCIL.bundle.phones[0].number in said(drills(qtbot, desk, tasks))


def test_without_a_connection_work_waits_here_and_goes_when_there_is_one(qtbot, gate):
    with practising(qtbot, gate) as (desk, tasks):
        page = drills(qtbot, desk, tasks)
        page.off.click()
        come_to_rest(qtbot, tasks)
        with desk.desk.reading() as session:
            family = session.query(Note).first().stream
        with desk.desk.writing() as session:
            session.add(Note(id="AZLWxkYhf9CzRk5h0c1JhQ", stream=family, text="Rang Dana."))
        desk.post.send()
        come_to_rest(qtbot, tasks)
        come_to_rest(qtbot, tasks)
        offline = carded(desk)

        page.off.click()
        come_to_rest(qtbot, tasks)
        qtbot.waitUntil(lambda: sending.UP_TO_DATE in carded(desk))

    assert sending.WORKING_OFFLINE in offline
    assert "not sent yet" in offline


def test_two_people_change_one_sentence_and_the_worker_chooses(qtbot, gate):
    with practising(qtbot, gate) as (desk, tasks):
        page = drills(qtbot, desk, tasks)

        page.clash.click()
        qtbot.waitUntil(lambda: sending.NEEDS_YOU in carded(desk))
        page.clash.click()  # one at a time is enough
        come_to_rest(qtbot, tasks)
        page.look.click()
        come_to_rest(qtbot, tasks)

        assert isinstance(desk.window.page, SendingPage)
        (conflict,) = Conflicts(desk.desk).open()
        assert {conflict.kept.value, conflict.other.value} == {words.YOUR_AIM, words.THEIR_AIM}
        Conflicts(desk.desk).settle(conflict, "other")
        desk.post.send()
        qtbot.waitUntil(lambda: sending.UP_TO_DATE in carded(desk))


def test_the_line_of_practice_reaches_no_network_whatever_is_asked_of_it(gate):
    line = PracticeLine(gate.opened.store, os.urandom, gate.opened.vault.bundle())

    for ask in (
        lambda: line.history("stream", "note", "record"),
        lambda: line.fetch("stream", "0" * 64),
        lambda: line.is_known(()),
        lambda: line.listen(lambda moved: None, lambda stop: None),
    ):
        with pytest.raises(Offline):
            ask()
    assert line.files(lambda step: None) is None


def test_leaving_practice_and_locking_in_it_go_on_as_different_processes(tmp_path):
    given = ["--root", str(tmp_path)]

    real, practice = root._options(given), root._options([*given, "--practice", "new"])

    assert real.again() == given
    assert real.changed_over() == [*given, "--practice", "new"]
    assert practice.again() == [*given, "--practice", "on"]
    assert practice.changed_over() == given
