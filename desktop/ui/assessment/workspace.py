"""An open assessment: the rail, the page of one section with its foot, and what is known beside it.

Pages of sections are made when first opened and kept. The columns become one where the text is large or the window narrow.
"""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.casework.people import PersonCard
from desktop.forms import AnswerKey, Changes, Session
from desktop.ui.assessment.columns import ThreeColumns
from desktop.ui.assessment.foot import Foot
from desktop.ui.assessment.known_panel import KnownPanel
from desktop.ui.assessment.model import AssessmentModel
from desktop.ui.assessment.question_row import QuestionRow
from desktop.ui.assessment.rail import CONSENT, PEOPLE, SUMMARY, keys, rail
from desktop.ui.assessment.records import ConsentPage, PeoplePage, SummaryPage
from desktop.ui.assessment.section_view import SectionView
from desktop.ui.assessment.tab_order import chain
from desktop.ui.assessment.top_line import TopLine
from desktop.ui.assessment.why_not import WhyNot
from desktop.ui.ports import Shell
from desktop.ui.widgets.page import ScrollColumn
from desktop.ui.widgets.section_rail import SectionRail
from desktop.ui.widgets.states import SaveState
from desktop.ui.words import assessment as words

_MARGIN = 26


class Workspace(QFrame):
    """One assessment.

    Signals:
        consent_wanted: somebody's answer is to be written down.
        print_wanted: a copy is to be printed.
    """

    consent_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, model: AssessmentModel, shell: Shell, *, visiting: bool) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self._model, self._shell, self._visiting = model, shell, visiting
        self._pages: dict[str, tuple[ScrollColumn, QWidget]] = {}
        self.section = ""
        self._row: QuestionRow | None = None
        self.rail = SectionRail(words.TITLE)
        self.top, self.foot, self.known = TopLine(), Foot(), KnownPanel()
        self.saved = SaveState()
        self.foot.put(self.saved)
        self._stack = QStackedWidget()
        self._lit: QuestionRow | None = None
        self.columns = ThreeColumns(self.rail, self.top, self._stack, self.foot, self.known)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.columns)
        self._order = QTimer(self, singleShot=True, interval=0)
        self._order.timeout.connect(self._lay_tab_order)
        self._connect()
        self.open_section(next(iter(model.session.sections())).key)

    # -- where we are

    @property
    def view(self) -> SectionView | None:
        """The questions shown, on a page of questions."""
        shown = self._pages[self.section][1]
        return shown if isinstance(shown, SectionView) else None

    @property
    def current(self) -> QuestionRow | None:
        """The question with the keyboard, else the one that had it last on this page."""
        return self._row if self._row in self._rows() else None

    def _rows(self) -> list[QuestionRow]:
        return self.view.rows() if self.view else []

    def open_section(self, key: str) -> None:
        """Show a section from where it was left."""
        if key not in keys(self._model.session):
            key = PEOPLE
        self.section, self._row = key, None
        if key not in self._pages:
            self._make(key)
        room, shown = self._pages[key]
        if isinstance(shown, SummaryPage):
            shown.show_missing()
        self._stack.setCurrentWidget(room)
        self._order.start()
        self._draw_rail()
        self._draw_top()
        self._draw_known()

    def go_to(self, key: AnswerKey) -> None:
        """Show a question and put the keyboard into it."""
        section = next((s.key for s in self._model.session.sections() if key.is_within(s.key)), None)
        if section is not None:
            self.open_section(section)
            row = self.view.row(key) if self.view else None
            if row is not None:
                self._enter(row)

    # -- walking

    def go_on(self) -> None:
        """To the next question; from the last of a section, to the next section."""
        self._walk(1)

    def go_back(self) -> None:
        self._walk(-1)

    def come_back_later(self) -> None:
        """Mark the question and go on."""
        if (row := self._here()) is not None and self._model.is_open:
            self._model.come_back_to(row.key)
            self.go_on()

    def ask_why_not(self) -> None:
        """Offer the reasons why the question has no answer."""
        if (row := self._here()) is not None:
            self._shell.ask(WhyNot(row))

    def _here(self) -> QuestionRow | None:
        return self.current or next(iter(self._rows()), None)

    def _walk(self, step: int) -> None:
        rows = self._rows()
        at = rows.index(self.current) + step if self.current in rows else (0 if step > 0 else -1)
        if 0 <= at < len(rows):
            self._enter(rows[at])
            return
        order = keys(self._model.session)
        there = order.index(self.section) + step
        if 0 <= there < len(order):
            self.open_section(order[there])
            rows = self._rows()
            if rows:
                self._enter(rows[0 if step > 0 else -1])
            else:
                self.rail.setFocus()

    def _enter(self, row: QuestionRow) -> None:
        room, _shown = self._pages[self.section]
        self._row = row
        row.take_focus()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        room.ensureWidgetVisible(row, 0, _MARGIN)
        self._draw_top()

    # -- what the page tells

    def take(self, changes: Changes) -> None:
        """Show what an answer changed."""
        for _room, shown in self._pages.values():
            if isinstance(shown, SectionView) and shown.key in self._model_keys():
                shown.take(changes)
        self._order.start()
        self._draw_rail()
        self._draw_top()

    def show_all(self) -> None:
        """The form was read anew."""
        alive = self._model_keys()
        for key, (room, shown) in list(self._pages.items()):
            if isinstance(shown, SectionView) and shown.key in alive:
                shown.show_all()
            elif key != self.section or isinstance(shown, SectionView):
                del self._pages[key]
                self._stack.removeWidget(room)
                room.deleteLater()
        self.open_section(self.section)

    def show_again(self, session: Session) -> None:
        """The page was opened again, on the same assessment."""
        self.show_all()

    def show_later(self) -> None:
        """Other questions are to be come back to."""
        for row in self._rows():
            row.show_answer()
        self._draw_rail()

    def show_refusal(self, key: str, code: str) -> None:
        if self.view is not None and (row := self.view.row(AnswerKey(key))) is not None:
            row.show_refusal(code)

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over."""
        for _room, shown in self._pages.values():
            if isinstance(shown, SectionView):
                for row in shown.rows():
                    row.flush()

    def fold(self) -> None:
        """Fold away what is private."""
        self.known.fold()

    # -- inside

    def _model_keys(self) -> set[str]:
        return set(keys(self._model.session))

    def _make(self, key: str) -> None:
        shown: QWidget
        if key == PEOPLE and (sheet := self._model.state.sheet):
            shown = PeoplePage(sheet, None if self._visiting else self._open_family)
        elif key == CONSENT and (sheet := self._model.state.sheet):
            ask = self.consent_wanted.emit if self._model.is_open else None
            shown = ConsentPage(sheet, ask, visiting=self._visiting)
        elif key == SUMMARY:
            shown = SummaryPage(self._model, self.go_to, self.print_wanted.emit)
        else:
            shown = SectionView(AnswerKey(key), self._model, self._last_score, with_history=not self._visiting)
            shown.nothing_selected.connect(self._nothing_selected)
            shown.history_wanted.connect(self._open_history)
        room = ScrollColumn(margins=(_MARGIN, 8, _MARGIN, _MARGIN))
        room.add(shown)
        room.add_stretch()
        self._pages[key] = (room, shown)
        self._stack.addWidget(room)

    def _open_family(self) -> None:
        if self._model.state.sheet is not None:
            self._shell.open("family", family=self._model.state.sheet.head.family)

    def _open_history(self, key: str) -> None:
        self._shell.open("history", kind="assessment", record=self._model.assessment, field=f"@{key}")

    def _nothing_selected(self) -> None:
        self._shell.tell(words.SELECT_FIRST, "info", "info")

    def _last_score(self, key: AnswerKey) -> int | None:
        """The latest recorded score of this person in the area that the question is named after."""
        sheet = self._model.state.sheet
        person = next((inside for _name, inside in key.parts() if inside), "")
        return sheet.scores.get((person, key.rpartition("/")[2])) if sheet else None

    def _person(self) -> PersonCard | None:
        """Whom the section is about."""
        sheet = self._model.state.sheet
        wanted = next((s.person for s in self._model.session.sections() if s.key == self.section), "")
        return next((person for person in sheet.people if person.person == wanted), None) if sheet else None

    def _draw_rail(self) -> None:
        sheet = self._model.state.sheet
        if sheet is not None:
            self.rail.set_sections(rail(self._model, sheet), self.section)

    def _draw_top(self) -> None:
        rows = self._rows()
        at = rows.index(self.current) + 1 if self.current in rows else 1
        titles = {section.key: section.label for section in self._model.session.sections()}
        title = titles.get(AnswerKey(self.section), "")
        self.top.show_place(title, words.question_of(at, len(rows)) if rows else "", self._person())
        self.foot.show_step(asking=bool(rows) and self._model.is_open, last=self.section == SUMMARY)
        self.known.set_usable(self._model.is_open and any(row.is_prose for row in rows))

    def _draw_known(self) -> None:
        if (sheet := self._model.state.sheet) is not None:
            usable = self._model.is_open and self.view is not None
            self.known.show_known(sheet.known, self._person(), self._model.today(), usable=usable)
            self.columns.count_known(len(sheet.known))

    def _use(self, text: str) -> None:
        prose = [row for row in self._rows() if row.is_prose]
        row = self.current if self.current in prose else next(iter(prose), None)
        if row is not None:
            self.columns.show_side(wanted=False)
            row.insert(text)
            row.flush()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        row = now
        while row is not None and not isinstance(row, QuestionRow):
            row = row.parentWidget()
        if isinstance(row, QuestionRow) and self.isAncestorOf(row) and row is not self._lit:
            if self._lit is not None and isValid(self._lit):
                self._lit.set_current(current=False)
            self._row = self._lit = row
            row.set_current(current=True)
            self._order.start()
            self._draw_top()

    def _lay_tab_order(self) -> None:
        chain(self.rail, self.columns.known, self._stack, self.known, self.foot)

    def _connect(self) -> None:
        self.known.drawn.connect(self._order.start)
        self.rail.chosen.connect(self.open_section)
        self.foot.back.clicked.connect(self.go_back)
        self.foot.on.clicked.connect(self.go_on)
        self.foot.later.clicked.connect(self.come_back_later)
        self.foot.why.clicked.connect(self.ask_why_not)
        self.known.used.connect(self._use)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
