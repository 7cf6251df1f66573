"""The page on which a reader without the program finds every picture: docs/gallery/README.md."""

from pathlib import Path

from tests.screens import family, gate, office, telling, visit

_PARTS = (
    ("Before the lock opens, and when it closes", gate.SCREENS),
    ("The office", office.SCREENS),
    ("One family", family.SCREENS),
    ("Consent, the story, notes", telling.SCREENS),
    ("A visit", visit.SCREENS),
)
_HEAD = """# Every screen

Made by `make gallery` from the program itself, on an invented caseload, at 1366 x 768 in the light theme. The same screens in the dark and the
high contrast theme and at twice the text size are put into `build/gallery`. On all of them `tests/screens` checks the rules of accessibility.
"""


def write_index(path: Path) -> None:
    """Headings and pictures, in the order of the registry."""
    lines = [_HEAD]
    for title, screens in _PARTS:
        lines.append(f"## {title}\n")
        lines += [f"### {words(screen.name)}\n\n![{words(screen.name)}]({screen.name}.png)\n" for screen in screens]
    path.write_text("\n".join(lines), encoding="utf-8")


def words(name: str) -> str:
    """`family-add-person` as Family: add person."""
    first, _dash, rest = name.capitalize().partition("-")
    return f"{first}: {rest.replace('-', ' ')}" if rest else first
