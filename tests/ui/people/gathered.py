"""The pages of a family's people on Jo's real desk."""

from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from desktop.casework.desk import Desk
from desktop.casework.ecomap import Ecomap
from desktop.casework.households import Households
from desktop.casework.network import Network
from desktop.casework.overview import Overviews
from desktop.casework.parts import Parts
from desktop.casework.people import People
from desktop.casework.picture import Pictures
from desktop.casework.reads import Reads
from desktop.casework.relations import Relations
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.errors import DoorstepError
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.genogram.ecomap_page import EcomapPage
from desktop.ui.genogram.page import GenogramPage
from desktop.ui.genogram.saving import DrawingSaves
from desktop.ui.people.model import Casework, PeopleModel
from desktop.ui.people.page import PeoplePage
from desktop.ui.people.person_page import PersonPage
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.page import Page
from tests.support.desks import hartley_okoro
from tests.ui import rules
from tests.ui.shells import PaperShell


@dataclass
class Prints:
    """A printer that keeps what it is given, by name."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def save_pdf(self, suggested_name: str, data: bytes) -> str:
        self.kept[suggested_name] = data
        return f"Documents, {suggested_name}"


class Gathered:
    """A family with its model; each page is made when it is asked for."""

    def __init__(self, qtbot, desk: Desk, family: str = "", parts: Parts | None = None) -> None:
        self.desk, self.family, self.shell = desk, family or hartley_okoro(desk), PaperShell()
        self._qtbot, tasks = qtbot, InlineTasks((DoorstepError,))
        self._pages: list[Page] = []  # Python must not collect what Qt still shows
        work = Casework(
            Pictures(desk),
            parts or Parts(desk),
            People(desk),
            Households(desk),
            Relations(desk),
            Network(desk),
            Ecomap(desk),
        )
        self.model = PeopleModel(work, self._now, tasks)
        self.printer = Prints()
        reads, today = Reads(desk), desk.today
        self.saves = DrawingSaves(self.printer, reads, "Northmere Council", today, tasks, invented=False)
        self.head = FamilyHeadModel(Overviews(desk), Visits(desk), self._now, tasks)

    def _now(self):
        return self.desk.clock.now().astimezone(LONDON)

    def people(self):
        page = PeoplePage(self.model, self.head, self.shell, {"jo.ellery": "Jo Ellery"}.__getitem__)
        return self._shown(page, family=self.family)

    def person(self, name: str):
        return self._shown(PersonPage(self.model, self.head, self.shell), family=self.family, person=self.id_of(name))

    def genogram(self):
        return self._shown(GenogramPage(self.model, self.head, self.saves, self.shell), family=self.family)

    def ecomap(self):
        return self._shown(EcomapPage(self.model, self.head, self.saves, self.shell), family=self.family)

    def picture(self):
        return Pictures(self.desk).of(self.family)

    def id_of(self, name: str):
        return next(sheet.person for sheet in self.picture().people if sheet.card.name == name)

    def sheet(self, name: str):
        return self.picture().sheet(self.id_of(name))

    def _shown(self, page, **args: str):
        self._pages.append(page)
        page.arrive(**args)
        rules.show(self._qtbot, page)
        page.activateWindow()
        rules.settle()
        return page


def button(page: QWidget, said: str, about: str = "") -> Button:
    """The button with these words; `about` is in its description, where several have them."""
    found = (one for one in rules.shown(page, Button) if one.words() == said)
    return next(one for one in found if about in one.accessibleDescription())
