"""The look of the whole application: one theme at a time, put on by `dress`.

A `Theme` knows colours, fonts and the text scale; widgets ask `current()` each time they paint and keep no colour.
`dress` sets the palette, the font, the style sheet and the locale; calling it again switches the theme.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui import fonts, qss, tokens

ARGUMENTS = ("-style", "Fusion")
"""For the application. A style set by a call would be a QStyle in Python too, with all its enumerations: 6 ms of the start."""


@dataclass(frozen=True)
class Theme:
    """A colour theme ("light", "dark", "contrast") at a text scale `k` of 1.0 to 2.0.

    `loose` sets letters 5 % wider (interface.md 2.2), `system_font` takes the system's own, `still` is without movement.
    """

    name: str = "light"
    k: float = 1.0
    loose: bool = False
    system_font: bool = False
    still: bool = False

    @cached_property
    def hexes(self) -> dict[str, str]:
        """Token name to "#RRGGBB"."""
        return tokens.colours(self.name)

    def colour(self, token: str) -> QColor:
        return QColor(self.hexes[token])

    def px(self, length: float) -> int:
        """A length that follows the text scale. Margins and gaps do not; control heights and icons do."""
        return round(length * self.k)

    def font(self, style: str, *, tabular: bool = False) -> QFont:
        return fonts.font(style, self.k, tabular=tabular, loose=self.loose, system=self.system_font)

    def effective(self, width: int) -> float:
        """The width in letters' terms, which decides between one column and more, and folds the rail."""
        return width / self.k

    @property
    def edged(self) -> bool:
        """High contrast marks soft fills by a line in the status colour."""
        return self.name == "contrast"


_worn: list[Theme] = [Theme()]


def current() -> Theme:
    """The theme the application wears now, another object each time it is dressed. Ask when painting; do not go by one that is kept."""
    return _worn[0]


def dress(app: QApplication, theme: Theme) -> None:
    """Put `theme` on the application and every window it has."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    _worn[0] = theme
    app.setPalette(_palette(theme))
    app.setFont(theme.font("body"))
    app.setStyleSheet(qss.sheet(theme.hexes, theme.k))
    _worn[0] = replace(theme)  # another object: nothing is kept that was measured while half of it was on


def of_system() -> str:
    """The theme that the system asks for: high contrast where it wants that, else dark or light."""
    hints = QGuiApplication.styleHints()
    return asked_by(hints.accessibility().contrastPreference(), hints.colorScheme())


def asked_by(contrast: Qt.ContrastPreference, scheme: Qt.ColorScheme) -> str:
    """The theme for what a system says of contrast and of light: contrast comes first, and one that says nothing gets the light one."""
    if contrast == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def stepped(k: float, steps: int) -> float:
    """The text scale `steps` bigger (or smaller, below zero) than `k`, kept inside the six we offer."""
    offered = tokens.scale_steps()
    nearest = min(range(len(offered)), key=lambda at: abs(offered[at] - k))
    return offered[max(0, min(nearest + steps, len(offered) - 1))]


def motion_ms(name: str) -> int:
    """How long a movement lasts: "fast", "base" or "slow"; nothing at all where less motion is asked for."""
    wanted = QGuiApplication.styleHints().accessibility().motionPreference()
    if current().still or wanted == Qt.MotionPreference.ReducedMotion:
        return int(tokens.tokens()["motion"]["reduced"])
    return int(tokens.tokens()["motion"][name])


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, token in {
        role.Window: "bg",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "sunken",
        role.Text: "text",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "onprimary",
        role.PlaceholderText: "text3",
        role.Highlight: "selection",
        role.HighlightedText: "text",
        role.Accent: "primary",
        role.Link: "primary",
        role.LinkVisited: "primary",
        role.ToolTipBase: "surface",
        role.ToolTipText: "text",
        role.Light: "surface",
        role.Midlight: "sunken",
        role.Mid: "border",
        role.Dark: "line",
        role.Shadow: "border",
    }.items():
        palette.setColor(where, theme.colour(token))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, theme.colour("text3"))
    return palette
