"""The world of random histories, in which a manager also takes notes out (F3): what was taken out is nowhere afterwards, all else is as promised."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from sync.records.ids import stream_id
from tests.support.central import Central
from tests.sync.words import tokens
from tests.sync.world import World, number

WHY = ("--ground", "erasure", "--authority", "Article 17.", "--asked-by", "their mother")


class RedactingWorld(World):
    """Nobody is taken away from the family in it: what lies aside is nobody's to check."""

    def __init__(self, council: Central) -> None:
        super().__init__(council)
        self.nadia = council.a_user("manager", name="Nadia Khan")
        self.gone: set[str] = set()

    @rule(k=number, fields=st.sampled_from([(), ("text",), ("with_whom",), ("text", "with_whom")]))
    def redact(self, k: int, fields: tuple[str, ...]) -> None:
        stream = stream_id(self.family, "team")
        question = f"SELECT id FROM record WHERE stream = '{stream}' AND kind = 'note' ORDER BY id"
        notes = [str(note) for note in self._asked(question)]
        note = notes[k % len(notes)]
        self.gone |= self._said_of(note, fields)
        self.replaced |= self.gone
        names = [argument for field in fields for argument in ("--field", field)]
        ledger = ("--ledger", str(self.council.folder / "ledger.jsonl"))
        self.council.run("--operator", self.nadia, "redact", *ledger, *names, *WHY, "--", self.family, "note", note)

    @rule()
    def allocate(self) -> None:
        """Nothing."""

    def _check(self) -> None:
        super()._check()
        everything = " ".join(map(str, self._asked_all(f"'{stream_id(self.family, 'team')}'")))
        assert not [token for token in self.gone if token in everything], "still with the council"
        for laptop in self.laptops:
            laptop.store.keep_snapshot()
            with laptop.store.reading() as session:
                kept = str([session.connection().exec_driver_sql(f'SELECT * FROM "{table}"').all() for table in TABLES])
            assert not [token for token in self.gone if token in kept], "still on a laptop"

    def _said_of(self, note: str, fields: tuple[str, ...]) -> set[str]:
        """The tokens that the council was ever told of these fields, or of conflicts about them."""
        found: set[str] = set()
        for changes in self._sets():
            disputed: dict[str, dict[str, Any]] = {}
            for kind, record, _base, values in changes:
                if kind == "conflict":
                    disputed.setdefault(record, {}).update(values)
                elif record == note:
                    found |= tokens([value for name, value in values.items() if not fields or name in fields])
            for conflict in disputed.values():
                if conflict.get("record") == note and (not fields or conflict.get("field_name") in fields):
                    found |= tokens([conflict.get(box) for box in ("base", "kept", "other")])
        return {token for token in found if token in self.saved}  # "Two" begins like one

    def _sets(self) -> Iterator[list[Any]]:
        stream = stream_id(self.family, "team")
        for changes in self._asked(f"SELECT changes FROM change_set WHERE stream = '{stream}'"):
            yield json.loads(str(changes))
        for sealed in self._asked(f"SELECT sealed FROM evidence WHERE stream = '{stream}'"):
            yield json.loads(str(sealed))["changes"]

    def _asked(self, question: str) -> list[object]:
        with self.council.session() as connection:
            return list(connection.exec_driver_sql(question).scalars())

    def _asked_all(self, stream: str) -> list[object]:
        asked = (("changes", "change_set"), ("fields", "record"), ("sealed", "evidence"), ("sealed", "aside"))
        return [
            said
            for column, table in asked
            for said in self._asked(f"SELECT {column} FROM {table} WHERE stream = {stream}")
        ]


TABLES = ("note", "conflict", "change", "change_set", "past", "narrative_queue", "narrative_fts", "unknown_field")
"""Of a laptop's tables those in which what was written lies."""
