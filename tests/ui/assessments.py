"""An assessment page over Jo's real desk, and hands to work it with."""

from dataclasses import dataclass, field

from PySide6.QtWidgets import QApplication

from desktop.casework.assessments import Assessments
from desktop.casework.desk import Desk
from desktop.casework.library import Library
from desktop.casework.overview import Overviews
from desktop.casework.paper import Papers
from desktop.casework.reads import Reads
from desktop.casework.sheets import Sheets
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.errors import DoorstepError
from desktop.forms import AnswerKey, FormError
from desktop.reports.printing import Copies
from desktop.ui import tokens
from desktop.ui.assessment.model import AssessmentModel
from desktop.ui.assessment.page import AssessmentPage
from desktop.ui.assessment.printing import PrintModel
from desktop.ui.assessment.question_row import QuestionRow
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.tasks import InlineTasks
from tests.support.forms import LIBRARY
from tests.ui.shells import PaperShell


@dataclass
class Shelf:
    """Implements `ports.Printer`: keeps what was saved."""

    saved: dict[str, bytes] = field(default_factory=dict)

    def save_pdf(self, suggested_name: str, data: bytes) -> str:
        self.saved[suggested_name] = data
        return suggested_name


class Laid:
    """The page, what it stands on, and where the worker is."""

    def __init__(self, qtbot, desk: Desk, *, visiting: bool = False, library: Library = LIBRARY) -> None:
        self.desk = desk
        self.shell, self.shelf = PaperShell(), Shelf()
        self.assessments = Assessments(desk, library)
        tasks = InlineTasks((DoorstepError, FormError))
        self.model = AssessmentModel(Sheets(desk, self.assessments), self.assessments, tasks, self._now)
        head = FamilyHeadModel(Overviews(desk), Visits(desk), self._now, tasks)
        copies = Copies(Papers(desk, self.assessments), "Northmere", desk.today)
        printing = PrintModel(copies, self.shelf, Reads(desk), tasks)
        self.page = AssessmentPage(self.model, head, printing, self.shell, visiting=visiting)
        qtbot.addWidget(self.page)
        width, height = tokens.tokens()["size"]["clientTypical"]
        self.page.resize(width - tokens.size("navWidth"), height)
        self.page.show()
        settle()
        self.page.activateWindow()
        settle()

    def open(self, family: str, assessment: str = "") -> "Laid":
        self.page.arrive(family=family, **({"assessment": assessment} if assessment else {}))
        settle()
        return self

    def begin(self, family: str) -> "Laid":
        return self.open(family, self.assessments.begin(family))

    def go(self, key: str) -> QuestionRow:
        """Put the keyboard into a question."""
        self.page.workspace.go_to(AnswerKey(key))
        settle()
        return self.row(key)

    def row(self, key: str) -> QuestionRow:
        row = self.page.workspace.view.row(AnswerKey(key))
        assert row is not None, key
        return row

    def shows(self, key: str) -> bool:
        return self.page.workspace.view.row(AnswerKey(key)) is not None

    def type(self, qtbot, key: str, text: str) -> None:
        row = self.go(key)
        qtbot.keyClicks(row.editor.widget, text)
        row.flush()

    def stored(self, key: str):
        """The answer as a fresh reading of the store has it."""
        head = self.model.state.sheet.opened.head
        return self.assessments.open(head.family, head.assessment).stored.get(AnswerKey(key))

    def child(self, name: str) -> str:
        return next(s.key for s in self.model.session.sections() if s.label.startswith(name))

    def _now(self):
        return self.desk.clock.now().astimezone(LONDON)


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()
