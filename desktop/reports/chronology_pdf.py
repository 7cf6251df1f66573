"""A chronology on paper: a table of days, oldest first; the office's copy, and the family's, from which anything private is refused."""

from datetime import date
from functools import partial

from desktop.reports import words
from desktop.reports.chronology import ChronologyDocument
from desktop.reports.document import Copy
from desktop.reports.errors import PrivateInFamilyCopy
from desktop.reports.look import FAMILY, OFFICE, Look, printable
from desktop.reports.para import Heading
from desktop.reports.pdf import Sheet, pdf
from desktop.reports.story import Story

_SHARES = (0.18, 0.57, 0.25)


def chronology_pdf(document: ChronologyDocument, copy: Copy, today: date) -> bytes:
    """A tagged A4 PDF.

    Raises PrivateInFamilyCopy when a family's copy would hold what is not for them, DocumentFailed when it cannot be set.
    """
    if copy is Copy.FAMILY and any(line.not_for_family for line in document.lines):
        raise PrivateInFamilyCopy(("line",))
    sheet = Sheet(document.title, words.COPIES[copy], words.CONFIDENTIAL, words.day(today), today)
    return pdf(partial(_tell, document, copy), sheet, Look(FAMILY if copy is Copy.FAMILY else OFFICE))


def _tell(document: ChronologyDocument, copy: Copy, story: Story) -> None:
    story.place(story.para(document.council, "brand"))
    story.place(story.para(document.title, "title", "H1", Heading), story.para(document.family, "family"))
    notes = [
        words.COPIES[copy],
        *([words.INVENTED] if document.invented else []),
        *([document.note] if document.note else []),
    ]
    for note in notes:
        story.text(note, "meta")
    if not all(printable(said) for line in document.lines for said in (line.text, line.source)):
        story.text(words.UNPRINTABLE, "hidden")
    story.space(8)
    rows = [(line.day, words.marked(line.text, hidden=line.not_for_family), line.source) for line in document.lines]
    story.table(document.columns, _SHARES, rows)
