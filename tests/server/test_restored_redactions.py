"""A backup from before a redaction brings nothing of it back, and tells laptops again what they may not have heard (F3, S28)."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.protocol.messages import State
from sync.rules.redactions import redaction_id
from tests.server.test_backup import MARKER, everything, restore
from tests.support.central import BACKENDS, Central
from tests.support.wire import Wire, a_note, an_id

WHY = ("--ground", "erasure", "--authority", "Article 17.")


class Restored:
    """A council whose backup was taken before or after a note was taken out."""

    def __init__(self, council: Central, databases: Iterator[str], folder: Path) -> None:
        self.council = council
        self._databases = databases
        self.file, self.ledger = folder / "backup.db", folder / "ledger.jsonl"
        self.jo, self.nadia = Wire(council), council.a_user("manager", name="Nadia Khan")
        self.stream, self.begins = self.jo.begin()
        self.note = an_id()
        self.written = self.jo.set(self.stream, a_note(f"{MARKER} was late.", self.note))
        self.jo.push(self.begins, self.jo.set(self.stream, a_note("Kept.")))

    def redact(self) -> None:
        place = (self.begins.family, "note", self.note)
        asked = ("--asked-by", self.jo.user, "--field", "text")
        self.council.run("--operator", self.nadia, "redact", "--ledger", str(self.ledger), *asked, *WHY, "--", *place)

    def back_up(self) -> None:
        self.council.run("backup", str(self.file))

    def restore(self) -> None:
        restore(self.council, next(self._databases), self.file, self.ledger)

    def states(self) -> dict[tuple[str, str], dict[str, Any]]:
        return {(it.kind, it.record): it.fields for it in self.jo.pull(self.stream) if isinstance(it, State)}


@pytest.fixture(params=BACKENDS)
def world(request, tmp_path) -> Iterator[Restored]:
    if request.param == "sqlite":
        databases = (f"sqlite:///{tmp_path}/database-{n}.db" for n in itertools.count())
    else:
        server = request.getfixturevalue("postgres")
        databases = (server.database() for _ in itertools.count())
    (tmp_path / "council").mkdir()
    council = Central(tmp_path / "council", next(databases))
    council.start()
    yield Restored(council, databases, tmp_path)
    council.stop()


def test_f3_a_backup_from_before_brings_nothing_back_and_says_the_redaction_again(world: Restored):
    world.jo.push(world.written)
    world.back_up()
    world.redact()

    world.restore()

    assert MARKER not in everything(world.council)
    said = world.states()["redaction", redaction_id("note", world.note, ["text"])]
    assert (said["ground"], said["requested_by"]) == ("erasure", world.jo.user)
    assert said["approval"]["by"] == world.nadia
    assert said.get("authority") is None  # words are not in the ledger
    assert ", 0 wrong" in world.council.run("verify")


def test_f3_what_a_backup_lacks_and_a_laptop_sends_again_is_stale(world: Restored):
    """The laptop was off since it wrote: it has its set with all its words, and has heard of nothing."""
    world.back_up()
    world.jo.push(world.written)
    world.redact()
    world.restore()

    (verdict,) = world.jo.push(world.written)

    assert verdict.outcome == "stale"
    assert MARKER not in everything(world.council)


def test_f3_a_backup_from_after_keeps_what_was_written_since(world: Restored):
    world.jo.push(world.written)
    world.redact()
    world.jo.push(world.jo.set(world.stream, a_note("On time, says the school.", world.note, base=3)))
    world.back_up()

    world.restore()

    assert world.states()["note", world.note]["text"] == "On time, says the school."
    assert "On time, says the school." in str(world.jo.pull(world.stream, 1))
    assert ", 0 wrong" in world.council.run("verify")
