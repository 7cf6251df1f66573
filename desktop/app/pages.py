"""The pages of the desk: each with its model, in the rail of the office, in that of a visit, or behind another page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar, runtime_checkable

from desktop.app.appearance import Appearance
from desktop.app.chooser import SystemChooser
from desktop.app.finding import ask_find
from desktop.app.list_files import SystemListFiles
from desktop.app.locking import Keeping
from desktop.app.people_pages import add_people_pages, people_model
from desktop.app.post import Post
from desktop.app.printer import FilePrinter
from desktop.app.reading import Reading
from desktop.app.screen_capture import WindowsCapture
from desktop.app.urgent import Urgent
from desktop.casework.assessments import FORM, Assessments
from desktop.casework.attachments import Attachments
from desktop.casework.colleagues import Colleagues
from desktop.casework.conflicts import Conflicts
from desktop.casework.consents import Consents
from desktop.casework.day import Days
from desktop.casework.desk import Desk
from desktop.casework.duplicates import Duplicates
from desktop.casework.families import Families
from desktop.casework.finding import Finder
from desktop.casework.flags import Flags
from desktop.casework.history import Histories
from desktop.casework.importing import Importing
from desktop.casework.library import Library
from desktop.casework.looked import Questions
from desktop.casework.mergers import Mergers
from desktop.casework.notes import Notes
from desktop.casework.overview import Overviews
from desktop.casework.paper import Papers
from desktop.casework.people import People
from desktop.casework.plans import Plans
from desktop.casework.preferences import Own
from desktop.casework.reads import Reads
from desktop.casework.refused import Refused
from desktop.casework.sending import Sending
from desktop.casework.sheets import Sheets
from desktop.casework.visit_endings import VisitEndings
from desktop.casework.visit_safety import VisitSafety
from desktop.casework.visit_writing import VisitWriting
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.reports.concern_copies import ConcernCopies
from desktop.reports.printing import Copies
from desktop.ui.assessment.model import AssessmentModel
from desktop.ui.assessment.page import AssessmentPage
from desktop.ui.assessment.printing import PrintModel
from desktop.ui.concern.model import ConcernModel
from desktop.ui.concern.sheet import ConcernSheet
from desktop.ui.caseload.model import CaseloadModel
from desktop.ui.caseload.page import CaseloadPage
from desktop.ui.documents.model import DocumentsModel
from desktop.ui.documents.page import DocumentsPage
from desktop.ui.families.model import FamiliesModel
from desktop.ui.families.page import FamiliesPage
from desktop.ui.families.search import Council, SearchModel
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.family.model import Casework, FamilyModel
from desktop.ui.family.page import FamilyPage
from desktop.ui.find.model import FindModel
from desktop.ui.flags.model import FlagsModel
from desktop.ui.genogram.saving import DrawingSaves
from desktop.ui.history.model import HistoryModel
from desktop.ui.history.page import HistoryPage
from desktop.ui.mergers.model import MergersModel
from desktop.ui.mergers.one_with import OneWith
from desktop.ui.mergers.page import DecidePage
from desktop.ui.plan.model import PlanModel
from desktop.ui.plan.page import PlanPage
from desktop.ui.ports import OwnPassphrase
from desktop.ui.sending.conflict_model import ConflictModel
from desktop.ui.sending.conflict_page import ConflictPage
from desktop.ui.sending.model import SendingModel
from desktop.ui.sending.page import SendingPage
from desktop.ui.sending.refused_model import RefusedModel
from desktop.ui.sending.refused_page import RefusedPage
from desktop.ui.settings.model import SettingsModel
from desktop.ui.settings.page import SettingsPage
from desktop.ui.shell.rail import SETTINGS
from desktop.ui.shell.window import MainWindow
from desktop.ui.tasks import Tasks
from desktop.ui.today.model import TodayModel
from desktop.ui.today.page import TodayPage
from desktop.ui.visit.after import AfterVisitPage
from desktop.ui.visit.casework import Writing
from desktop.ui.visit.model import VisitModel
from desktop.ui.visit.page import VisitPage
from desktop.ui.visit.write_up_model import WriteUpModel
from desktop.ui.words import shell as words
from desktop.ui.words.conflicts import field
from sync.records.record import ANSWER_MARK

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FORMS = RESOURCES / "forms"
NAMES = RESOURCES / "frameworks" / "first_names.txt"


class Reloading(Protocol):
    """A model that can read its state again without moving a caret."""

    def reload(self) -> None: ...


@runtime_checkable
class OfFamily(Protocol):
    """A model that shows one family at a time."""

    def let_go(self, family: str) -> None: ...


Model = TypeVar("Model", bound=Reloading)


@dataclass(frozen=True)
class Surroundings:
    """What pages are told of the world around the desk."""

    council: str
    phones: Sequence[tuple[str, str]]
    prints: Path
    demo: bool
    passphrase: OwnPassphrase
    is_known: Callable[[Any], str]
    """Asks the council about the people of a family that is about to be begun."""
    role: str
    """The worker's, as the council gave it."""


class Pages:
    """Every page of one window."""

    def __init__(self, window: MainWindow, desk: Desk, tasks: Tasks, post: Post, around: Surroundings) -> None:
        self._window, self._desk, self._tasks, self._post = window, desk, tasks, post
        self._models: list[Reloading] = []
        self.keeping: list[Keeping] = []
        self._overviews, self._visits = Overviews(desk), Visits(desk)
        self._reads = Reads(desk)
        self.reading = Reading(self._reads, tasks)
        window.opened.connect(self.reading.opened)
        self._head = self._kept(FamilyHeadModel(self._overviews, self._visits, self._now, tasks))
        self._library = Library(FORMS)
        self._add_office(around)
        self._add_people(around)
        self._add_visit(around)
        self._add_assessment(around)
        self._add_documents(around)
        self._add_sending()
        self._add_settings(around)
        self._add_concern(around)
        find = FindModel(Finder(desk), tasks, partial(self.reading.searched, "find"))
        window.find_wanted.connect(partial(ask_find, window, find))

    def reload(self) -> None:
        """Records came in: read again what is on the screen."""
        for model in self._models:
            model.reload()

    def let_go(self, family: str) -> None:
        """A family is no longer on this laptop: no page knows anything of it."""
        for model in self._models:
            if isinstance(model, OfFamily):
                model.let_go(family)

    def _has_searched(self, families: FamiliesModel) -> None:
        if families.state.search.strip():
            self.reading.searched("families")

    def _now(self) -> datetime:
        return self._desk.clock.now().astimezone(LONDON)

    def _kept(self, model: Model) -> Model:
        self._models.append(model)
        return model

    def _add_office(self, around: Surroundings) -> None:
        desk, tasks, window = self._desk, self._tasks, self._window
        today = self._kept(TodayModel(Days(desk), self._visits, lambda: self._post.standing, self._now, tasks))
        self._post.changed.connect(today.tick)
        families = self._kept(FamiliesModel(Families(desk), Questions(desk), desk.today, tasks))
        families.changed.connect(partial(self._has_searched, families))
        casework = Casework(self._overviews, People(desk), Consents(desk), Notes(desk), self._visits, Histories(desk))
        family = self._kept(FamilyModel(casework, self._now, tasks))
        window.add_page("today", partial(TodayPage, today, window, desk.worker.first_name), words.TODAY, "sun")
        council = Council(lambda: self._post.way.online, around.is_known)
        duplicates = Duplicates(desk, NAMES)
        search = SearchModel(duplicates, council, tasks)
        window.add_page("caseload", self._caseload_page(around, duplicates), under="families")
        mergers = self._kept(MergersModel(Mergers(desk, around.role), tasks))
        families_page = partial(FamiliesPage, families, search, mergers, window, around.phones)
        window.add_page("families", families_page, words.FAMILIES, "users-round")
        flags = self._kept(FlagsModel(Flags(desk), People(desk), tasks))
        names = Colleagues(desk).name

        def family_page() -> FamilyPage:
            page = FamilyPage(family, self._head, flags, window, names)
            page.add(OneWith(mergers, self._head, window))
            return page

        window.add_page("family", family_page, under="families")
        window.add_page("decide", partial(DecidePage, mergers, window, names), under="families")
        plan = self._kept(PlanModel(Plans(desk), self._now, tasks))
        self.keeping.append(plan)
        window.add_page("plan", partial(PlanPage, plan, self._head, window), under="families")

    def _add_people(self, around: Surroundings) -> None:
        saves = DrawingSaves(
            FilePrinter(around.prints), self._reads, around.council, self._desk.today, self._tasks, invented=around.demo
        )
        people = self._kept(people_model(self._desk, self._now, self._tasks))
        self.keeping.append(people)
        add_people_pages(self._window, people, self._head, saves, Colleagues(self._desk).name)

    def _caseload_page(self, around: Surroundings, duplicates: Duplicates) -> Callable[[], CaseloadPage]:
        files = SystemListFiles(self._window, FilePrinter(around.prints))
        model = self._kept(CaseloadModel(Importing(self._desk, duplicates), files, self._reads, self._tasks))
        return partial(CaseloadPage, model, self._window)

    def _add_visit(self, around: Surroundings) -> None:
        window = self._window
        visit, write_up = self._visit_models()
        window.curtain_drawn.connect(visit.fold)
        window.curtain_drawn.connect(write_up.fold)
        page = partial(VisitPage, visit, write_up, window, Colleagues(self._desk).name, around.phones)
        window.add_page("visit", page, words.VISIT_NOTE, "pen-line", rail="visit")
        window.add_page("after-visit", partial(AfterVisitPage, *self._visit_models(), window), under="families")

    def _visit_models(self) -> tuple[VisitModel, WriteUpModel]:
        desk, window = self._desk, self._window
        visit = self._kept(VisitModel(self._visits, self._now, self._tasks))
        casework = Writing(
            VisitWriting(desk),
            VisitEndings(desk),
            VisitSafety(desk),
            Plans(desk),
            Attachments(desk),
            SystemChooser(window),
        )
        write_up = self._kept(WriteUpModel(casework, self._now, self._tasks))
        self.keeping += [visit, write_up]
        return visit, write_up

    def _add_assessment(self, around: Surroundings) -> None:
        desk, window = self._desk, self._window
        assessments = Assessments(desk, self._library)
        copies = Copies(Papers(desk, assessments), around.council, desk.today, invented=around.demo)
        printing = PrintModel(copies, FilePrinter(around.prints), self._reads, self._tasks)

        def page(*, visiting: bool) -> AssessmentPage:
            model = self._kept(AssessmentModel(Sheets(desk, assessments), assessments, self._tasks, self._now))
            self.keeping.append(model)
            return AssessmentPage(model, self._head, printing, window, visiting=visiting)

        window.add_page("assessment", partial(page, visiting=False), under="families")
        assessment = partial(page, visiting=True)
        window.add_page("visit-assessment", assessment, words.ASSESSMENT, "clipboard-list", rail="visit")
        plan = self._kept(PlanModel(Plans(desk), self._now, self._tasks))
        self.keeping.append(plan)
        plan_page = partial(PlanPage, plan, self._head, window, visiting=True)
        window.add_page("visit-plan", plan_page, words.PLAN, "list-checks", rail="visit")

    def _add_documents(self, around: Surroundings) -> None:
        desk, window, post = self._desk, self._window, self._post
        chooser, printer = SystemChooser(window), FilePrinter(around.prints)
        files = Attachments(desk)
        documents = DocumentsModel(
            files, People(desk), chooser, printer, self._reads, lambda: post.way, self._now, self._tasks
        )
        post.changed.connect(self._kept(documents).reload)
        window.add_page("documents", partial(DocumentsPage, documents, self._head, window), under="families")

    def _add_sending(self) -> None:
        desk, tasks, window, post = self._desk, self._tasks, self._window, self._post
        sending = SendingModel(Sending(desk), desk.store.backed_up_at, self._now, tasks)
        sending.try_now.connect(post.send)
        post.progressed.connect(sending.show_progress)
        for told in (post.changed, post.finished):
            told.connect(lambda: sending.show_line(post.line(self._now())))
        window.add_page("sending", partial(SendingPage, sending, window, self._question))
        conflict = ConflictModel(Conflicts(desk), self._now, tasks)
        colleagues = Colleagues(desk)
        window.add_page("conflict", partial(ConflictPage, conflict, window, self._question, colleagues.name))
        history = HistoryModel(Histories(desk), post.history, self._now, tasks)
        window.add_page("history", partial(HistoryPage, history, window, self._question, colleagues.name))
        refused = RefusedModel(Refused(desk), self._now, tasks)
        window.add_page("refused", partial(RefusedPage, refused, window, self._question))

    def _add_settings(self, around: Surroundings) -> None:
        """What is chosen there is worn at once, and what a key chose is kept."""
        desk, window = self._desk, self._window
        own = Own(desk)
        settings = self._kept(
            SettingsModel(own, Sending(desk), desk.store.backed_up_at, around.passphrase, self._tasks)
        )
        appearance = Appearance(window.idle, window)
        settings.chose.connect(appearance.wear)
        appearance.wear(own.read().preferences)
        window.text_resized.connect(lambda k: settings.choose(text_percent=round(k * 100)))
        capture = WindowsCapture(lambda: int(window.winId()))
        capture.block(blocked=True)
        page = partial(SettingsPage, settings, window, capture, around.phones, window.lock)
        window.add_page(SETTINGS, page, under=SETTINGS)

    def _add_concern(self, around: Surroundings) -> None:
        desk, window, post, tasks = self._desk, self._window, self._post, self._tasks
        copies = ConcernCopies(around.council, desk.today, invented=around.demo)
        printer = FilePrinter(around.prints)
        concern = self._kept(ConcernModel(desk, copies.pdf, printer, self._reads, post.send, self._now, tasks))
        self.keeping.append(concern)
        post.finished.connect(concern.reload)
        self.urgent = Urgent(window, partial(ConcernSheet, concern, around.phones), concern, desk.store, tasks)

    def _question(self, name: str) -> str:
        """What a field asks: the form's question, or what the field is called."""
        _companion, mark, key = name.partition(ANSWER_MARK)
        return (self._library.question(FORM, key) if mark else "") or field(name)
