"""What the program can look like: each theme, and twice the text size."""

from desktop.ui import tokens
from desktop.ui.theme import Theme

LIGHT = "light"
LOOKS = {**{name: Theme(name) for name in tokens.themes()}, "200-percent": Theme(LIGHT, 2.0)}
