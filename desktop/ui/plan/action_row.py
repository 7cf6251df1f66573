"""One action of the plan: what, who, by when, and how far it is, which a menu changes."""

from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.casework.plan_view import ActionCard
from desktop.ui.family.badges import action_status
from desktop.ui.shell import keys
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row
from desktop.ui.words import plan as words


class ActionRow(Row):
    """M on the row opens the same menu as its button; `change` opens its fields.

    Signals:
        moved: how far the action is now, one of the six stored states.
    """

    moved = Signal(str)

    def __init__(self, action: ActionCard, today: date, *, parent: QWidget | None = None) -> None:
        status = action_status(action.progress, action.due_on, today)
        super().__init__(action.text or words.NO_WORDS, words.known_by(action.detail), Picture(*status), parent=parent)
        self._action = action
        self.add_below(_facts(action, today))
        if action.barrier and action.progress == "blocked":
            self.words.addWidget(PlainLabel(words.in_the_way(action.barrier), "meta", "warning"))
        self.far = _Far(words.how_far(action.progress), icon="chevron-down", dense=True)
        self.far.setAccessibleDescription(words.change(action.text))
        self.far.clicked.connect(self.open_menu)
        self.change = Button(words.CHANGE, "quiet", "pencil-line", dense=True)
        self.change.setAccessibleDescription(action.text)
        self.add(self.change, self.far)
        self.menu = self._menu()
        keys.bind(self, {"M": self.open_menu}, here=True)

    def open_menu(self) -> None:
        self.menu.popup(self.far.mapToGlobal(QPoint(0, self.far.height())))
        self.menu.setActiveAction(self.menu.actions()[list(words.PROGRESS).index(self._action.progress)])

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(words.change(self._action.text))
        for progress, said in words.PROGRESS.items():
            choice = menu.addAction(said)
            choice.setCheckable(True)
            choice.setChecked(progress == self._action.progress)
            choice.setData(progress)
        # Queued: the menu is gone before the row that it belongs to is drawn anew.
        menu.triggered.connect(self._chosen, Qt.ConnectionType.QueuedConnection)
        return menu

    def _chosen(self, choice: QAction) -> None:
        if choice.data() != self._action.progress:
            self.moved.emit(choice.data())


class _Far(Button):
    """At least as wide as the longest of its usual words, so that those of all rows stand under one another."""

    def sizeHint(self) -> QSize:
        hint, letters = super().sizeHint(), self.fontMetrics()
        usual = letters.horizontalAdvance(words.PROGRESS["partly"]) - letters.horizontalAdvance(self.words())
        return QSize(hint.width() + max(0, usual), hint.height())


def _facts(action: ActionCard, today: date) -> QWidget:
    """Who and by when; what is missing is said, not left out."""
    room = QWidget()
    flow = FlowLayout(room)
    owned = Badge(words.owned_by(action.owners), "user-round", "neutral" if action.owners else "warning")
    said = words.by_when(action.due_on, action.done_on, today, finished=action.finished)
    status = action_status(action.progress, action.due_on, today)
    worth = status.tone if status.tone in {"danger", "warning", "success"} else "neutral"
    icon = status.icon if worth != "neutral" else "calendar"
    missing = action.due_on is None and not action.finished
    flow.addWidget(owned)
    flow.addWidget(Badge(said, icon, "warning" if missing else worth))
    return room
