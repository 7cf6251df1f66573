"""The plan page of a family on Jo's real desk, and hands to work it with."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.casework.desk import Desk
from desktop.casework.overview import Overviews
from desktop.casework.plans import Plans
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.store.errors import DiskFull
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.plan.action_row import ActionRow
from desktop.ui.plan.fields import RecordFields
from desktop.ui.plan.model import PlanModel
from desktop.ui.plan.page import PlanPage
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.labels import PlainLabel
from tests.support.desks import hartley_okoro
from tests.ui import rules
from tests.ui.shells import PaperShell


class Planned:
    """The plan page of a family, shown."""

    def __init__(self, qtbot, desk: Desk, family: str = "", *, visiting: bool = False) -> None:
        self.plans, self.family, self.shell = Plans(desk), family or hartley_okoro(desk), PaperShell()
        tasks = InlineTasks((DiskFull,))
        self.model = PlanModel(self.plans, self._now(desk), tasks)
        head = FamilyHeadModel(Overviews(desk), Visits(desk), self._now(desk), tasks)
        self.page = PlanPage(self.model, head, self.shell, visiting=visiting)
        self.page.arrive(family=self.family)
        rules.show(qtbot, self.page)
        self.page.activateWindow()
        rules.settle()

    @staticmethod
    def _now(desk: Desk):
        return lambda: desk.clock.now().astimezone(LONDON)

    def plan(self):
        return self.plans.of(self.family)

    def row(self, text: str) -> ActionRow:
        return next(row for row in rules.shown(self.page, ActionRow) if row.title.text() == text)

    def open(self, record: str) -> RecordFields:
        """The fields of an outcome or an action, opened by the keyboard."""
        item = self.page._list._items[record]
        assert item._change is not None
        QTest.keyClick(item._change, Qt.Key.Key_Space)
        return item.fields

    def action(self, text: str):
        return next(action for action in self.plan().actions() if action.text == text)

    def said(self) -> list[str]:
        return [label.text() for kind in (PlainLabel, Badge) for label in rules.shown(self.page, kind)]
