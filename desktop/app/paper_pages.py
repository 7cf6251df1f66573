"""The pages of what is written and filed: the assessment, the plan in a visit, documents."""

from functools import partial

from desktop.app.chooser import SystemChooser
from desktop.app.wiring import Wiring
from desktop.casework.assessments import Assessments
from desktop.casework.attachments import Attachments
from desktop.casework.library import Library
from desktop.casework.paper import Papers
from desktop.casework.people import People
from desktop.casework.plans import Plans
from desktop.casework.sheets import Sheets
from desktop.reports.printing import Copies
from desktop.ui.assessment.model import AssessmentModel
from desktop.ui.assessment.page import AssessmentPage
from desktop.ui.assessment.printing import PrintModel
from desktop.ui.documents.model import DocumentsModel
from desktop.ui.documents.page import DocumentsPage
from desktop.ui.plan.model import PlanModel
from desktop.ui.plan.page import PlanPage
from desktop.ui.words import shell as words


def add_assessment_pages(on: Wiring, library: Library) -> None:
    """The assessment and the plan beside it, in the office and in a visit."""
    desk, window = on.desk, on.window
    assessments = Assessments(desk, library)
    copies = Copies(Papers(desk, assessments), on.around.council, desk.today, invented=on.around.demo)
    printing = PrintModel(copies, on.printer, on.reads, on.tasks)

    def page(*, visiting: bool) -> AssessmentPage:
        model = on.keeps(AssessmentModel(Sheets(desk, assessments), assessments, on.tasks, on.now))
        return AssessmentPage(model, on.head, printing, window, visiting=visiting)

    window.add_page("assessment", partial(page, visiting=False), under="families")
    assessment = partial(page, visiting=True)
    window.add_page("visit-assessment", assessment, words.ASSESSMENT, "clipboard-list", rail="visit")
    plan = on.keeps(PlanModel(Plans(desk), on.now, on.tasks))
    plan_page = partial(PlanPage, plan, on.head, window, visiting=True)
    window.add_page("visit-plan", plan_page, words.PLAN, "list-checks", rail="visit")


def add_document_pages(on: Wiring) -> None:
    """The files of a family."""
    desk, window, post = on.desk, on.window, on.post
    chooser, printer = SystemChooser(window), on.printer
    files = Attachments(desk)
    documents = DocumentsModel(files, People(desk), chooser, printer, on.reads, lambda: post.way, on.now, on.tasks)
    post.changed.connect(on.kept(documents).reload)
    window.add_page("documents", partial(DocumentsPage, documents, on.head, window), under="families")
