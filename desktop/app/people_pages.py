"""The pages of a family's people: one model for all of them, since each shows what another changes."""

from functools import partial

from desktop.app.wiring import Wiring
from desktop.casework.ecomap import Ecomap
from desktop.casework.households import Households
from desktop.casework.network import Network
from desktop.casework.parts import Parts
from desktop.casework.people import People
from desktop.casework.picture import Pictures
from desktop.casework.relations import Relations
from desktop.ui.genogram.ecomap_page import EcomapPage
from desktop.ui.genogram.page import GenogramPage
from desktop.ui.genogram.saving import DrawingSaves
from desktop.ui.people.also_in import AlsoIn
from desktop.ui.people.model import Casework, PeopleModel
from desktop.ui.people.page import PeoplePage
from desktop.ui.people.person_page import PersonPage


def add_people_pages(on: Wiring) -> None:
    """People, one of them, and the two drawings, all behind Families."""
    desk, window, head = on.desk, on.window, on.head
    casework = Casework(
        Pictures(desk), Parts(desk), People(desk), Households(desk), Relations(desk), Network(desk), Ecomap(desk)
    )
    people = on.keeps(PeopleModel(casework, on.now, on.tasks))
    saves = DrawingSaves(on.printer, on.reads, on.around.council, desk.today, on.tasks, invented=on.around.demo)

    def person_page() -> PersonPage:
        page = PersonPage(people, head, window)
        page.add(AlsoIn(on.links, window))
        return page

    window.add_page("people", partial(PeoplePage, people, head, window, on.names), under="families")
    window.add_page("person", person_page, under="families")
    window.add_page("genogram", partial(GenogramPage, people, head, saves, window), under="families")
    window.add_page("ecomap", partial(EcomapPage, people, head, saves, window), under="families")
