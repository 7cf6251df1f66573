"""The pages of a visit."""

from functools import partial

from desktop.app.chooser import SystemChooser
from desktop.app.wiring import Wiring
from desktop.casework.attachments import Attachments
from desktop.casework.plans import Plans
from desktop.casework.visit_endings import VisitEndings
from desktop.casework.visit_safety import VisitSafety
from desktop.casework.visit_writing import VisitWriting
from desktop.ui.visit.after import AfterVisitPage
from desktop.ui.visit.casework import Writing
from desktop.ui.visit.model import VisitModel
from desktop.ui.visit.page import VisitPage
from desktop.ui.visit.write_up_model import WriteUpModel
from desktop.ui.words import shell as words


def add_visit_pages(on: Wiring) -> None:
    """The note of a visit, as it happens and afterwards."""
    window = on.window
    visit, write_up = _models(on)
    window.curtain_drawn.connect(visit.fold)
    window.curtain_drawn.connect(write_up.fold)
    page = partial(VisitPage, visit, write_up, window, on.names, on.around.phones)
    window.add_page("visit", page, words.VISIT_NOTE, "pen-line", rail="visit")
    window.add_page("after-visit", partial(AfterVisitPage, *_models(on), window), under="families")


def _models(on: Wiring) -> tuple[VisitModel, WriteUpModel]:
    desk, window = on.desk, on.window
    visit = on.keeps(VisitModel(on.visits, on.now, on.tasks))
    casework = Writing(
        VisitWriting(desk),
        VisitEndings(desk),
        VisitSafety(desk),
        Plans(desk),
        Attachments(desk),
        SystemChooser(window),
    )
    return visit, on.keeps(WriteUpModel(casework, on.now, on.tasks))
