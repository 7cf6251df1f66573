"""How paper looks: the bundled font, the light theme's colours and the sizes of each copy.

Sizes are points for a body of 10 and grow together: 10 for the office, 12 for a family, 16 for large print (interface.md, section 4).
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import getFont, registerFont
from reportlab.pdfbase.ttfonts import TTFont

_RESOURCES = Path(__file__).parents[2] / "resources"
REGULAR, MEDIUM, SEMI_BOLD, BOLD = "doorstep-400", "doorstep-500", "doorstep-600", "doorstep-700"
_FILES = {REGULAR: "400Regular", MEDIUM: "500Medium", SEMI_BOLD: "600SemiBold", BOLD: "700Bold"}

OFFICE, FAMILY, LARGE = 1.0, 1.2, 1.6


@dataclass(frozen=True)
class _Setting:
    font: str
    size: float
    leading: float
    colour: str
    before: float = 0
    after: float = 0


_SETTINGS = {
    "brand": _Setting(SEMI_BOLD, 10.5, 13, "primary"),
    "title": _Setting(BOLD, 19, 23, "text", before=5, after=1),
    "family": _Setting(REGULAR, 12, 16, "text2"),
    "meta": _Setting(REGULAR, 8.8, 13, "text2"),
    "badge": _Setting(SEMI_BOLD, 8.8, 11, "private"),
    "heading": _Setting(SEMI_BOLD, 12.6, 16, "primary", before=15, after=9),
    "question": _Setting(SEMI_BOLD, 10, 14, "text", before=6, after=1),
    "body": _Setting(REGULAR, 10, 14.6, "text", after=4),
    "quiet": _Setting(REGULAR, 8.8, 12.4, "text2", after=3),
    "label": _Setting(SEMI_BOLD, 10, 14.6, "text2"),
    "cell": _Setting(REGULAR, 9.7, 13.4, "text"),
    "figure": _Setting(SEMI_BOLD, 9.7, 13.4, "text"),
    "head": _Setting(SEMI_BOLD, 8.8, 12, "text2"),
    "voice": _Setting(REGULAR, 10, 14.6, "voice"),
    "hidden": _Setting(SEMI_BOLD, 8.8, 12.4, "private", after=3),
}


@cache
def fonts() -> str:
    """Register the four weights, once a process; answers the name of the regular one."""
    for name, file in _FILES.items():
        registerFont(TTFont(name, str(_RESOURCES / "fonts" / f"AtkinsonHyperlegibleNext_{file}.ttf")))
    return REGULAR


def printable(text: str) -> bool:
    """Whether the font has every letter: it has the Latin ones of Europe, not Cyrillic, Arabic or most Vietnamese."""
    letters = getFont(fonts()).face.charToGlyph
    return all(ord(letter) in letters or letter.isspace() for letter in text)


@cache
def colour(name: str) -> Color:
    """A colour of the light theme by its token."""
    tokens: dict[str, Any] = json.loads((_RESOURCES / "tokens.json").read_text(encoding="utf-8"))
    return HexColor(tokens["color"]["light"][name])


@dataclass(frozen=True)
class Look:
    """Everything at one size."""

    k: float

    def style(self, name: str) -> ParagraphStyle:
        setting = _SETTINGS[name]
        return ParagraphStyle(
            name,
            fontName=setting.font,
            bulletFontName=setting.font,
            fontSize=setting.size * self.k,
            leading=setting.leading * self.k,
            spaceBefore=setting.before * self.k,
            spaceAfter=setting.after * self.k,
            textColor=colour(setting.colour),
            allowWidows=0,
            allowOrphans=0,
            alignment=0,
        )
