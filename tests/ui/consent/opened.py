"""A family's page of agreement, opened on a desk, with a hand that presses what it is told."""

from PySide6.QtWidgets import QWidget

from desktop.casework.desk import Desk
from desktop.casework.overview import Overviews
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.errors import DoorstepError
from desktop.ui.consent.model import Casework, ConsentModel
from desktop.ui.consent.page import ConsentPage
from desktop.ui.consent.person_card import PersonCard
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.buttons import Button
from tests.ui import rules
from tests.ui.shells import PaperShell


class Opened:
    """A family's page."""

    def __init__(self, qtbot, desk: Desk, shell: PaperShell, family: str) -> None:
        self.desk, self.shell, self.family = desk, shell, family

        def now():
            return desk.clock.now().astimezone(LONDON)

        tasks = InlineTasks((DoorstepError,))
        self.head = FamilyHeadModel(Overviews(desk), Visits(desk), now, tasks)
        self.page = ConsentPage(ConsentModel(Casework(desk), now, tasks), self.head, shell)
        rules.show(qtbot, self.page)
        self.page.activateWindow()
        self.page.arrive(family=family)
        rules.settle()

    def card(self, name: str) -> PersonCard:
        return next(card for card in rules.shown(self.page, PersonCard) if card.heading.text().startswith(name))

    def press(self, says: str, room: QWidget | None = None) -> None:
        rules.settle()
        next(one for one in rules.shown(room or self.page, Button) if one.words() == says).click()
        rules.settle()

    def save(self) -> None:
        self.shell.dialog.save.click()
        rules.settle()

    def told(self) -> list[str]:
        return [asked[1] for asked in self.shell.asked if asked[0] == "tell"]
