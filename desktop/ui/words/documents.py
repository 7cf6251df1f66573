"""Words about the files of a family."""

import datetime as dt
from collections.abc import Sequence

from desktop.ui.words.family import names
from desktop.ui.words.times import near_day

ADD = "Add a photo or PDF"
ADD_TITLE = "Add to this family"
ADD_TEXT = "Where and when a photo was taken is left out of it."
SAVE = "Add"
WHAT = "What is it?"
CALLED = "What do you call it?"
CALLED_HINT = "For example, Maya’s drawing of her week"
MISSING = "Give it a name"
ABOUT = "Who is it about?"
HIDE = "Hide from family"
HIDDEN = "Not shown to family"
FROM, RECEIVED = "Who is it from?", "Its date"
IN_FUTURE = "Choose a day that has been"
BEFORE, AFTER = "Page before", "Next page"
TAKE_OUT, TAKE_OUT_TITLE = "Take out", "Take this document out?"
TAKE_OUT_HINT = "It stays in the history, with the reason."
TAKEN_OUT, BACK_AGAIN = "Document taken out", "The document is back"
NONE = "No documents yet"
NONE_TEXT = "Add a photo of a drawing, a letter or a signed form. It is locked on this laptop with everything else."
ADDED = "Added. It is sent after your notes"
OPEN, SAVE_COPY, CLOSE = "Open", "Save a copy", "Close"
SAVE_TITLE = "Save a copy outside?"
SAVE_TEXT = "Doorstep does not open PDFs from others. A copy outside is not locked. Delete it when you have read it."
FILE_NAME = "document.pdf"
FILTER = "Photos and PDFs (*.jpg *.jpeg *.png *.pdf)"
CATEGORIES = (
    ("photo", "Photo"),
    ("drawing", "Drawing"),
    ("letter", "Letter"),
    ("signature", "Signature"),
    ("other", "Something else"),
)
_ICONS = {"drawing": "pen-line", "letter": "file-text", "signature": "signature"}
SENT, ELSEWHERE = "Sent", "Not on this laptop yet"
WAITS_FOR_LINE, WAITS_FOR_WIFI, AFTER_NOTES = "Waits for a connection", "Waits for Wi-Fi", "Goes after your notes"


def saved_to(where: str) -> str:
    return f"Saved to {where}"


def category(code: str) -> str:
    return dict(CATEGORIES).get(code, "Document")


def icon(code: str) -> str:
    return _ICONS.get(code, "file-text")


def size(held: int) -> str:
    """340 kB, 1.2 MB"""
    kilo = max(1, round(held / 1000))
    return f"{kilo} kB" if kilo < 1000 else f"{held / 1_000_000:.1f} MB"


def add_text(pages: int) -> str:
    """What is said over the questions about one file, or about the pages of one document."""
    return f"{pages} pages, kept as one document. {ADD_TEXT}" if pages > 1 else ADD_TEXT


def page(at: int, pages: int) -> str:
    """Page 2 of 3; "" where there is one"""
    return f"Page {at + 1} of {pages}" if pages > 1 else ""


def detail(
    code: str,
    on: dt.date | None,
    today: dt.date,
    about: Sequence[str],
    held: int,
    *,
    from_whom: str = "",
    pages: int = 1,
) -> str:
    """Letter, 6 Oct, 3 pages. From the landlord. About Maya. 340 kB"""
    day = near_day(on, today) if on else ""
    first = f"{category(code)}, {day.lower() if day in {'Today', 'Yesterday'} else day}" if day else category(code)
    first = f"{first}, {pages} pages" if pages > 1 else first
    told = (first, f"From {from_whom}" if from_whom else "", f"About {names(about)}" if about else "", size(held))
    return ". ".join(part for part in told if part)


def where(place: str, *, online: bool, held_back: bool) -> tuple[str, str, str]:
    """Words, icon and tone for where a file is; of one that waits, what for."""
    if place == "sent":
        return SENT, "circle-check", "success"
    if place == "elsewhere":
        return ELSEWHERE, "cloud-download", "neutral"
    said = AFTER_NOTES if online else WAITS_FOR_LINE
    return (WAITS_FOR_WIFI if online and held_back else said), "cloud-upload" if online else "cloud-off", "neutral"
