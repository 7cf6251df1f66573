"""The list of families: search first, then filters, then rows that arrows move through and Enter opens (mockup 04)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.casework.duplicates import NewFamily
from desktop.casework.looked import Answered
from desktop.ui import theme
from desktop.ui.families.add_family import AddFamily
from desktop.ui.families.model import FamiliesModel, FamiliesState
from desktop.ui.families.search import SearchModel
from desktop.ui.families.settle import SettleFamily, ToSettle
from desktop.ui.families.table import FamiliesTable
from desktop.ui.families.view import FamiliesView
from desktop.ui.mergers.model import MergersModel
from desktop.ui.people.links_model import LinksModel
from desktop.ui.ports import Shell
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.caret import Kept
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import SearchEdit
from desktop.ui.widgets.page import MARGIN, EmptyState, Page, PageHeader
from desktop.ui.widgets.settled import settle_layouts
from desktop.ui.words import duplicates
from desktop.ui.words import families as words
from desktop.ui.words import mergers as merger_words

_FIND_WIDE = 420
_FIND_LEAST = 320
_NARROW = 1000


class FamiliesPage(Page):
    """Opened with `find`, it goes on with a search that was begun elsewhere; with `new`, it asks for a family to add."""

    def __init__(
        self,
        model: FamiliesModel,
        search: SearchModel,
        mergers: MergersModel,
        shell: Shell,
        phones: Sequence[tuple[str, str]] = (),
    ) -> None:
        """`phones` are the council's numbers: pairs of name and number."""
        super().__init__()
        self._model, self._search_first, self._mergers = model, search, mergers
        self._shell, self._phones = shell, phones
        self._links: LinksModel | None = None
        self._header = PageHeader(words.TITLE)
        self._add = Button(words.ADD, "primary", "plus")
        self._from_list = Button(words.FROM_LIST, icon="table")
        self._decide = Button(merger_words.to_decide(0), icon="list-checks")
        self._find = SearchEdit(words.FIND)
        self._filters = ChoiceChips()
        self._filters.setAccessibleName(words.SHOW)
        self._problem = Notice("danger", "triangle-alert", "")
        self._to_settle, self._settling = ToSettle(), model.state.answered
        self._table = FamiliesTable()
        self._view = FamiliesView(self._table)
        self._nothing = EmptyState("users-round", words.NONE_YET, words.NONE_YET_TEXT)
        self._showing = PlainLabel("", "meta", "text3")
        self._allowed = PlainLabel(words.ALLOWED, "meta", "text3")
        self._lay_out()
        self._add.clicked.connect(self._ask_family)
        self._decide.clicked.connect(partial(shell.open, "decide"))
        mergers.changed.connect(self._draw_decisions)
        self._draw_decisions()
        self._from_list.clicked.connect(partial(shell.open, "caseload"))
        self._find.textChanged.connect(model.seek)
        self._find.returnPressed.connect(self._open_first)
        self._find.installEventFilter(self)
        self._filters.chosen.connect(lambda values: model.choose(values[0]))
        self._view.opened.connect(self._open)
        self._to_settle.wanted.connect(self._ask_why)
        model.settled.connect(lambda: shell.tell(duplicates.SETTLED))
        model.changed.connect(self._draw)
        model.added.connect(self._added)
        self._draw()

    def count(self, links: LinksModel) -> None:
        """Count what waits of people in two families to what is to be decided."""
        self._links = links
        links.changed.connect(self._draw_decisions)
        self._draw_decisions()

    def arrive(self, **args: str) -> None:
        self._model.reload()
        self._mergers.reload()
        if self._links is not None:
            self._links.reload()
        if "find" in args:
            self._find.setText(args["find"])
            self._find.setFocus()
        if "new" in args:
            self._ask_family()

    def keep(self) -> Kept:
        return {"find": self._find.text(), "filter": self._model.state.filter}

    def resume(self, kept: Kept) -> None:
        self._find.setText(kept["find"])
        self._model.choose(kept["filter"])

    def ask_again(self, dialog: str, about: str) -> None:
        if dialog == AddFamily.name:
            self._ask_family()
            return
        for answered in self._model.state.answered:
            if answered.family == about:
                self._ask_why(answered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search to the first family."""
        pressed = (
            isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
        )
        if watched is self._find and pressed and self._model.state.rows:
            self._view.setFocus()
            self._view.selectRow(max(0, self._view.currentIndex().row()))
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        worn, ways = theme.current(), QBoxLayout.Direction
        narrow = worn.effective(self.width()) < _NARROW
        self._search.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._allowed.setVisible(not narrow)
        self._find.setMinimumWidth(0 if narrow else worn.px(_FIND_LEAST))
        self._find.setMaximumWidth(self.width() if narrow else worn.px(_FIND_WIDE))

    # -- drawing

    def _lay_out(self) -> None:
        self._header.add_action(self._decide, self._from_list, self._add)
        self._search = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._search.setSpacing(12)
        self._search.addWidget(self._find, 0, Qt.AlignmentFlag.AlignTop)  # beside the first line of filters
        self._search.addWidget(self._filters, 1, Qt.AlignmentFlag.AlignTop)
        self._rest = QStackedWidget()
        self._rest.addWidget(self._view)
        self._rest.addWidget(self._nothing)
        self._rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        foot = QHBoxLayout()
        foot.addWidget(self._showing, 1)
        foot.addWidget(self._allowed, 0)
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(MARGIN, 4, MARGIN, 8)
        column.setSpacing(10)
        column.addLayout(self._search)
        column.addWidget(self._problem)
        column.addWidget(self._to_settle)
        column.addWidget(self._rest, 1)
        column.addLayout(foot)
        self.column.addWidget(self._header)
        self.column.addWidget(room, 1)

    def _draw(self) -> None:
        state = self._model.state
        self._header.say(words.TITLE, words.hint(len(state.every)) if state.loaded else "")
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        self._filters.offer([(key, words.filter_words(key, n)) for key, n in state.counts if n or key != "closed"])
        self._filters.set_values([] if state.search.strip() else [state.filter])
        if state.answered != self._settling:
            self._settling = state.answered
            with kept_focus(self):
                self._to_settle.show_answered(state.answered)
        self._draw_rows(state)
        settle_layouts()

    def _draw_decisions(self) -> None:
        others = len(self._links.state.to_decide) if self._links is not None else 0
        self._decide.set_words(merger_words.to_decide(len(self._mergers.state.to_decide) + others))
        self._decide.setVisible(self._mergers.decides)

    def _draw_rows(self, state: FamiliesState) -> None:
        chosen = self._view.currentIndex()
        family = self._table.row(chosen).family if chosen.isValid() else ""
        self._table.show_rows(state.rows, state.today)
        for at, row in enumerate(state.rows):
            if row.family == family:
                self._view.selectRow(at)
        self._showing.say(words.showing(len(state.rows), len(state.every)) if state.rows else "")
        self._rest.setCurrentWidget(self._view if state.rows else self._nothing)
        self._say_nothing(state)

    def _say_nothing(self, state: FamiliesState) -> None:
        if state.search.strip():
            self._nothing.title.say(words.nobody(state.search.strip()))
            self._nothing.text.say(words.NOBODY_TEXT)
        else:
            self._nothing.title.say(words.NONE_HERE if state.every else words.NONE_YET)
            self._nothing.text.say("" if state.every else words.NONE_YET_TEXT)
        self._nothing.setVisible(state.loaded and not state.rows)
        policies = QSizePolicy.Policy
        takes_room = policies.Ignored if state.rows else policies.Preferred  # a stack is as high as its highest
        self._nothing.setSizePolicy(policies.Preferred, takes_room)

    # -- doing

    def _open(self, family: str) -> None:
        self._shell.open("family", family=family)

    def _open_first(self) -> None:
        if self._model.state.search.strip() and self._model.state.rows:
            self._open(self._model.state.rows[0].family)

    def _ask_family(self) -> None:
        dialog = AddFamily(self._search_first, self._phones)
        dialog.said.connect(partial(self._said, dialog))
        dialog.same.connect(self._same)
        self._model.added.connect(dialog.done)
        self._model.refused.connect(dialog.fail)
        self._search_first.refused.connect(dialog.fail)
        self._shell.ask(dialog)

    def _said(self, dialog: AddFamily, new: NewFamily) -> None:
        """Look first; what was looked for is begun."""
        searched = self._search_first.searched
        if searched is None:
            self._search_first.search(new)
        elif searched.is_over:
            self._model.add(new, searched.looked(dialog.because))

    def _ask_why(self, answered: Answered) -> None:
        dialog = SettleFamily(answered, self._phones)
        dialog.said.connect(partial(self._model.settle, answered.family))
        self._model.settled.connect(dialog.done)
        self._model.refused.connect(dialog.fail)
        self._shell.ask(dialog)

    def _same(self, family: str) -> None:
        self._shell.close_dialog()
        self._open(family)

    def _added(self, family: str) -> None:
        self._open(family)
