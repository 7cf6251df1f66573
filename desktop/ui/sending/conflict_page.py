"""Two people changed the same answer: both versions, what will be kept, and the choice (mockup 12)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.conflicts import Keep, OpenConflict
from desktop.ui import tokens
from desktop.ui.ports import Shell
from desktop.ui.sending.conflict_model import ConflictModel
from desktop.ui.sending.differences import How, Piece
from desktop.ui.sending.marked_text import MarkedText
from desktop.ui.sending.versions import Versions, in_order
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Notice, Panel
from desktop.ui.widgets.caret import Kept
from desktop.ui.widgets.flow import flow
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import MARGIN, Page, PageHeader, ScrollColumn
from desktop.ui.widgets.settled import settle_layouts
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.widgets.toggle import Toggle
from desktop.ui.words import conflicts as words
from desktop.ui.words.history import HISTORY

_TITLES = {
    "clash": (words.TITLE, words.NOTHING_LOST),
    "joined": (words.TITLE_JOINED, words.JOINED_TEXT),
    "deleted": (words.TITLE_DELETED, words.DELETED_TEXT),
}


class ConflictPage(Page):
    """Opened with `conflict`. `label` says in words what a field asks, `names` who a user id is."""

    def __init__(
        self,
        model: ConflictModel,
        shell: Shell,
        label: Callable[[str], str],
        names: Callable[[str], str],
    ) -> None:
        super().__init__()
        self._model, self._shell, self._label, self._names = model, shell, label, names
        self._header = PageHeader(words.TITLE, words.NOTHING_LOST, with_back=True)
        self._count = Badge(words.to_check(1), *tokens.status("sync", "needsYou"))
        self._problem = Notice("danger", "triangle-alert", "")
        self._where, self._question = PlainLabel("", "meta", "text2"), PlainLabel("", "h3")
        self._same = PlainLabel(words.SAME_SENTENCE, "meta", "text2")
        self._moved = Notice("info", "info", words.MOVED)
        self._changed = PlainLabel("", "meta", "text2")
        self._versions = Versions()
        self._sides = (Toggle(words.YOURS, "laptop"), Toggle(words.CURRENT, "user-round"))
        self._together, self._edit = Toggle(words.BOTH, "users-round"), Toggle(words.EDIT, "pencil-line")
        self._kept, self._editor = PlainLabel(), TextAnswer(lines=2)
        self._history = Button(HISTORY, "quiet", "history", dense=True)
        self._keep, self._later = Button(words.KEEP, "primary"), Button(words.LATER)
        self._lay_out()
        self._connect()
        self._draw()

    def arrive(self, **args: str) -> None:
        self._model.open(args["conflict"])

    def leave(self) -> None:
        self._editor.flush()

    def keep(self) -> Kept:
        self.leave()
        return {"choice": self._model.state.choice, "edited": self._model.state.edited}

    def resume(self, kept: Kept) -> None:
        if kept["choice"] == "edited":
            self._model.edit(kept["edited"])
        elif kept["choice"] is not None:
            self._model.choose(kept["choice"])

    # -- drawing

    def _lay_out(self) -> None:
        self._header.add_badge(self._count)
        self._editor.setAccessibleName(words.WILL_BE_KEPT)
        question = Panel()
        self._result = Card(words.WILL_BE_KEPT, flow(*self._sides, self._together, self._edit))
        asked, top = QVBoxLayout(), QHBoxLayout()
        asked.addWidget(self._where)
        asked.addWidget(self._question)
        top.addLayout(asked, 1)
        top.addWidget(self._history)
        question.column.addLayout(top)
        question.add(self._same, self._changed)
        self._result.add(self._kept, self._editor)
        self._body = ScrollColumn()
        self._body.add(self._problem, question, self._moved, self._versions, _legend(), self._result)
        self._body.add_stretch()
        self._foot = Panel("foot", (MARGIN, 12, MARGIN, 12))
        ends = QHBoxLayout()
        ends.setSpacing(12)
        ends.addStretch(1)
        ends.addWidget(self._later)
        ends.addWidget(self._keep)
        self._foot.column.addLayout(ends)
        self._gone = Notice("well", "circle-check", words.GONE)
        self.column.addWidget(self._header)
        self.column.addWidget(self._gone)
        self.column.addWidget(self._body, 1)
        self.column.addWidget(self._foot)

    def _draw(self) -> None:
        state = self._model.state
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        self._gone.setVisible(state.gone)
        for part in (self._body, self._foot):
            part.setVisible(state.conflict is not None)
        self._count.setVisible(bool(state.open))
        self._count.show_status(words.to_check(state.open), *tokens.status("sync", "needsYou"))
        if state.conflict is not None:
            self._draw_conflict(state.conflict)
            self._draw_choice(state.conflict)
        settle_layouts()

    def _draw_conflict(self, conflict: OpenConflict) -> None:
        self._header.say(*_TITLES[conflict.nature])
        self._where.say(words.where(conflict.family_name, conflict.kind))
        self._question.say(self._label(conflict.field))
        self._same.setVisible(conflict.nature == "clash" and not conflict.together and _is_text(conflict))
        self._moved.setVisible(conflict.moved)
        self._moved.text.say(words.value_of(conflict.field, conflict.current) if conflict.moved else "")
        self._changed.say(words.changed_meanwhile([self._label(name) for name in conflict.changed]))
        names = (self._name(conflict.kept.by), self._name(conflict.other.by))
        self._versions.show_conflict(conflict, names, self._model.state.now)
        by = dict(zip(("kept", "other"), names, strict=True))
        for button, which in zip(self._sides, in_order(conflict), strict=True):
            button.set_words(words.YOURS if conflict.yours == which else words.of(by[which]))

    def _draw_choice(self, conflict: OpenConflict) -> None:
        state = self._model.state
        joined = conflict.nature == "joined"
        for button, which in zip(self._sides, in_order(conflict), strict=True):
            button.setVisible(not joined)
            button.setChecked(state.choice == which)
        self._together.setVisible(bool(conflict.together))
        self._together.setChecked(state.choice == "together")
        self._edit.setVisible(conflict.nature == "clash" and _is_text(conflict))
        self._edit.setChecked(state.choice == "edited")
        editing = state.choice == "edited"
        self._kept.say("" if editing else state.kept_text)
        self._editor.setVisible(editing)
        if not self._editor.hasFocus():
            self._editor.set_text(state.edited)
        self._keep.set_words(words.I_HAVE_READ_IT if joined else words.KEEP)
        self._keep.setEnabled(state.choice is not None)

    def _name(self, user: str | None) -> str:
        return (self._names(user) if user else "") or words.SOMEBODY

    # -- doing

    def _connect(self) -> None:
        for place, side in enumerate(self._sides):
            side.clicked.connect(partial(self._choose_side, place))
        self._together.clicked.connect(partial(self._choose, "together"))
        self._edit.clicked.connect(partial(self._choose, "edited"))
        self._editor.committed.connect(self._model.edit)
        self._keep.clicked.connect(self._settle)
        self._history.clicked.connect(self._open_history)
        self._later.clicked.connect(self._decide_later)
        self._header.back.connect(self._shell.back)
        self._model.changed.connect(self._draw)
        self._model.settled.connect(self._settled)

    def _choose_side(self, place: int) -> None:
        conflict = self._model.state.conflict
        if conflict is not None:
            self._choose(in_order(conflict)[place])

    def _choose(self, keep: Keep) -> None:
        self._model.choose(keep)
        self._draw()  # pressing what is chosen already must not take it back
        if keep == "edited":
            self._editor.setFocus()
            self._editor.moveCursor(QTextCursor.MoveOperation.End)
            settle_layouts()
            self._body.ensureWidgetVisible(self._result)

    def _settle(self) -> None:
        self._editor.flush()
        self._model.settle()

    def _settled(self) -> None:
        self._shell.tell(words.KEPT)
        self._shell.open("sending")

    def _open_history(self) -> None:
        conflict = self._model.state.conflict
        if conflict is not None:
            self._shell.open("history", kind=conflict.kind, record=conflict.record, field=conflict.field)

    def _decide_later(self) -> None:
        self._shell.tell(words.LATER_TEXT, "clock", "info")
        self._shell.open("sending")


def _is_text(conflict: OpenConflict) -> bool:
    held = (conflict.base, conflict.kept.value, conflict.other.value)
    return all(value is None or isinstance(value, str) for value in held) and conflict.field != "deleted"


def _legend() -> QWidget:
    return flow(
        _meaning(words.ADDED, "added", words.MEANS_ADDED), _meaning(words.TAKEN_OUT, "taken", words.MEANS_TAKEN_OUT)
    )


def _meaning(marked: str, how: How, means: str) -> QWidget:
    room = QWidget()
    across = QHBoxLayout(room)
    across.setContentsMargins(0, 0, 12, 0)
    across.setSpacing(6)
    across.addWidget(MarkedText((Piece(marked, how),), "meta"))
    across.addWidget(PlainLabel(means, "meta", "text2", wrap=False))
    return room
