"""A family's story as a state: what is asked of it, what is shown, and what is written into its chronology."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from desktop.casework.events import EventDraft, Events
from desktop.casework.timeline import Moment, Stories, Story, years
from desktop.ui.tasks import Tasks
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class Asked:
    """What a reader wants to see: a group, a person's id, a year, only what is significant; "" asks for all."""

    group: str = ""
    person: str = ""
    year: str = ""
    significant: bool = False

    def wants(self, moment: Moment) -> bool:
        return (
            self.group in {"", moment.group}
            and (not self.person or self.person in moment.people)
            and self.year in {"", str(moment.on.year)}
            and (moment.significant or not self.significant)
        )


@dataclass(frozen=True)
class StoryState:
    """`shown` is what of the story was asked for."""

    family: str = ""
    story: Story = field(default_factory=Story)
    years: tuple[int, ...] = ()
    asked: Asked = field(default_factory=Asked)
    shown: tuple[Moment, ...] = ()
    loaded: bool = False
    problem: str = ""

    def moment(self, record: str) -> Moment | None:
        """What is known of a record; None where it is not in the story."""
        return next((one for one in self.story.moments if one.record == record), None)


class StoryModel(QObject):
    """Reads, filters, writes.

    Signals:
        changed: a new `StoryState` is in place.
        saved: an entry is in the chronology.
        taken_out: the id of an entry that is no longer.
        put_back: an entry is there again.
        refused: why nothing was saved, in words.
    """

    changed = Signal()
    saved = Signal()
    taken_out = Signal(str)
    put_back = Signal()
    refused = Signal(str)

    def __init__(self, stories: Stories, events: Events, today: Callable[[], date], tasks: Tasks) -> None:
        super().__init__()
        self._stories, self._events, self.today, self._tasks = stories, events, today, tasks
        self.state = StoryState()

    def arrive(self, family: str) -> None:
        """Show this family's."""
        if family != self.state.family:
            self._become(StoryState(family))
        self.reload()

    def reload(self) -> None:
        if family := self.state.family:
            self._tasks.run(lambda: self._stories.of(family), lambda story: self._loaded(family, story), self._failed)

    def let_go(self, family: str) -> None:
        """A family is no longer here: show nothing more of it."""
        if family == self.state.family:
            self._become(StoryState())

    def ask(self, asked: Asked) -> None:
        """Show of the story what is asked for."""
        shown = tuple(filter(asked.wants, self.state.story.moments))
        self._become(replace(self.state, asked=asked, shown=shown))

    # -- the chronology

    def add(self, draft: EventDraft) -> None:
        family = self.state.family
        self._tasks.run(lambda: self._events.add(family, draft), self._saved, self._not_saved)

    def change(self, event: str, said: EventDraft, shown: EventDraft) -> None:
        """Change an entry over what was `shown` of it (S18)."""
        self._tasks.run(lambda: self._events.change(event, said, shown), self._saved, self._not_saved)

    def take_out(self, event: str, why: str) -> None:
        self._tasks.run(lambda: self._events.take_out(event, why), lambda _none: self._gone(event), self._not_saved)

    def bring_back(self, event: str) -> None:
        self._tasks.run(lambda: self._events.put_back(event), self._back, self._not_saved)

    def _loaded(self, family: str, story: Story) -> None:
        if family == self.state.family:
            asked = self.state.asked
            shown = tuple(filter(asked.wants, story.moments))
            self._become(StoryState(family, story, years(story.moments), asked, shown, loaded=True))

    def _saved(self, _event: object) -> None:
        self.saved.emit()
        self.reload()

    def _gone(self, event: str) -> None:
        self.taken_out.emit(event)
        self.reload()

    def _back(self, _none: object) -> None:
        self.put_back.emit()
        self.reload()

    def _not_saved(self, error: Exception) -> None:
        self.refused.emit(sentence(error))

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: StoryState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
