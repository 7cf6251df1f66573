"""The pages of a family's people: one model for all of them, since each shows what another changes."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from desktop.casework.desk import Desk
from desktop.casework.ecomap import Ecomap
from desktop.casework.households import Households
from desktop.casework.network import Network
from desktop.casework.parts import Parts
from desktop.casework.people import People
from desktop.casework.picture import Pictures
from desktop.casework.relations import Relations
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.genogram.ecomap_page import EcomapPage
from desktop.ui.genogram.page import GenogramPage
from desktop.ui.genogram.saving import DrawingSaves
from desktop.ui.people.model import Casework, PeopleModel
from desktop.ui.people.page import PeoplePage
from desktop.ui.people.person_page import PersonPage
from desktop.ui.shell.window import MainWindow
from desktop.ui.tasks import Tasks


def people_model(desk: Desk, now: Callable[[], datetime], tasks: Tasks) -> PeopleModel:
    """What the pages show and change. `now` is local time."""
    casework = Casework(
        Pictures(desk), Parts(desk), People(desk), Households(desk), Relations(desk), Network(desk), Ecomap(desk)
    )
    return PeopleModel(casework, now, tasks)


def add_people_pages(
    window: MainWindow, people: PeopleModel, head: FamilyHeadModel, saves: DrawingSaves, names: Callable[[str], str]
) -> None:
    """People, one of them, and the two drawings, all behind Families. `names`: who a user id is."""
    window.add_page("people", partial(PeoplePage, people, head, window, names), under="families")
    window.add_page("person", partial(PersonPage, people, head, window), under="families")
    window.add_page("genogram", partial(GenogramPage, people, head, saves, window), under="families")
    window.add_page("ecomap", partial(EcomapPage, people, head, saves, window), under="families")
