"""What this laptop makes of what it hears: news, if it does not hold it already."""

from collections.abc import Callable, Iterable

import pytest

from desktop.app import ear as ears
from desktop.app.ear import Ear
from desktop.ui.tasks import InlineTasks
from sync.engine.errors import Offline, SyncError
from sync.protocol.events import Moved

HELD, NEW, NEWER = Moved("held", 3), Moved("new", 1), Moved("new", 2)


class Line:
    """It says what it was given, and breaks or ends."""

    def __init__(self, *moved: Moved, trouble: SyncError | None = None) -> None:
        self.moved, self.trouble = moved, trouble
        self.listened = 0
        self.asked: list[list[Moved]] = []

    def listen(self, heard: Callable[[Moved], None], on_cancel: Callable[[Callable[[], object]], None]) -> None:
        self.listened += 1
        for moved in self.moved:
            heard(moved)
        if self.trouble is not None:
            raise self.trouble

    def lacks(self, moved: Iterable[Moved]) -> bool:
        self.asked.append(list(moved))
        return any(one.stream != HELD.stream for one in self.asked[-1])


@pytest.fixture
def ear_of(qtbot, monkeypatch) -> Callable[[Line], Ear]:
    monkeypatch.setattr(ears, "GATHER_MS", 1)
    return lambda line: Ear(line, InlineTasks((SyncError,)))  # type: ignore[arg-type]  # what it needs of one


def test_what_this_laptop_does_not_hold_is_news_once_however_much_moved(qtbot, ear_of):
    line = Line(HELD, NEW, NEWER)
    ear = ear_of(line)

    with qtbot.waitSignal(ear.news):
        ear.listen()

    assert line.asked == [[HELD, NEWER]]


def test_what_it_sent_itself_is_no_news(qtbot, ear_of):
    line = Line(HELD)
    ear = ear_of(line)

    with qtbot.assertNotEmitted(ear.news):
        ear.listen()
        qtbot.waitUntil(lambda: bool(line.asked))


def test_failures_in_a_row_are_counted_and_why_is_told(ear_of):
    line, told = Line(trouble=Offline()), []
    ear = ear_of(line)
    ear.ended.connect(lambda times, error: told.append((times, type(error))))

    ear.listen()
    ear.listen()
    line.trouble = None
    ear.listen()

    assert told == [(1, Offline), (2, Offline), (1, type(None))]
