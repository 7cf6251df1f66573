"""Buttons: one primary a screen, secondary for the rest, quiet and link for what matters less, danger for care."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.ui import icons, theme, tokens

Kind = Literal["primary", "secondary", "quiet", "danger", "on-colour", "link"]
_INK = {
    "primary": "onprimary",
    "secondary": "text",
    "quiet": "primary",
    "danger": "danger",
    "on-colour": "primary",
    "link": "primary",
}


class Button(QPushButton):
    """A push button with words, and an icon before them where that helps.

    `dense` is 32 high, for rows; `tall` is 48 high, for the one button of a page that a family may press. Enter and
    Space both press it.
    """

    def __init__(
        self,
        words: str,
        kind: Kind = "secondary",
        icon: str = "",
        *,
        dense: bool = False,
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._kind = kind
        self._icon_name = icon
        self._drawn: tuple[object, ...] = ()
        self.setProperty("kind", kind)
        self.setProperty("dense", dense)
        self.setProperty("tall", tall)
        self.setAccessibleName(words)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._draw_icon()

    def words(self) -> str:
        return self.accessibleName()

    def set_words(self, words: str, icon: str | None = None) -> None:
        """Say something else, and show another icon unless it is None."""
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        if icon is not None:
            self._icon_name = icon
            self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.EnabledChange}:
            self._draw_icon()

    def _draw_icon(self) -> None:
        if not self._icon_name:
            return
        worn = theme.current()
        ink = worn.hexes[_INK[self._kind] if self.isEnabled() else "text3"]
        px, gap = worn.px(tokens.size("icon")), worn.px(6) if self.text() else 0
        drawn = (self._icon_name, ink, px, gap)
        if drawn == self._drawn:  # Qt tells of a style at every step of building a page
            return
        self._drawn = drawn
        self.setIcon(icons.before_text(self._icon_name, ink, px, gap, self.devicePixelRatioF()))
        self.setIconSize(QSize(px + gap, px))


class LinkButton(Button):
    """Underlined words inside a card or sentence."""

    def __init__(self, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(words, "link", dense=True, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class IconButton(Button):
    """A square button with an icon alone; `words` are its name and its tooltip."""

    def __init__(self, words: str, icon: str, kind: Kind = "quiet", *, parent: QWidget | None = None) -> None:
        super().__init__("", kind, icon, parent=parent)
        self.setProperty("bare", "true")
        self.setAccessibleName(words)
        self.setToolTip(words)

    def sizeHint(self) -> QSize:
        side = theme.current().px(tokens.size("controlHeight"))
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
