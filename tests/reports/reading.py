"""Reading a PDF back: its words as drawn, its structure as spoken, and every readable byte it carries."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_MAPPING = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4,})>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4,})>")
_ARRAY = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<[0-9A-Fa-f]{2}>\s*\[([^\]]*)\]")


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def text(data: bytes) -> str:
    """Everything drawn, page by page, in order of drawing; runs of space made one."""
    with opened(data) as document:
        drawn = " ".join("".join(_shown(page)) for page in document.pages)
    return re.sub(r"\s+", " ", drawn)


def spoken(data: bytes) -> list[tuple[str, str]]:
    """(tag, words) of each element that owns marked content, in the order of the structure tree."""
    with opened(data) as document:
        marked = [_marked(page) for page in document.pages]
        pages = [page.objgen for page in document.pages]
        return list(_told(document.Root.StructTreeRoot.K, marked, pages))


def readable(data: bytes) -> str:
    """Every string, stream, attachment and piece of metadata, unpacked, with what is drawn."""
    found = [text(data)]
    with opened(data) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream):
                found.append(thing.read_bytes().decode("latin-1"))
            found += _strings(thing, set())
    return "\n".join(found)


def outline(data: bytes) -> list[tuple[str, list[str]]]:
    with opened(data) as document, document.open_outline() as entries:
        return [(entry.title, [child.title for child in entry.children]) for entry in entries.root]


def _shown(page: pikepdf.Page) -> Iterator[str]:
    for words, _number in _runs(page):
        yield words


def _marked(page: pikepdf.Page) -> dict[int, str]:
    found: dict[int, str] = {}
    for words, number in _runs(page):
        if number is not None:
            found[number] = found.get(number, "") + words
    return found


def _runs(page: pikepdf.Page) -> Iterator[tuple[str, int | None]]:
    """What each operator shows, and the marked content it is in. A new line is a space."""
    fonts = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    number: int | None = None
    for drawn in pikepdf.parse_content_stream(page):
        match str(drawn.operator), list(drawn.operands):
            case "BDC", [_tag, properties]:
                number = int(properties["/MCID"])
            case "BMC" | "EMC", _:
                number = None
                yield " ", number
            case "Tf", [font, _size]:
                letters = fonts[str(font)]
            case "Tj", [shown]:
                yield "".join(letters.get(byte, "") for byte in bytes(shown)), number
            case "T*" | "ET", _:
                yield " ", number


def _letters(font: Any) -> dict[int, str]:
    """Byte to text, by the font's ToUnicode map."""
    table = font.ToUnicode.read_bytes()
    letters = {int(a, 16): _unicode(b) for a, b in _MAPPING.findall(table)}
    for first, last, to in _RANGE.findall(table):
        start = int(to, 16)
        letters |= {code: chr(start + code - int(first, 16)) for code in range(int(first, 16), int(last, 16) + 1)}
    for first, listed in _ARRAY.findall(table):
        for offset, to in enumerate(re.findall(rb"<([0-9A-Fa-f]+)>", listed)):
            letters[int(first, 16) + offset] = _unicode(to)
    return letters


def _unicode(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


def _told(element: Any, marked: list[dict[int, str]], pages: list[Any]) -> Iterator[tuple[str, str]]:
    words = [
        marked[pages.index(kid.Pg.objgen)].get(int(kid.MCID), "") for kid in element.K if kid.get("/Type") == "/MCR"
    ]
    if words:
        yield str(element.S)[1:], re.sub(r"\s+", " ", " ".join(words)).strip()
    for kid in element.K:
        if kid.get("/Type") != "/MCR":
            yield from _told(kid, marked, pages)


def _strings(thing: Any, seen: set[int]) -> Iterator[str]:
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for name, value in thing.items():
            yield str(name)
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, seen)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, seen)
