"""A story that leaves the laptop: whose copy, what goes in, who gets it; noted in the log of reads and as a disclosure (F3, F10, F13)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.casework.disclosures import Disclosed, Disclosures
from desktop.casework.reads import EXPORT, Reads
from desktop.casework.timeline import Moment, Stories
from desktop.reports.chronology import ChronologyDocument, Line
from desktop.reports.document import Copy
from desktop.ui.ports import Printer
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.tasks import Tasks
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.words import family as family_words
from desktop.ui.words import story as words
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class Wanted:
    """What shall leave. `whom` is who gets it; a copy for the council's own file is given to nobody."""

    copy: Copy
    only_significant: bool = True
    whom: str = ""


class SaveStory(FormDialog):
    """Says a `Wanted`."""

    name = "save_story"

    def __init__(self) -> None:
        super().__init__(words.PDF_TITLE, words.SAVE_IT, words.PDF_TEXT)
        self._copy, self._what, self._whom = ChoiceChips(words.COPIES), ChoiceChips(words.WHOLE_OR_NOT), LineEdit()
        self._copy.set_values([Copy.FAMILY.value])
        self._what.set_values(["significant"])
        self._whom_field = Field(words.PDF_WHOM, self._whom)
        self._copy.chosen.connect(self._unfold)
        self.add_fields(Field(words.PDF_FOR, self._copy), Field(words.PDF_WHAT, self._what), self._whom_field)

    def read(self) -> Wanted | None:
        copy, whom = Copy(self._copy.values()[0]), self._whom.text().strip()
        missing = copy is Copy.FAMILY and not whom
        self._whom_field.set_error(words.WHOM_MISSING if missing else "")
        if missing:
            return None
        given = whom if copy is Copy.FAMILY else ""
        return Wanted(copy, only_significant=self._what.values() == ("significant",), whom=given)

    def _unfold(self) -> None:
        self._whom_field.setVisible(self._copy.values() == (Copy.FAMILY.value,))
        self.refit()


class LeavingStory(QObject):
    """Makes the PDF in the store's lane and hands it to the printer.

    Signals:
        saved: where it is.
        refused: why there is none, in words.
    """

    saved = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        stories: Stories,
        disclosures: Disclosures,
        printer: Printer,
        reads: Reads,
        council: str,
        today: Callable[[], date],
        tasks: Tasks,
        *,
        invented: bool,
    ) -> None:
        super().__init__()
        self._stories, self._disclosures, self._printer, self._reads = stories, disclosures, printer, reads
        self._council, self._today, self._tasks, self._invented = council, today, tasks, invented

    def save(self, family: str, name: str, wanted: Wanted) -> None:
        """`name` is what the family is called."""
        self._tasks.run(partial(self._made, family, name, wanted), self._done, self._failed)

    def _made(self, family: str, name: str, wanted: Wanted) -> str:
        """Where it is; "" where there was nothing to put in. What is not noted is not handed out."""
        story = self._stories.of(family, for_family=wanted.copy is Copy.FAMILY)
        moments = [one for one in reversed(story.moments) if one.significant or not wanted.only_significant]
        if not moments:
            return ""
        data = self._pdf(moments, name, wanted)
        self._reads.note(EXPORT, "family", family, family)
        if wanted.copy is Copy.FAMILY:
            self._disclosures.note(
                family, Disclosed(words.PAPER_TITLE, wanted.whom, data, tuple(m.record for m in moments))
            )
        return self._printer.save_pdf(words.FILE_NAME, data)

    def _pdf(self, moments: list[Moment], name: str, wanted: Wanted) -> bytes:
        from desktop.reports.chronology_pdf import chronology_pdf  # with ReportLab, 11 MB: when the first one is made

        document = ChronologyDocument(
            title=words.PAPER_TITLE,
            family=family_words.family(name),
            council=self._council,
            columns=words.PAPER_COLUMNS,
            lines=tuple(_line(moment) for moment in moments),
            note=words.PAPER_ONLY if wanted.only_significant else "",
            invented=self._invented,
        )
        return chronology_pdf(document, wanted.copy, self._today())

    def _done(self, where: str) -> None:
        if where:
            self.saved.emit(where)
        else:
            self.refused.emit(words.PDF_EMPTY)

    def _failed(self, error: Exception) -> None:
        self.refused.emit(sentence(error))


def _line(moment: Moment) -> Line:
    title = words.title(moment.what, moment.who, moment.minutes, moment.category)
    said = moment.text if moment.group == "event" else ". ".join(part for part in (title, moment.text) if part)
    return Line(
        day=words.day(moment.on, moment.precision),
        text=said,
        source=moment.source,
        not_for_family=moment.hidden or moment.closed,
    )
