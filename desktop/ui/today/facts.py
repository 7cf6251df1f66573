"""Small facts with a picture before them, side by side under a row's words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture

Fact = tuple[str, str, str]
"""Icon, tone, words."""


class Facts(QWidget):
    """Beside one another, badges last, and below where the width ends."""

    def __init__(self, facts: Sequence[Fact], badges: Sequence[QWidget] = (), *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, 12, down=4, stacks=True)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for icon, tone, words in facts:
            flow.addWidget(_fact(icon, tone, words))
        for badge in badges:
            flow.addWidget(badge)


def _fact(icon: str, tone: str, words: str) -> QWidget:
    room = QWidget()
    across = QHBoxLayout(room)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    across.addWidget(Picture(icon, tone, 16), 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(PlainLabel(words, "meta", "text2" if tone == "text2" else tone), 1)
    return room
