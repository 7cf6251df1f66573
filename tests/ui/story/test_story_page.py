"""A family's story: all of it on one line of time, asked for in parts, written into, and given away without what is hidden."""

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.app.printer import FilePrinter
from desktop.casework.consents import Consents, Conversation
from desktop.casework.desk import Desk
from desktop.casework.disclosures import Disclosures
from desktop.casework.events import EventDraft, Events
from desktop.casework.notes import NewNote, Notes
from desktop.casework.overview import Overviews
from desktop.casework.reads import Reads
from desktop.casework.timeline import Stories
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.errors import DoorstepError
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.story.dialogs import ShowMoment, WriteEvent
from desktop.ui.story.leaving import LeavingStory, SaveStory
from desktop.ui.story.model import StoryModel
from desktop.ui.story.page import StoryPage
from desktop.ui.tasks import InlineTasks
from desktop.ui.words import story as words
from sync.records.fields import Compartment
from sync.records.lawful import Disclosure
from tests.reports import reading
from tests.support.desks import TODAY, a_family, a_person, a_visit, hartley_okoro, today_at
from tests.ui import rules
from tests.ui.shells import PaperShell, said

MARKER = "Quillfeather"


class Told:
    """The page of a family's story, shown."""

    def __init__(self, qtbot, desk: Desk, shell: PaperShell, family: str, folder: Path) -> None:
        tasks, stories = InlineTasks((DoorstepError,)), Stories(desk)
        head = FamilyHeadModel(Overviews(desk), Visits(desk), lambda: desk.clock.now().astimezone(LONDON), tasks)
        leaving = LeavingStory(
            stories, Disclosures(desk), FilePrinter(folder), Reads(desk), "Northmere", desk.today, tasks, invented=True
        )
        self.page = StoryPage(StoryModel(stories, Events(desk), desk.today, tasks), head, leaving, shell, "Jo Ellery")
        self.shell, self.folder = shell, folder
        rules.show(qtbot, self.page)
        self.page.arrive(family=family)

    def lines(self) -> list[str]:
        rows = self.page._rows
        return [rows.data(rows.index(at)) for at in range(rows.rowCount())]

    def show(self, part: str) -> ShowMoment:
        at = next(place for place, line in enumerate(self.lines()) if part in line)
        self.page._view.activated.emit(self.page._rows.index(at))
        assert isinstance(self.shell.dialog, ShowMoment)
        return self.shell.dialog


@pytest.fixture
def told(qtbot, desk, shell, tmp_path) -> Told:
    return Told(qtbot, desk, shell, hartley_okoro(desk), tmp_path / "prints")


def test_everything_that_happened_stands_on_one_line_newest_first(told):
    lines = told.lines()

    assert lines[0].startswith("6 Oct 2026. Visit planned")
    assert "1 Sep 2026. Maya began Year 9 at Aldermoor High. Good news" in lines
    assert any(line.startswith("25 Sep 2026. Call, Millbrook Primary") for line in lines)
    assert any("Consent given, Dana, school" in line for line in lines)
    assert any("Action done" in line for line in lines)


def test_a_reader_asks_for_a_kind_a_person_a_year_and_what_is_significant(told):
    whole = len(told.lines())

    told.page._group.set_value("note")
    assert [line.split(".")[1] for line in told.lines()] == [" Call, Millbrook Primary"]
    assert f"1 of {whole}" in said(told.page)
    told.page._group.set_value("")
    dana = next(record for record, name in told.page._model.state.story.people if name == "Dana")
    told.page._person.set_value(dana)
    assert {"Dana" in line or "Action" in line for line in told.lines()} == {True}
    told.page._person.set_value("")
    told.page._significant.click()
    assert told.lines() == []
    assert words.NO_MATCH in said(told.page)


def test_an_entry_is_added_marked_changed_taken_out_and_put_back(told):
    told.page._add.click()
    dialog = told.shell.dialog
    assert isinstance(dialog, WriteEvent)
    dialog._text.set_text("Moved to Fern Close")
    dialog._on.setText("1 7 2024")
    dialog._precision.set_value("month")
    dialog.save.click()
    assert "Jul 2024. Moved to Fern Close. Source: Jo Ellery" in told.lines()

    told.show("Fern Close").mark.click()
    assert told.lines()[-1].endswith("Significant")
    told.shell.close_dialog()
    told.show("Fern Close").change.click()
    told.shell.dialog._text.set_text("Moved to 14 Fern Close")
    told.shell.dialog.save.click()
    assert "Moved to 14 Fern Close" in told.lines()[-1]

    told.show("Fern Close").take_out.click()
    told.shell.dialog._why.set_text("Written twice")
    told.shell.dialog.save.click()
    assert "Fern Close" not in "".join(told.lines())
    told.shell.undo()
    assert "Fern Close" in told.lines()[-1]


def test_a_note_is_offered_to_the_chronology_with_its_words_before_ones_eyes(told):
    told.show("Millbrook Primary").pick.click()
    dialog = told.shell.dialog
    assert dialog._text.text() == "Leo upset on Thursday, collected early by Pat"
    dialog._significant.click()
    dialog.save.click()

    told.page._significant.click()
    (line,) = told.lines()
    assert line.startswith("25 Sep 2026. Leo upset on Thursday, collected early by Pat. Contact or referral. ")
    assert line.endswith("Source: Call, Millbrook Primary. Significant")


def test_what_a_dialog_showed_goes_with_its_answer_through_a_lock(told):
    told.show("Year 9").change.click()
    kept = told.shell.dialog.keep()
    about = kept["about"]
    told.shell.close_dialog()
    moment = told.page._model.state.moment(about)
    assert moment is not None
    told.page._mark(moment)

    told.page.ask_again("event", about)
    told.shell.dialog.resume(kept)
    answered, shown = told.shell.dialog.read()

    assert (shown.significant, answered.significant) == (False, False)


def laid_with_markers(desk: Desk) -> str:
    """A family in which whatever may be hidden is hidden and holds the marker, and one entry that is not."""
    family = a_family(desk)
    mum = a_person(desk, family, "Kate", "parent")
    Consents(desk).record(family, Conversation(mum, "given"))
    for how in ({"hidden": True}, {"compartment": Compartment.RESTRICTED}, {"compartment": Compartment.SUPERVISION}):
        Notes(desk).write(family, NewNote(MARKER, today_at(9), with_whom=MARKER, fact=MARKER, **how))
    Events(desk).add(family, EventDraft(MARKER, TODAY, hidden=True, significant=True, source=MARKER))
    Events(desk).add(
        family, EventDraft("Moved to Fern Close", date(2024, 7, 1), "month", significant=True, source="Mum")
    )
    Notes(desk).write(family, NewNote("Rang the school", today_at(8)))
    return family


@pytest.mark.parametrize("what", ["significant", "all"])
def test_nothing_hidden_is_anywhere_in_the_familys_copy_and_who_got_it_is_kept(qtbot, desk, shell, tmp_path, what):
    told = Told(qtbot, desk, shell, laid_with_markers(desk), tmp_path / "prints")

    told.page._save.click()
    dialog = told.shell.dialog
    assert isinstance(dialog, SaveStory)
    dialog.save.click()
    assert words.WHOM_MISSING in said(dialog)
    dialog._whom.setText("Kate")
    dialog._what.set_values([what])
    dialog.save.click()

    (paper,) = told.folder.iterdir()
    text = reading.text(paper.read_bytes())
    assert "Moved to Fern Close" in text
    assert ("Rang the school" in text) is (what == "all")
    assert MARKER not in reading.readable(paper.read_bytes())
    with desk.reading() as session:
        (given,) = session.scalars(select(Disclosure))
    assert (given.to_whom, given.document) == ("Kate", hashlib.sha256(paper.read_bytes()).hexdigest())


def test_the_councils_own_copy_has_it_and_says_that_it_is_hidden(qtbot, desk, shell, tmp_path):
    told = Told(qtbot, desk, shell, laid_with_markers(desk), tmp_path / "prints")

    told.page._save.click()
    told.shell.dialog._copy.chip("office").click()
    told.shell.dialog._what.chip("all").click()
    told.shell.dialog.save.click()

    (paper,) = told.folder.iterdir()
    assert MARKER in reading.text(paper.read_bytes())
    assert "hidden from the family" in reading.text(paper.read_bytes())


def test_the_rules_hold_on_the_page_and_in_its_dialogs(qtbot, told):
    rules.check_all(qtbot, told.page)
    told.page._add.click()
    told.shell.dialog.resize(1240, 1700)
    rules.check_all(qtbot, told.shell.dialog)
    told.shell.close_dialog()
    told.page._save.click()
    told.shell.dialog.resize(1240, 900)
    rules.check_all(qtbot, told.shell.dialog)


def test_a_visit_and_a_year_long_ago_are_found_by_their_year(qtbot, desk, shell, tmp_path):
    family = a_family(desk)
    a_visit(desk, family, today_at(9) - timedelta(days=3650), state="done")
    told = Told(qtbot, desk, shell, family, tmp_path)

    told.page._year.set_value("2016")

    assert len(told.lines()) == 1
