"""When this laptop sends by itself, what it leaves open, and what the card says (S4)."""

from collections.abc import Callable, Collection

import pytest

from desktop.app import post as posts
from desktop.app.post import Post
from desktop.casework.desk import Desk
from desktop.casework.sending import Gone, streams_left_open
from desktop.ui.tasks import InlineTasks
from desktop.ui.words import sending as words
from sync.engine.engine import Progress, SyncReport
from sync.engine.errors import Offline, SyncError
from sync.records.note import Note
from tests.support.desks import a_family, write


class Line:
    """A line to nowhere in particular: it notes what it was asked, and breaks when it is told to."""

    def __init__(self) -> None:
        self.left: list[Collection[str]] = []
        self.trouble: SyncError | None = None
        self.meets: Callable[[], object] = lambda: None

    def sync(
        self, progress: Callable[[Progress], None], cancelled: Callable[[], bool], leave: Collection[str] = ()
    ) -> SyncReport:
        self.left.append(tuple(leave))
        self.meets()
        if self.trouble is not None:
            raise self.trouble
        return SyncReport()


class Office:
    """A desk with its post."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.line, self.family = desk, Line(), a_family(desk)
        self.open: str | None = None
        self.post = Post(self.line, desk, InlineTasks((SyncError,)), lambda: self.open)  # type: ignore[arg-type]  # what Post needs of it

    def save(self) -> None:
        write(self.desk, Note, self.family, text="Rang Dana.")


@pytest.fixture
def office(qtbot, desk: Desk, monkeypatch) -> Office:
    monkeypatch.setattr(posts, "AFTER_CHANGE_MS", 20)
    return Office(desk)


def test_a_change_is_sent_by_itself_soon_after_the_last_key(qtbot, office: Office):
    office.post.send()

    office.save()

    qtbot.waitUntil(lambda: len(office.line.left) == 2)


def test_a_change_without_a_line_waits_for_the_next_try(qtbot, office: Office):
    office.line.trouble = Offline()
    office.post.send()

    with qtbot.waitSignal(office.post.changed):
        office.save()

    assert not office.post._after_change.isActive()


def test_s4_what_is_sent_by_itself_leaves_the_record_on_the_screen_open(qtbot, office: Office):
    office.post.send()
    office.open = office.family

    office.save()

    qtbot.waitUntil(lambda: len(office.line.left) == 2)
    assert office.line.left == [(), streams_left_open(office.family)]


def test_try_now_sends_everything(office: Office):
    office.open = office.family

    office.post.send()

    assert office.line.left == [()]


def test_the_network_is_back_so_it_is_tried_at_once(qtbot, office: Office, monkeypatch):
    monkeypatch.setattr(posts, "FIRST_MS", 1)
    office.line.trouble = Offline()
    office.post.send()
    office.line.trouble = None

    office.post.network_is_back()

    qtbot.waitUntil(lambda: len(office.line.left) == 2)
    assert office.post.standing.title == words.WAITING_TO_SEND


def test_the_card_counts_a_change_as_soon_as_it_is_saved(qtbot, office: Office):
    office.post.look()
    before = office.post.standing.text

    with qtbot.waitSignal(office.post.changed):
        office.save()

    assert office.post.standing.text != before


def test_s24_a_family_on_the_screen_that_was_taken_away_is_left_and_goes_with_the_next_try(
    qtbot, office: Office, monkeypatch
):
    monkeypatch.setattr(posts, "FIRST_MS", 1)
    office.open = office.family
    left: list[str] = []

    def leave(family: str) -> None:
        left.append(family)
        office.open = None

    office.post.closing.connect(leave)
    office.line.meets = lambda: office.desk.store.in_use(office.family)

    office.post.send()
    qtbot.waitUntil(lambda: len(office.line.left) == 2)

    assert left == [office.family]


def test_s24_who_has_gone_is_told_and_stands_on_the_page_until_the_lock(qtbot, office: Office):
    gone = Gone(office.family, "Brierley", unsent=True)

    with qtbot.waitSignals([office.post.gone, office.post.arrived]):
        office.desk.store.after_erasing(gone)

    assert office.post.line(office.desk.clock.now()).gone == (gone,)
