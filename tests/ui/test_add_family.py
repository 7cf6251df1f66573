"""A family is begun after a search only: what it found is seen, and why it is another family is said (domain.md 2.2, T1)."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from desktop.app.office_pages import NAMES
from desktop.casework.desk import Desk
from desktop.casework.duplicates import Duplicates, NewFamily
from desktop.casework.families import Families
from desktop.casework.looked import Looked, Questions
from desktop.casework.mergers import Mergers
from desktop.casework.people import NewPerson
from desktop.errors import DoorstepError
from desktop.ui.families.add_family import AddFamily
from desktop.ui.families.model import FamiliesModel
from desktop.ui.families.page import FamiliesPage
from desktop.ui.families.search import Council, SearchModel
from desktop.ui.mergers.model import MergersModel
from desktop.ui.tasks import InlineTasks, Job, Lane
from desktop.ui.widgets.buttons import Button
from sync.engine.errors import Offline
from sync.protocol.trouble import Trouble
from sync.records.episode import Episode
from tests.support.desks import the_week
from tests.ui import rules
from tests.ui.shells import PaperShell, said

PHONES = (("Front door", "01632 960000"),)
Answer = Callable[[object], str]


def no_line(_people: object) -> str:
    raise Offline


class SlowLine(InlineTasks):
    """The council's answers come when they are let."""

    def __init__(self) -> None:
        super().__init__((DoorstepError, Trouble))
        self.coming: list[Callable[[], object]] = []

    def run(self, work, done, failed, lane=Lane.STORE):
        if lane is not Lane.NETWORK:
            return super().run(work, done, failed, lane)
        self.coming.append(lambda: super(SlowLine, self).run(work, done, failed, lane))
        return Job(lambda _step: None)


class Begun:
    """The dialog on its page, typed into."""

    def __init__(
        self, qtbot, desk: Desk, shell: PaperShell, answer: Answer | None = None, tasks: InlineTasks | None = None
    ) -> None:
        self.qtbot, self.shell = qtbot, shell
        tasks = tasks or InlineTasks((DoorstepError, Trouble))
        council = Council(lambda: answer is not None, answer or no_line)
        self.search = SearchModel(Duplicates(desk, NAMES), council, tasks)
        families = FamiliesModel(Families(desk), Questions(desk), desk.today, tasks)
        mergers = MergersModel(Mergers(desk, "practitioner"), tasks)
        self.page = FamiliesPage(families, self.search, mergers, shell, PHONES)
        rules.show(qtbot, self.page)
        self.page.arrive(new="family")
        self.dialog: AddFamily = shell.dialog

    def type(self, name: str, first: str, surname: str = "", born: str = "") -> "Begun":
        person = self.dialog._people[0]
        for editor, text in (
            (self.dialog._name, name),
            (person.first, first),
            (person.surname, surname),
            (person.born, born),
        ):
            self.qtbot.keyClicks(editor, text)
        return self

    def press(self) -> str:
        """The button that goes on; what can be read after it."""
        self.dialog.save.click()
        return said(self.dialog)

    @property
    def button(self) -> str:
        return self.dialog.save.words()


def searched(desk: Desk) -> dict[str, object]:
    with desk.reading() as session:
        found = session.scalars(select(Episode.searched).where(Episode.searched.is_not(None))).one()
    assert found is not None
    return dict(found)


def test_the_rules_hold_once_something_was_found(qtbot, desk, shell):
    the_week(desk)
    begun = Begun(qtbot, desk, shell, lambda _people: "possible").type("Nowak", "Kate", "Novak")
    begun.press()

    shell.dialog.resize(1240, 1800)
    rules.check_all(qtbot, shell.dialog)


def test_a_family_of_this_laptop_is_shown_with_what_is_alike_and_opened(qtbot, desk, shell):
    families = the_week(desk)
    begun = Begun(qtbot, desk, shell).type("Novak", "Katie", "Novak", "1 6 2019")

    words = begun.press()
    (link,) = [b for b in begun.dialog.findChildren(Button) if b.isVisible() and b.words() == "Open"]
    link.click()

    assert "Nowak family, Kasia" in words
    assert "Same date of birth, other form of the first name, similar surname" in words
    assert shell.asked == [("open", "family", {"family": families["Nowak"]})]
    assert shell.dialog is None


def test_another_family_is_begun_once_it_is_said_why_it_is_another(qtbot, desk, shell):
    the_week(desk)
    begun = Begun(qtbot, desk, shell, lambda _people: "no").type("Nowak", "Kasia", "Nowak")
    begun.press()

    unsaid = begun.press()
    qtbot.keyClicks(begun.dialog._because, "Cousins, born years apart")
    begun.press()

    assert "Say in a few words why it is another family" in unsaid
    assert shell.dialog is None
    assert len(Families(desk).mine()) == 8
    assert searched(desk) | {"at": "", "by": ""} == {
        "at": "",
        "by": "",
        "here": "possible",
        "council": "no",
        "because": "Cousins, born years apart",
    }


def test_a_family_like_nobody_is_begun_by_two_presses(qtbot, desk, shell):
    begun = Begun(qtbot, desk, shell, lambda _people: "no").type("Osei", "Ama")
    assert begun.button == "Search first"

    words = begun.press()
    assert "No family like this is on this laptop" in words
    assert "The council knows no other family like this" in words
    assert begun.button == "Add family"
    begun.press()

    (row,) = Families(desk).mine()
    assert [(child.name, row.name) for child in row.children] == [("Ama", "Osei")]
    assert shell.asked == [("open", "family", {"family": row.family})]
    assert shell.dialog is None


@pytest.mark.parametrize("answer", [None, no_line])
def test_without_a_line_it_is_said_that_only_this_laptop_was_searched(qtbot, desk, shell, answer):
    begun = Begun(qtbot, desk, shell, answer).type("Osei", "Ama")

    words = begun.press()
    begun.press()

    assert "Only this laptop was searched" in words
    assert "We will ask the council when there is a connection." in words
    assert searched(desk)["council"] is None


def test_a_family_that_the_council_knows_says_whom_to_ring_and_nothing_more(qtbot, desk, shell):
    begun = Begun(qtbot, desk, shell, lambda _people: "likely").type("Osei", "Ama")

    words = begun.press()

    assert "A family like this is known to the council" in words
    assert "Ring Front door on 01632 960000. Or ask your manager to give it to you." in words
    assert "Say in a few words" in begun.press()


def test_what_is_changed_after_a_search_is_searched_for_again(qtbot, desk, shell):
    asked: list[object] = []

    def answer(people: object) -> str:
        asked.append(people)
        return "no"

    begun = Begun(qtbot, desk, shell, answer).type("Osei", "Ama")
    begun.press()
    qtbot.keyClicks(begun.dialog._people[0].surname, "Mensah")

    assert begun.button == "Search again"
    assert not begun.dialog._found.isVisible()
    begun.press()
    assert len(asked) == 2
    assert Families(desk).mine() == ()


def test_whoever_waits_ten_seconds_for_the_council_goes_on_without_it(qtbot, desk, shell):
    tasks = SlowLine()
    begun = Begun(qtbot, desk, shell, lambda _people: "likely", tasks).type("Osei", "Ama")

    assert "Asking the council" in begun.press()
    assert not begun.dialog.save.isEnabled()
    begun.search._patience.timeout.emit()

    assert "Only this laptop was searched" in said(begun.dialog)
    assert begun.dialog.save.isEnabled()
    for answer in tasks.coming:
        answer()
    assert "A family like this is known to the council" in said(begun.dialog)


def test_a_lock_in_the_middle_keeps_what_was_typed_and_asks_for_the_search_again(qtbot, desk, shell):
    begun = Begun(qtbot, desk, shell).type("Osei", "Ama", "Osei", "1 6 2019")
    begun.dialog._one_more()
    qtbot.keyClicks(begun.dialog._people[1].first, "Esi")
    begun.press()
    kept = begun.dialog.keep()
    shell.close_dialog()

    again = Begun(qtbot, desk, shell)
    again.dialog.resume(kept)

    assert [fields.first.text() for fields in again.dialog._people] == ["Ama", "Esi"]
    assert again.button == "Search first"


def test_what_the_council_answers_later_is_shown_until_it_is_said_why_it_is_another_family(qtbot, desk, shell):
    new = NewFamily("Osei", people=(NewPerson("Ama"),))
    family = Families(desk).add(new, Looked("no"))
    Questions(desk).answered(family, "likely")
    begun = Begun(qtbot, desk, shell)
    shell.close_dialog()
    begun.page.arrive()

    assert "Osei family may be known already" in said(begun.page)
    rules.check_all(qtbot, begun.page)
    (button,) = [b for b in begun.page.findChildren(Button) if b.words() == "Say why not"]
    button.click()
    assert "Osei family. Ring Front door on 01632 960000." in said(shell.dialog)
    shell.dialog.resize(1240, 900)
    rules.check_all(qtbot, shell.dialog)
    shell.dialog.save.click()
    qtbot.keyClicks(shell.dialog._because, "Rang: cousins.")
    shell.dialog.save.click()

    assert shell.dialog is None
    assert "may be known" not in said(begun.page)
    assert searched(desk)["because"] == "Rang: cousins."
