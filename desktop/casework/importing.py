"""Adding a caseload that was looked through: some families at a time, each with what a search on this laptop came to (T1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select

from desktop.casework.caseload import Caseload, CheckedFamily, CheckedRow, Chosen, Problem, check
from desktop.casework.desk import Desk
from desktop.casework.duplicates import Duplicates, Match
from desktop.casework.families import Families
from desktop.casework.looked import Looked, here
from desktop.casework.tables import Table, write_table
from sync.records.family import Family

CHUNK = 20
"""How many families are one save: between two the worker may stop, and others may write."""
SYSTEM = "caseload"
"""Under which a family keeps the reference that it had in the list, so that the same list is not added twice."""
ALIKE, HERE_ALREADY = "alike", "here_already"


@dataclass(frozen=True)
class Alike:
    """A family of the list that may be known already, with the likeliest."""

    family: CheckedFamily
    match: Match
    looked: Looked


@dataclass(frozen=True)
class Preview:
    """What adding the list would do. `alike` are added only if somebody says why they are others."""

    ready: tuple[CheckedFamily, ...]
    alike: tuple[Alike, ...]
    refused: tuple[CheckedRow, ...]
    warned: tuple[CheckedRow, ...]

    @property
    def people(self) -> int:
        """In the families that are ready."""
        return sum(len(family.rows) for family in self.ready)

    def chunks(self, because: str) -> list[list[tuple[CheckedFamily, Looked]]]:
        """What is to be added, some at a time; with `because` also those that are alike."""
        wanted = [(family, Looked("no")) for family in self.ready]
        if because.strip():
            wanted += [(one.family, Looked(one.looked.here, because=because)) for one in self.alike]
        each = iter(wanted)
        return list(iter(lambda: list(islice(each, CHUNK)), []))

    def not_added(self, because: str) -> tuple[CheckedRow, ...]:
        """The rows that stay out, in the order of the file."""
        left = [] if because.strip() else [row for one in self.alike for row in one.family.rows]
        out = [CheckedRow(row.row, (Problem(ALIKE),)) for row in left]
        return tuple(sorted((*self.refused, *out), key=lambda row: row.row.line))


class Importing:
    """Looking through a list, and adding it."""

    def __init__(self, desk: Desk, duplicates: Duplicates) -> None:
        self._desk, self._duplicates, self._families = desk, duplicates, Families(desk)

    def look(self, table: Table, chosen: Chosen) -> Preview:
        """What adding it would do, with what is here by now."""
        return self._compared(check(table, chosen, self._desk.today()))

    def add(self, chunk: Sequence[tuple[CheckedFamily, Looked]]) -> int:
        """Add some families in one save; how many. Those that are here by their reference meanwhile are passed over."""
        here_already = self._references()
        new = [(one, looked) for one, looked in chunk if _marked(one.reference) not in here_already]
        self._families.add_some((one.new, looked, _marks(one)) for one, looked in new)
        return len(new)

    def _compared(self, caseload: Caseload) -> Preview:
        known, references = self._duplicates.known(), self._references()
        index = self._duplicates.index(known)
        ready: list[CheckedFamily] = []
        alike: list[Alike] = []
        refused = list(caseload.refused)
        for family in caseload.families:
            if family.reference and _marked(family.reference) in references:
                refused += [CheckedRow(row.row, (Problem(HERE_ALREADY, "reference"),)) for row in family.rows]
                continue
            matches = self._duplicates.among(self._duplicates.near(known, index, family.new), family.new)
            looked = Looked(here(matches))
            if looked.is_open:
                alike.append(Alike(family, matches[0], looked))
            else:
                ready.append(family)
        refused.sort(key=lambda row: row.row.line)
        return Preview(tuple(ready), tuple(alike), tuple(refused), caseload.warned)

    def _references(self) -> set[str]:
        with self._desk.reading() as session:
            rows = session.scalars(select(Family.other_ids).where(Family.other_ids.is_not(None)))
            return {one for ids in rows for one in ids or () if one.startswith(f"{SYSTEM}:")}


def report(table: Table, rows: Sequence[tuple[CheckedRow, str]], line: str, why: str) -> bytes:
    """A table of the rows that were not added, each with its line and the reason in words. `line` and `why` are its headings."""
    return write_table((line, why, *table.headings), ((str(row.row.line), said, *row.row.cells) for row, said in rows))


def _marks(family: CheckedFamily) -> tuple[str, ...]:
    return (_marked(family.reference),) if family.reference else ()


def _marked(reference: str) -> str:
    return f"{SYSTEM}:{reference}"
