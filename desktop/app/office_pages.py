"""The pages of the office besides Today: the families of this laptop, and one of them."""

from collections.abc import Callable
from functools import partial

from desktop.app.list_files import SystemListFiles
from desktop.app.wiring import RESOURCES, Wiring
from desktop.casework.consents import Consents
from desktop.casework.duplicates import Duplicates
from desktop.casework.families import Families
from desktop.casework.flags import Flags
from desktop.casework.history import Histories
from desktop.casework.importing import Importing
from desktop.casework.looked import Questions
from desktop.casework.mergers import Mergers
from desktop.casework.moving import Moving
from desktop.casework.people import People
from desktop.casework.plans import Plans
from desktop.ui.caseload.model import CaseloadModel
from desktop.ui.caseload.page import CaseloadPage
from desktop.ui.families.model import FamiliesModel
from desktop.ui.families.page import FamiliesPage
from desktop.ui.families.search import Council, SearchModel
from desktop.ui.family.model import Casework, FamilyModel
from desktop.ui.family.page import FamilyPage
from desktop.ui.flags.model import FlagsModel
from desktop.ui.mergers.model import MergersModel
from desktop.ui.mergers.one_with import OneWith
from desktop.ui.mergers.page import DecidePage
from desktop.ui.people.also_in import AlsoIn
from desktop.ui.people.links_to_decide import LinksToDecide
from desktop.ui.plan.model import PlanModel
from desktop.ui.plan.page import PlanPage
from desktop.ui.words import shell as words

NAMES = RESOURCES / "frameworks" / "first_names.txt"


def add_office_pages(on: Wiring) -> None:
    """The families, one of them and its plan, and what is added to them."""
    desk, tasks, window = on.desk, on.tasks, on.window
    families = on.kept(FamiliesModel(Families(desk), Questions(desk), desk.today, tasks))
    families.changed.connect(partial(_has_searched, on, families))
    casework = Casework(on.overviews, People(desk), Consents(desk), on.visits, Histories(desk), Moving(desk))
    family = on.kept(FamilyModel(casework, on.now, tasks))
    council = Council(lambda: on.post.way.online, on.around.is_known)
    duplicates = Duplicates(desk, NAMES)
    search = SearchModel(duplicates, council, tasks)
    window.add_page("caseload", _caseload_page(on, duplicates), under="families")
    mergers = on.kept(MergersModel(Mergers(desk, on.around.role), tasks))

    def families_page() -> FamiliesPage:
        page = FamiliesPage(families, search, mergers, window, on.around.phones)
        page.count(on.links)
        return page

    window.add_page("families", families_page, words.FAMILIES, "users-round")
    flags = on.kept(FlagsModel(Flags(desk), People(desk), tasks))
    names = on.names

    def family_page() -> FamilyPage:
        page = FamilyPage(family, on.head, flags, window, names)
        also = AlsoIn(on.links, window)
        also.follow_head(on.head)
        page.add(OneWith(mergers, on.head, window), also)
        return page

    def decide_page() -> DecidePage:
        page = DecidePage(mergers, window, names)
        page.add(LinksToDecide(on.links, window, names))
        return page

    window.add_page("family", family_page, under="families")
    window.add_page("decide", decide_page, under="families")
    plan = on.keeps(PlanModel(Plans(desk), on.now, tasks))
    window.add_page("plan", partial(PlanPage, plan, on.head, window), under="families")


def _caseload_page(on: Wiring, duplicates: Duplicates) -> Callable[[], CaseloadPage]:
    files = SystemListFiles(on.window, on.printer)
    model = on.kept(CaseloadModel(Importing(on.desk, duplicates), files, on.reads, on.tasks))
    return partial(CaseloadPage, model, on.window)


def _has_searched(on: Wiring, families: FamiliesModel) -> None:
    if families.state.search.strip():
        on.reading.searched("families")
