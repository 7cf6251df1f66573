"""Words of the drawn family, and of the drawing of who is around it."""

from collections.abc import Sequence

TITLE = "The family drawn"
LIST = "People in the drawing"
CANVAS = "The drawing"
MOVE = "Move"
MOVES = {(-1, 0): "Move left", (1, 0): "Move right", (0, -1): "Move up", (0, 1): "Move down"}
PLACE_AGAIN = "Put back where it was drawn"
PLACE_ALL = "Draw everybody anew"
OPEN = "Open this person"
CLOSER, FARTHER, ALL = "Closer", "Farther", "All of it"
QUALITIES = "How they get on"
RINGS = "Who lives together"
KEY = "What the signs mean"
SAVE = "Save the drawing"
BACK = "All people"
NOBODY, NOBODY_TEXT = "Nobody to draw yet", "Add people first, and how they belong together."
HINT = "Choose somebody in the list, then move them with the arrow keys in the drawing."
KEY_LINES = (
    "Square: male. Circle: female. Diamond: not known or not said. Triangle: not born yet.",
    "Two lines around: the child being assessed. Crossed out: has died. The number is the age.",
    "Broken edge: lives elsewhere. Grey ground: lives together.",
    "Between two partners: a whole line is married, a broken one living together.",
    "One stroke through it is separated, two strokes are divorced or over.",
    "Down to a child: whole by birth, broken by adoption, dotted in care of somebody else.",
    "How two get on: two green lines close, dotted distant, zigzag in conflict.",
    "A zigzag with an arrow is controlling. A red line with two bars is cut off.",
)
SAVE_TITLE = "Save the drawing"
SAVE_TEXT = "It is put where you keep such files. A hidden address is never in it."
SAVE_QUALITIES = "With how people get on, which is not for the family"
AS_PICTURE, AS_PDF = "As a picture", "As a PDF"
FILES = {"png": "Drawing.png", "pdf": "Drawing.pdf"}
SAVED = "Saved to {where}"
NOTES = {True: "With how people get on: not for the family", False: "Without how people get on"}
ECOMAP_NOTE = "Drawn with the family"


def saved(where: str) -> str:
    return SAVED.format(where=where)


def spoken(person: str, relations: Sequence[str]) -> str:
    """Maya, 14. Year 9. Lives at home. Dana, mum. Leo, brother."""
    return ". ".join((person, *relations))
