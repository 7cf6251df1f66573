"""A value taken out under authority is nowhere any more, says who took it out and why, and everything still verifies (F2, F3)."""

from pathlib import Path

import msgspec
import pytest

from sync.protocol import commitment
from sync.protocol.change_set import Group
from sync.protocol.history import History, HistoryRequest
from sync.rules.redactions import redaction_id
from tests.server.a_family import (
    MARKER,
    PLACES,
    WHY,
    WORDS,
    Family,
    in_a_conflict,
    in_a_superseded_set,
    in_an_earlier_change_set,
    in_late_work,
)
from tests.support.central import Central
from tests.support.files import an_attachment, named
from tests.support.wire import a_note, an_id, as_evidence, as_line


@pytest.fixture
def family(central: Central, tmp_path: Path) -> Family:
    return Family(central, tmp_path / "ledger.jsonl")


@pytest.mark.parametrize("put", PLACES, ids=lambda put: put.__name__)
def test_f3_what_was_taken_out_is_nowhere_in_the_database_and_it_verifies(family: Family, put):
    put(family)
    assert MARKER in family.everything()

    family.redact()

    assert MARKER not in family.everything()
    said = family.central.run("verify")
    assert ", 0 wrong" in said
    assert "values redacted under authority" in said


def test_f3_the_bytes_of_a_file_go_with_its_record(family: Family):
    content = f"{MARKER} ".encode() * 99
    family.write()
    attachment = an_attachment(named(family.stream, content))
    family.jo.push(family.jo.set(family.stream, attachment))
    family.jo.send(family.stream, content)
    assert MARKER in family.everything()

    place = (family.begins.family, "attachment", attachment.record)
    asked = ("--asked-by", family.jo.user, "--ledger", str(family.ledger))
    said = family.central.run("--operator", family.nadia, "redact", *asked, *WHY, "--", *place)

    assert ", 1 files," in said
    assert MARKER not in family.everything()
    assert ", 0 wrong" in family.central.run("verify")


def test_f3_neither_a_pull_nor_a_history_tells_it(family: Family):
    in_an_earlier_change_set(family)
    family.jo.push(as_evidence(family.jo.set(family.stream, a_note(WORDS, family.note))))

    family.redact()

    asked = msgspec.json.encode(HistoryRequest(family.stream, "note", family.note))
    answer = family.jo.post("/v1/history", asked, content_type="application/json").content
    assert MARKER.encode() not in answer
    told = msgspec.json.decode(answer, type=History).entries
    assert sum("text" in entry.removed for entry in told) == len(told) - 1  # all but the set that took it out
    pulls = [family.jo.pull(family.stream), family.jo.pull(family.stream, 1), family.jo.pull(family.stream, log=True)]
    assert MARKER not in str(pulls)


def test_f3_the_record_of_it_says_what_who_and_why(family: Family):
    family.write(WORDS)

    family.redact()

    redaction = family.states()["redaction", redaction_id("note", family.note, ())]
    assert redaction["record_kind"] == "note"
    assert (redaction["record"], redaction["field_names"]) == (family.note, [])
    assert (redaction["ground"], redaction["requested_by"]) == ("wrong_family", family.jo.user)
    assert redaction["authority"] == "Written on the wrong family."
    assert redaction["approval"]["by"] == family.nadia
    note = family.states()["note", family.note]
    assert note["text"] is None
    assert note["deleted"]["why"] == "redacted"


def test_f3_one_field_goes_and_the_others_stay(family: Family):
    family.write(WORDS, channel="call")

    assert "took out 1 values" in family.redact("--field", "text")

    note = family.states()["note", family.note]
    assert (note["text"], note["channel"], note.get("deleted")) == (None, "call", None)


def test_f3_a_conflict_about_what_is_gone_asks_nobody_any_more(family: Family):
    in_a_conflict(family)

    family.redact()

    ((conflict,),) = [[fields for (kind, _id), fields in family.states().items() if kind == "conflict"]]
    assert (conflict["other"], conflict["settled"]["choice"]) == (None, "kept")


def test_f3_a_rehearsal_says_what_would_go_and_changes_nothing(family: Family):
    in_an_earlier_change_set(family)
    before = family.everything()

    said = family.redact("--dry-run")

    assert said.startswith("would take out 2 values")
    assert family.everything() == before
    assert not family.ledger.exists()
    assert family.redact().split()[1:] == said.split()[2:]  # but for the verb


def test_f3_where_else_the_same_words_stand_is_told_by_ids(family: Family):
    family.write(WORDS)
    event = an_id()
    family.jo.push(family.jo.set(family.stream, Group("note", event, 0, {"text": f"At nine: {WORDS}"})))

    said = family.redact()

    assert f"the same words stand in note {event} text" in said
    assert MARKER not in said


def test_f3_done_again_it_does_nothing(family: Family):
    family.write(WORDS)
    family.redact()
    before = (family.states(), family.ledger.read_text(), family.jo.manifest().streams)

    assert "took out 0 values" in family.redact()

    assert (family.states(), family.ledger.read_text(), family.jo.manifest().streams) == before


def test_f3_what_is_written_afterwards_stays_and_may_be_taken_out_too(family: Family):
    family.write(WORDS)
    family.redact("--field", "text")
    family.write("Seen by the nurse.", base=2)
    assert family.states()["note", family.note]["text"] == "Seen by the nurse."

    family.redact("--field", "text")

    assert family.states()["note", family.note]["text"] is None


def test_f3_what_waited_while_it_was_taken_out_is_stale(family: Family):
    seen = family.write(WORDS)
    family.redact("--field", "text")

    verdict = family.jo.push_one(family.jo.set(family.stream, a_note(f"{WORDS} Twice.", family.note, base=seen)))

    assert (verdict.outcome, verdict.current[0].value) == ("stale", None)
    assert MARKER not in family.everything()


@pytest.mark.parametrize("put", [in_a_superseded_set, in_late_work], ids=lambda put: put.__name__)
def test_f3_what_comes_late_of_it_is_kept_without_it(family: Family, put):
    family.write(WORDS)
    family.redact()
    assert MARKER not in family.everything()
    put(family, written=True)

    assert MARKER not in family.everything()
    assert ", 0 wrong" in family.central.run("verify")


def test_f3_a_conflict_that_still_holds_it_must_be_made_again(family: Family):
    family.write(WORDS)
    family.redact()

    assert in_a_conflict(family, "base", written=True).outcome == "stale"

    assert MARKER not in family.everything()


def test_f3_a_laptop_sends_its_set_again_without_what_was_taken_out_of_it(family: Family):
    head = family.jo.head(family.stream, n=7)
    made = family.jo.sealed(head, Group("note", family.note, 0, {"channel": "call", "text": WORDS}))
    family.write()

    assert family.jo.push_one(as_line(commitment.redact(made, [1]))).code == "redacted"
    family.redact("--field", "text")
    assert family.jo.push_one(as_line(commitment.redact(made, [1]))).outcome == "applied"

    assert ", 0 wrong" in family.central.run("verify")
