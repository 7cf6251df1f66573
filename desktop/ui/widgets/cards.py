"""Surfaces: a card, its heading, a hairline, and a notice in one of the status tones."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture

Surface = Literal[
    "card", "well", "dialog", "side", "index", "top", "foot", "strip", "next", "chosen", "page", "rail", "chip"
]
Tone = Literal["success", "warning", "danger", "info", "private", "voice", "neutral"]


class Panel(QFrame):
    """A framed surface with a column inside. `kind` is a surface or a status tone of the style sheet."""

    def __init__(
        self,
        kind: Surface | Tone = "card",
        margins: tuple[int, int, int, int] = (18, 16, 18, 16),
        gap: int = 8,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(*margins)
        self.column.setSpacing(gap)

    def add(self, *widgets: QWidget) -> None:
        for widget in widgets:
            self.column.addWidget(widget)


class Hairline(QFrame):
    """A decorative line, never the only edge of a control."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "hairline")


class Card(Panel):
    """A card with an optional heading; what stands to the right of the heading goes through `trailing`."""

    def __init__(self, title: str = "", trailing: QWidget | None = None, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        if title:
            self.heading = PlainLabel(title, "h3")
            across = QHBoxLayout()
            across.addWidget(self.heading, 1)
            if trailing is not None:
                across.addWidget(trailing)
            self.column.addLayout(across)


class Notice(Panel):
    """Something to know, in a soft panel: icon, a strong line, and a line under it."""

    def __init__(
        self,
        kind: Tone | Literal["well", "card"],
        icon: str,
        title: str,
        text: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(kind, parent=parent)
        tone = "text2" if kind in {"well", "card"} else kind
        self.title = PlainLabel(title, "bodyStrong")
        self.text = PlainLabel("", "body", "text2" if tone == "text2" else "text")
        self.text.say(text)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.text)
        self.across = QHBoxLayout()
        self.across.setSpacing(14)
        self._picture = Picture(icon, tone, 22)
        self.across.addWidget(self._picture)
        self.across.addLayout(words, 1)
        self.across.setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self.across)
