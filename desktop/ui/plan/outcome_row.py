"""One outcome of the plan over its actions: what should be true, how we will know, and from which score to which."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.plan_view import OutcomeCard
from desktop.ui.widgets.buttons import Button, IconButton
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import plan as words


class OutcomeRow(QWidget):
    """`change` opens its fields, `add_here` asks for an action under it."""

    def __init__(self, outcome: OutcomeCard, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.change = Button(words.CHANGE, "quiet", "pencil-line", dense=True)
        self.add_here = IconButton(words.ADD_HERE, "plus")
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(PlainLabel(outcome.text or words.NO_WORDS, "h3"))
        for line in (words.known_by(outcome.measure), words.scores(outcome.start_score, outcome.target_score)):
            if line:
                said.addWidget(PlainLabel(line, "meta", "text2"))
        across = QHBoxLayout(self)
        across.setContentsMargins(18, 12, 18, 12)
        across.setSpacing(12)
        across.addLayout(said, 1)
        for button in (self.change, self.add_here):
            button.setAccessibleDescription(outcome.text)
            across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
