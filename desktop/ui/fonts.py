"""The bundled font, Atkinson Hyperlegible Next, loaded once a process so that every laptop reads the same."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from desktop.ui.tokens import RESOURCES, tokens, type_style


@cache
def load() -> str:
    """Register the four weights and answer the family's name."""
    for file in sorted((RESOURCES / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    family: str = tokens()["font"]["family"]
    return family


_LOOSE = 105
"""Per cent of the letters' own width."""


def font(style: str, k: float = 1.0, *, tabular: bool = False, loose: bool = False, system: bool = False) -> QFont:
    """The font of a type style at text scale `k`; `tabular` gives every figure one width, for tables and timers.

    `loose` sets letters wider, `system` takes the family that the rest of the laptop is set in.
    """
    step = type_style(style)
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont) if system else _bundled()
    if loose:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, _LOOSE)
    made.setPixelSize(round(step.px * k))
    made.setWeight(QFont.Weight(step.weight))
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _bundled() -> QFont:
    return QFont([load(), *tokens()["font"]["fallback"]])
