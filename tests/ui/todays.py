"""Today on a real desk, and how its buttons are found."""

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton

from desktop.casework.day import Days
from desktop.casework.desk import Desk
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.errors import DoorstepError
from desktop.ui.tasks import InlineTasks
from desktop.ui.today.model import TodayModel
from desktop.ui.today.page import TodayPage
from desktop.ui.widgets.buttons import Button
from tests.support.days import the_days
from tests.ui import rules
from tests.ui.bookings import PaperSaver, a_booking_model
from tests.ui.shells import PaperShell

Pressed = TypeVar("Pressed", bound=QAbstractButton)


class DiskFull(DoorstepError):
    """Named as the store's is."""


class FullDisk(Days):
    """Reads nothing any more."""

    def __init__(self) -> None:
        pass

    def today(self):
        raise DiskFull


@dataclass(frozen=True)
class Offline:
    state: str = "waiting"
    title: str = "You are working offline"
    text: str = "That is fine. 5 changes are saved on this laptop."


def a_model(desk: Desk, days: Days | None = None) -> TodayModel:
    tasks = InlineTasks((DoorstepError,))
    return TodayModel(days or the_days(desk), Visits(desk), Offline, lambda: desk.clock.now().astimezone(LONDON), tasks)


def a_page(qtbot, desk: Desk, shell: PaperShell, saver: PaperSaver | None = None) -> TodayPage:
    page = TodayPage(a_model(desk), a_booking_model(desk, saver or PaperSaver()), shell, "Jo")
    rules.show(qtbot, page)
    page.activateWindow()
    page.arrive()
    rules.settle()
    return page


def buttons_of(page, kind: type[Pressed], words: str) -> list[Pressed]:
    return [b for b in page.findChildren(kind) if b.accessibleName() == words and b.isVisible()]


def buttons(page, words: str) -> list[Button]:
    return buttons_of(page, Button, words)
