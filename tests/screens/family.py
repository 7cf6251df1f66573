"""One family: its overview, people, drawings, plan, documents and assessment, and what is added to each."""

from collections.abc import Callable

from desktop.ui.assessment.page import AssessmentPage
from desktop.ui.assessment.printing import PrintDialog
from desktop.ui.assessment.why_not import WhyNot
from desktop.ui.documents.dialogs import AddDocument, SaveOutside, ShowPicture
from desktop.ui.documents.page import DocumentsPage
from desktop.ui.family.add_person import AddPerson
from desktop.ui.family.move_note import MoveNote
from desktop.ui.family.page import FamilyPage
from desktop.ui.family.record_consent import RecordConsent
from desktop.ui.flags.dialog import FlagDialog
from desktop.ui.genogram.ecomap_page import EcomapPage
from desktop.ui.genogram.page import GenogramPage
from desktop.ui.genogram.saving import SaveDrawing
from desktop.ui.mergers.dialogs import ProposeMerger
from desktop.ui.notes.dialog import WriteNote
from desktop.ui.people import dialogs as people
from desktop.ui.people.page import PeoplePage
from desktop.ui.people.person_page import PersonPage
from desktop.ui.plan import dialogs as plan_dialogs
from desktop.ui.plan.dialogs import AddAction, AddOutcome, Stuck
from desktop.ui.plan.page import PlanPage
from desktop.ui.words import assessment, documents, ecomap, flags, genogram, mergers, moving, plan, whole_family
from desktop.ui.words import family as words
from tests.screens.room import Room, Screen


def of_family(key: str, *pressed: str) -> Callable[[Room], None]:
    """A page of the first family, after these buttons were pressed."""

    def opens(room: Room) -> None:
        room.go(key, family=room.laid.family)
        room.press(*pressed)

    return opens


def empty(key: str) -> Callable[[Room], None]:
    """The same of a family about whom nothing is written yet."""
    return lambda room: room.go(key, family=room.laid.empty)


def _person(*pressed: str) -> Callable[[Room], None]:
    def opens(room: Room) -> None:
        room.go("person", family=room.laid.family, person=room.laid.person)
        room.press(*pressed)

    return opens


def _stuck(room: Room) -> None:
    room.go("plan", family=room.laid.family)
    room.ask_again(Stuck, room.laid.action)


def _add_document(room: Room) -> None:
    room.go("documents", family=room.laid.family)
    room.ask_again(AddDocument, "photo.jpg")


def _print(room: Room) -> None:
    """By the head's button, which large text leaves to the summary at the end."""
    room.go("assessment", family=room.laid.family)
    page = room.window.page
    assert isinstance(page, AssessmentPage)
    page.print.click()
    room.settle()


SCREENS = (
    Screen("family", of_family("family"), FamilyPage),
    Screen("family-empty", empty("family"), FamilyPage),
    Screen("family-add-person", of_family("family", words.ADD_PERSON), AddPerson),
    Screen("family-record-consent", of_family("family", words.RECORD_CONSENT), RecordConsent),
    Screen("family-write-note", of_family("family", words.WRITE_NOTE), WriteNote),
    Screen("family-flag", of_family("family", flags.ADD), FlagDialog),
    Screen("family-move-note", of_family("family", moving.MOVE), MoveNote),
    Screen("family-same-as-another", of_family("family", mergers.PROPOSE), ProposeMerger),
    Screen("people", of_family("people"), PeoplePage),
    Screen("people-empty", empty("people"), PeoplePage),
    Screen("people-address", of_family("people", whole_family.ADD_ADDRESS), people.AddAddress),
    Screen("people-relationship", of_family("people", whole_family.ADD_RELATION), people.AddRelation),
    Screen("people-professional", of_family("people", whole_family.ADD_CONTACT), people.AddContact),
    Screen("person", _person(), PersonPage),
    Screen("person-take-out", _person(whole_family.TAKE_OUT), people.TakeOut),
    Screen("person-move-in", _person(whole_family.MOVE_IN), people.MoveIn),
    Screen("genogram", of_family("genogram"), GenogramPage),
    Screen("genogram-empty", empty("genogram"), GenogramPage),
    Screen("genogram-save", of_family("genogram", genogram.SAVE), SaveDrawing),
    Screen("ecomap", of_family("ecomap"), EcomapPage),
    Screen("ecomap-add", of_family("ecomap", ecomap.ADD), people.AddLink),
    Screen("plan", of_family("plan"), PlanPage),
    Screen("plan-empty", empty("plan"), PlanPage),
    Screen("plan-stuck", _stuck, Stuck),
    Screen("plan-change", of_family("plan", plan.CHANGE), PlanPage),
    Screen("plan-take-out", of_family("plan", plan.CHANGE, plan.TAKE_OUT), plan_dialogs.TakeOut),
    Screen("plan-add-action", of_family("plan", plan.ADD_ACTION), AddAction),
    Screen("plan-add-outcome", of_family("plan", plan.ADD_OUTCOME), AddOutcome),
    Screen("documents", of_family("documents"), DocumentsPage),
    Screen("documents-add", _add_document, AddDocument),
    Screen("documents-picture", of_family("documents", documents.OPEN), ShowPicture),
    Screen("documents-outside", of_family("documents", documents.SAVE_COPY), SaveOutside),
    Screen("documents-empty", empty("documents"), DocumentsPage),
    Screen("assessment", of_family("assessment"), AssessmentPage),
    Screen("assessment-no-consent", empty("assessment"), AssessmentPage),
    Screen("assessment-no-answer", of_family("assessment", assessment.NO_ANSWER), WhyNot),
    Screen("assessment-print", _print, PrintDialog),
)
