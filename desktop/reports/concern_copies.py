"""From a concern to paper: what was said, worded for whoever keeps children safe."""

from collections.abc import Callable, Sequence
from datetime import date

from desktop.casework.concerns import ConcernView
from desktop.casework.people import PersonCard


class ConcernCopies:
    """Concerns as PDFs. `council` is its name on paper; `invented` marks the demonstration's."""

    def __init__(self, council: str, today: Callable[[], date], *, invented: bool = False) -> None:
        self._council, self._today, self._invented = council, today, invented

    def pdf(self, view: ConcernView, family: str, people: Sequence[PersonCard]) -> bytes:
        """A tagged A4 PDF. ReportLab, 11 MB, is imported with the first one.

        Raises:
            DocumentFailed: it cannot be set.
        """
        from desktop.reports.concern import ConcernPaper, concern_pdf

        paper = ConcernPaper(self._council, family, view, tuple(people), invented=self._invented)
        return concern_pdf(paper, self._today())
