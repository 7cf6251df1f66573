"""A family at a council from which something is to be taken out, and every place in which it may linger."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from sync.protocol.change_set import Group
from sync.protocol.messages import State, Verdict
from sync.records.types import Wire as Value
from sync.server.tables import central as tables
from tests.support.central import Central
from tests.support.files import Files
from tests.support.wire import a_note, an_id, as_evidence

MARKER = "Zanzibarmarker"
WORDS = f"{MARKER} was seen at the school gate on Monday."
WHY = ("--ground", "wrong_family", "--authority", "Written on the wrong family.")


class Family:
    """A family of Jo's with one note, and a manager who is asked to take it out."""

    def __init__(self, central: Central, ledger: Path) -> None:
        self.central = central
        self.ledger = ledger
        self.jo = Files(central)
        self.nadia = central.a_user("manager", name="Nadia Khan")
        self.stream, self.begins = self.jo.begin()
        self.note = an_id()

    def write(self, text: str = "Seen at home.", base: int = 0, **fields: Value) -> int:
        """Jo's next set on the note, applied. Its revision."""
        changes = {"text": text, **fields}
        verdict = self.jo.push_one(self.begins, self.jo.set(self.stream, Group("note", self.note, base, changes)))
        assert verdict.revision is not None
        return verdict.revision

    def redact(self, *options: str, by: str | None = None, asked_by: bool = True, why: tuple[str, ...] = WHY) -> str:
        """What the command says."""
        asked = ("--asked-by", self.jo.user) if asked_by else ()
        place = (self.begins.family, "note", self.note)
        return self.central.run(
            "--operator", by or self.nadia, "redact", "--ledger", str(self.ledger), *options, *why, *asked, "--", *place
        )

    def everything(self) -> str:
        """All that the database says of the family; a file's bytes among it."""
        with self.central.session() as connection:
            rows = [str(tuple(row)) for table in tables.sorted_tables for row in connection.execute(select(table))]
        return "\n".join(row for row in rows if self.stream in row or self.begins.family in row)

    def states(self) -> dict[tuple[str, str], dict[str, Any]]:
        """The records that a laptop is given, by kind and id."""
        return {(it.kind, it.record): it.fields for it in self.jo.pull(self.stream) if isinstance(it, State)}


def in_the_record(family: Family) -> None:
    family.write(WORDS)


def in_an_earlier_change_set(family: Family) -> None:
    family.write("Nothing.", base=family.write(WORDS))


def in_another_field(family: Family) -> None:
    family.write(with_whom=WORDS)


def in_a_superseded_set(family: Family, *, written: bool = False) -> None:
    if not written:
        family.write()
    family.jo.push(as_evidence(family.jo.set(family.stream, a_note(WORDS, family.note))))


def in_late_work(family: Family, *, written: bool = False) -> None:
    if not written:
        family.write()
    family.central.run("allocate", family.begins.family, family.jo.user, "--remove")
    late = family.jo.push_one(family.jo.set(family.stream, a_note(WORDS, family.note, base=1)))
    assert late.outcome == "aside"


def in_a_conflict(family: Family, box: str = "other", *, written: bool = False) -> Verdict:
    if not written:
        family.write()
    fields = {"nature": "clash", "record_kind": "note", "record": family.note, "field_name": "text"}
    conflict = Group("conflict", an_id(), 0, fields | {box: {"value": WORDS}})
    return family.jo.push_one(family.jo.set(family.stream, conflict))


def in_a_joined_text(family: Family) -> None:
    in_a_conflict(family, "base")


PLACES: list[Callable[[Family], object]] = [
    in_the_record,
    in_an_earlier_change_set,
    in_another_field,
    in_a_superseded_set,
    in_late_work,
    in_a_conflict,
    in_a_joined_text,
]
