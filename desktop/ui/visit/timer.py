"""What stands in the header of a visit: how long it has lasted, and whether everything is saved."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop.casework.visit_writing import PartView
from desktop.ui.visit.model import VisitState
from desktop.ui.visit.write_up_model import WriteUpState
from desktop.ui.widgets.cards import Notice, Panel
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.states import SaveState
from desktop.ui.words import saving
from desktop.ui.words import visit as words


class Running(Panel):
    """How long this worker has been there."""

    def __init__(self) -> None:
        super().__init__("chip", (12, 6, 12, 6))
        self._said = PlainLabel("", "bodyStrong", "onprimarysoft", wrap=False)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(Picture("timer", "onprimarysoft"), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self._said)
        self.column.addLayout(across)

    def show_part(self, part: PartView, now: datetime) -> None:
        lasted = words.running(part.arrived_at, part.left_at or now) if part.arrived_at else ""
        self._said.setText(lasted)
        self._said.updateGeometry()
        self.setAccessibleName(words.running_said(lasted) if lasted else "")
        self.setVisible(bool(lasted))


def draw_saving(saved: SaveState, problem: Notice, *states: VisitState | WriteUpState) -> None:
    """The worst of what is known: a trouble, something under way, else when it was last saved."""
    trouble = next(filter(None, (state.problem for state in states)), "")
    times = [state.saved_at for state in states if state.saved_at]
    problem.title.say(trouble)
    problem.setVisible(bool(trouble))
    if trouble:
        saved.failed(trouble)
    elif any(state.saving for state in states):
        saved.saving()
    elif times:
        saved.saved(saving.saved_at(max(times)))
    else:
        saved.clear()
