"""In a visit: its note and what belongs to it, the assessment and the plan beside it, and urgent help."""

from collections.abc import Callable

from desktop.ui.assessment.page import AssessmentPage
from desktop.ui.concern.sheet import ConcernSheet
from desktop.ui.plan.page import PlanPage
from desktop.ui.visit.after import AfterVisitPage
from desktop.ui.visit.drawing import Draw
from desktop.ui.visit.failed import NotHappened
from desktop.ui.visit.finish import FinishVisit
from desktop.ui.visit.page import VisitPage
from desktop.ui.words import visit as words
from desktop.ui.words import write_up
from desktop.ui.words.shell import NOT_SAFE
from tests.screens.room import Room, Screen


def _visit(*pressed: str, key: str = "visit") -> Callable[[Room], None]:
    def opens(room: Room) -> None:
        room.visit(key)
        room.press(*pressed)

    return opens


def _after(room: Room) -> None:
    room.go("after-visit", family=room.laid.family, visit=room.laid.visit)


def _missed(room: Room) -> None:
    room.go("after-visit", family=room.laid.family, visit=room.laid.missed)
    room.press(write_up.NOT_HAPPENED)


def _help(room: Room) -> None:
    room.go("family", family=room.laid.family)
    room.press(NOT_SAFE)


SCREENS = (
    Screen("visit", _visit(), VisitPage),
    Screen("visit-finish", _visit(words.FINISH), FinishVisit),
    Screen("visit-write-up", _visit(write_up.WRITE_UP), VisitPage),
    Screen("visit-draw", _visit(write_up.WRITE_UP, write_up.DRAW), Draw),
    Screen("visit-did-not-happen", _missed, NotHappened),
    Screen("visit-assessment", _visit(key="visit-assessment"), AssessmentPage),
    Screen("visit-plan", _visit(key="visit-plan"), PlanPage),
    Screen("visit-afterwards", _after, AfterVisitPage),
    Screen("urgent-help", _help, ConcernSheet),
    Screen("urgent-help-visit", _visit(NOT_SAFE), ConcernSheet),
)
