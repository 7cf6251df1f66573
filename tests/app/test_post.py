"""When this laptop sends by itself, what it leaves open, and what the card says (S4)."""

from collections.abc import Callable, Collection, Iterable
from datetime import timedelta

import pytest

from desktop.app import ear as ears
from desktop.app import post as posts
from desktop.app.post import Post
from desktop.casework.desk import Desk
from desktop.casework.sending import Gone, Sending, streams_left_open
from desktop.clock import FixedClock
from desktop.store import blobs
from desktop.store.replica import RECEIVED_AT
from desktop.ui.tasks import InlineTasks
from desktop.ui.words import sending as words
from desktop.ui.words.trouble import sentence
from sync.engine.blobs import FilesReport
from sync.engine.engine import Progress, SyncReport
from sync.engine.errors import NotUnderstood, Offline, SyncError
from sync.protocol.events import Moved
from sync.records.ids import stream_id
from sync.records.note import Note
from tests.support.desks import MORNING, a_family, write


class Line:
    """A line to nowhere in particular: it notes what it was asked, and breaks when it is told to."""

    def __init__(self) -> None:
        self.left: list[Collection[str]] = []
        self.trouble: SyncError | None = None
        self.meets: Callable[[], object] = lambda: None
        self.clock_offset = 0.0
        self.listened = 0
        self.moved: list[Moved] = []
        self.metered: list[bool] = []

    def sync(
        self, progress: Callable[[Progress], None], cancelled: Callable[[], bool], leave: Collection[str] = ()
    ) -> SyncReport:
        self.left.append(tuple(leave))
        self.meets()
        if self.trouble is not None:
            raise self.trouble
        return SyncReport(clock_offset=self.clock_offset)

    def listen(self, heard: Callable[[Moved], None], on_cancel: Callable[[Callable[[], object]], None]) -> None:
        self.listened += 1
        while self.moved:
            heard(self.moved.pop())
        raise Offline

    def lacks(self, moved: Iterable[Moved]) -> bool:
        return True

    def files(
        self, progress: Callable[[Progress], None], cancelled: Callable[[], bool], metered: bool
    ) -> FilesReport | None:
        self.metered.append(metered)
        return None


class Office:
    """A desk with its post."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.line, self.family = desk, Line(), a_family(desk)
        self.open: str | None = None
        self.on_hotspot = False
        self.post = Post(
            self.line,  # type: ignore[arg-type]  # what Post needs of it
            desk,
            InlineTasks((SyncError,)),
            lambda: self.open,
            lambda: self.on_hotspot,
        )

    def save(self) -> None:
        write(self.desk, Note, self.family, text="Rang Dana.")


@pytest.fixture
def office(qtbot, desk: Desk, monkeypatch) -> Office:
    monkeypatch.setattr(posts, "AFTER_CHANGE_MS", 20)
    monkeypatch.setattr(ears, "GATHER_MS", 1)
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


def test_what_a_colleague_writes_is_fetched_at_once_and_the_record_on_the_screen_stays_open(qtbot, office: Office):
    office.open = office.family
    office.line.moved = [Moved("theirs", 1)]

    office.post.send()

    qtbot.waitUntil(lambda: len(office.line.left) == 2)
    assert office.line.left == [(), streams_left_open(office.family)]


def test_without_a_line_it_does_not_listen_and_after_a_good_sync_it_does_again(office: Office):
    office.line.trouble = Offline()
    office.post.send()
    without = office.line.listened
    office.line.trouble = None

    office.post.send()

    assert (without, office.line.listened) == (0, 1)


@pytest.mark.parametrize(
    ("days", "said"), [(2, "changes saved here"), (3, "Not sent for 3 days"), (14, "ring the help desk")]
)
def test_the_card_says_when_something_has_waited_for_days(office: Office, days: int, said: str):
    office.save()
    assert isinstance(office.desk.clock, FixedClock)
    office.desk.clock.advance(timedelta(days=days))

    office.post.look()

    assert said in office.post.standing.text


def test_a_page_that_asks_to_log_in_is_named_where_sending_is_looked_at(office: Office):
    office.line.trouble = NotUnderstood()

    office.post.send()

    said = sentence(NotUnderstood())
    assert (office.post.standing.text, office.post.line(MORNING).trouble) == (said, said)


def test_a_clock_that_is_wrong_is_told_until_it_is_right(office: Office):
    office.line.clock_offset = 720.0
    office.post.send()
    wrong = office.post.line(MORNING).clock
    office.line.clock_offset = 0.0

    office.post.send()

    assert wrong == "This laptop’s clock is 12 minutes slow. Ask the help desk to set it."
    assert office.post.line(MORNING).clock == ""


def a_waiting_file(office: Office) -> None:
    """A file of which nothing but its bytes has yet to go."""
    stream = stream_id(office.family, "team")
    begun = blobs.write(office.desk.store, stream, [b"a photo"])
    with office.desk.store.applying() as connection:
        blobs.keep(connection, stream, begun)
        connection.exec_driver_sql("UPDATE change_set SET state = 'applied'")


def test_files_are_carried_after_the_records_and_told_of_the_hotspot(office: Office):
    office.post.send()
    office.on_hotspot = True

    office.post.send()

    assert office.line.metered == [False, True]


def test_without_a_line_no_file_is_tried(office: Office):
    office.line.trouble = Offline()

    office.post.send()

    assert office.line.metered == []


def test_on_a_hotspot_the_card_says_that_photos_wait_unless_the_person_said_otherwise(office: Office):
    a_waiting_file(office)
    office.on_hotspot = True
    office.post.send()
    held_back = office.post.standing

    Sending(office.desk).send_files_on_hotspot(send=True)
    office.post.send()

    assert (held_back.title, held_back.text) == (words.WAITING_TO_SEND, words.NOTES_ONLY)
    assert office.post.standing.text == words.files_waiting(1)


def test_a_waiting_file_is_not_up_to_date(office: Office):
    a_waiting_file(office)

    office.post.send()

    assert (office.post.standing.state, office.post.standing.title) == ("waiting", words.WAITING_TO_SEND)


def test_f2_news_that_was_left_out_needs_you(office: Office):
    with office.desk.store.applying() as connection:
        connection.exec_driver_sql("INSERT INTO doubt (stream, family, code, since) VALUES ('s', 'f', 'device', '')")
    office.post.send()
    assert office.post.standing.text == words.UNCHECKED


def test_a_laptop_that_only_received_says_that_nothing_is_to_be_sent_yet(qtbot, desk: Desk):
    line, at = Line(), "2026-10-06T09:00:00Z"
    post = Post(line, desk, InlineTasks((SyncError,)), lambda: None)  # type: ignore[arg-type]  # what Post needs of it
    desk.store.put_setting(RECEIVED_AT, at)

    post.send()
    met = (post.standing.title, post.standing.text)
    line.trouble = Offline()
    post.send()

    assert met == (words.UP_TO_DATE, words.NOTHING_TO_SEND)
    assert (post.standing.title, post.standing.text) == (words.WORKING_OFFLINE, "")
