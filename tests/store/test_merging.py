"""What becomes of a person's pending changes when other people's arrive, rule by rule."""

from desktop.store.merging import Arrived, integrate
from desktop.store.pending import MERGE, Place
from sync.records.types import Wire
from tests.support.queues import ME, NOW, STREAM, Tree, note

TEXT = note("text")
WHO = note("with_whom")
GONE = note("deleted")
DELETE: Wire = {"at": NOW, "by": "sam", "why": "written twice"}


def test_s6_a_change_is_applied_only_over_a_lower_version():
    tree = Tree()
    tree.server(WHO, "school", 7)

    integrate(tree, [Arrived(WHO, "housing", 5)])

    assert tree.shows(WHO) == "school"


def test_a_change_to_another_field_leaves_what_waits_as_it_is():
    tree = Tree()
    tree.server(TEXT, "Rang.", 1)
    mine = tree.save((TEXT, "Rang twice."))

    integrate(tree, [Arrived(WHO, "school", 2)])

    assert (tree.shows(TEXT), tree.shows(WHO)) == ("Rang twice.", "school")
    assert tree.superseded == []
    assert mine.sealed


def test_the_same_value_from_both_leaves_nothing_to_send():
    tree = Tree()
    tree.server(WHO, "school", 1)
    tree.save((WHO, "housing"))

    integrate(tree, [Arrived(WHO, "housing", 2)])

    assert tree.queue == []
    assert tree.superseded == [1]
    assert tree.rows.cell(WHO) == ("housing", 2)


def test_two_values_are_a_conflict_and_the_servers_stays_current():
    tree = Tree()
    tree.server(WHO, "school", 1)
    tree.save((WHO, "housing"))

    integrate(tree, [Arrived(WHO, "police", 2, "sam", "2026-10-06T09:00:00Z")])

    assert tree.shows(WHO) == "police"
    (conflict,) = tree.conflicts()
    assert conflict == {
        "nature": "clash",
        "record_kind": "note",
        "record": "note-1",
        "field_name": "with_whom",
        "base": {"value": "school"},
        "kept": {"value": "police"},
        "kept_by": "sam",
        "kept_at": "2026-10-06T09:00:00Z",
        "other": {"value": "housing"},
        "other_by": ME,
        "other_at": NOW,
    }


def test_sentences_of_both_are_joined_and_marked_to_be_read():
    tree = Tree()
    tree.server(TEXT, "Rang Dana. She was out.", 1)
    tree.save((TEXT, "Rang Dana twice. She was out."))

    integrate(tree, [Arrived(TEXT, "Rang Dana. She was at work.", 2)])

    assert tree.shows(TEXT) == "Rang Dana twice. She was at work."
    assert [conflict["nature"] for conflict in tree.conflicts()] == ["joined"]


def test_members_chosen_by_both_are_merged_without_a_word():
    about = note("about")
    tree = Tree()
    tree.server(about, ["a", "b"], 1)
    tree.save((about, ["a", "b", "c"]))

    integrate(tree, [Arrived(about, ["b", "d"], 2)])

    assert tree.shows(about) == ["b", "c", "d"]
    assert tree.conflicts() == []


def test_s19_a_chain_is_merged_from_its_first_base_with_its_last_value():
    tree = Tree()
    tree.server(TEXT, "One. Two.", 1)
    tree.save((TEXT, "One changed. Two."))
    tree.save((TEXT, "One changed again. Two."))

    integrate(tree, [Arrived(TEXT, "One. Two changed.", 2)])

    assert tree.shows(TEXT) == "One changed again. Two changed."
    edit = tree.edit_of(TEXT)
    assert (edit.base, edit.shown) == (2, "One. Two changed.")


def test_s3_a_rebased_set_and_all_built_on_it_get_new_numbers():
    tree = Tree()
    tree.server(WHO, "school", 1)
    tree.server(TEXT, "One. Two.", 1)
    tree.save((TEXT, "One changed. Two."))
    tree.save((note("channel"), "call"), needs={1})
    tree.save((WHO, "housing"))

    integrate(tree, [Arrived(TEXT, "One. Two changed.", 2)])

    assert sorted(tree.superseded) == [1, 2]
    by_number = {waiting.n: waiting for waiting in tree.queue if not waiting.by_machine}
    assert 3 in by_number
    rebased, built_on = sorted(n for n in by_number if n != 3)
    assert by_number[built_on].needs == {rebased}
    assert tree.rows[TEXT].version == -rebased


def test_s3_an_open_set_that_builds_on_a_rebased_one_is_numbered_above_it():
    tree = Tree()
    tree.server(TEXT, "One. Two.", 1)
    tree.save((TEXT, "One changed. Two."))
    still_open = tree.save((note("channel"), "call"), sealed=False, needs={1})

    integrate(tree, [Arrived(TEXT, "One. Two changed.", 2)])

    assert still_open.n > max(still_open.needs) > 2
    assert [waiting.n for waiting in tree.withdrawn] == [2]


def test_s11_what_merging_makes_is_a_set_of_its_own_and_sent_first():
    tree = Tree()
    tree.server(WHO, "school", 1)
    tree.save((WHO, "housing"), (TEXT, "Rang."))

    integrate(tree, [Arrived(WHO, "police", 2)])

    first, second = tree.queue
    assert first.reason == MERGE
    assert {place.kind for place in first.edits} == {"conflict"}
    assert set(second.edits) == {TEXT}


def test_s13_a_decision_over_changed_content_is_taken_back_and_shown():
    tree = Tree()
    tree.server(TEXT, "Rang.", 1)
    tree.decide(GONE, DELETE)

    integrate(tree, [Arrived(WHO, "school", 2)])

    assert tree.shows(GONE) is None
    (conflict,) = tree.conflicts()
    assert (conflict["nature"], conflict["other"]) == ("deleted", {"value": DELETE})
    assert all(waiting.by_machine for waiting in tree.queue)


def test_s13_a_decision_over_content_that_is_as_shown_stands():
    tree = Tree()
    tree.server(TEXT, "Rang.", 1)
    tree.decide(GONE, DELETE)

    integrate(tree, [Arrived(note("text", "note-2"), "Other.", 2)])

    assert tree.shows(GONE) == DELETE
    assert tree.superseded == []


def test_s14_a_change_here_to_what_was_deleted_there_brings_it_back_with_a_conflict():
    tree = Tree()
    tree.server(TEXT, "Rang.", 1)
    tree.save((TEXT, "Rang twice."))

    integrate(tree, [Arrived(GONE, DELETE, 2, "sam", NOW)])

    assert (tree.shows(TEXT), tree.shows(GONE)) == ("Rang twice.", None)
    machine = tree.queue[0]
    assert machine.by_machine
    assert machine.edits[GONE].base == 2
    (conflict,) = tree.conflicts()
    assert (conflict["nature"], conflict["other"], conflict["other_by"]) == ("deleted", {"value": DELETE}, "sam")


def test_s15_two_deletes_are_one():
    tree = Tree()
    tree.server(TEXT, "Rang.", 1)
    tree.decide(GONE, {"at": NOW, "by": ME, "why": "mine"})

    integrate(tree, [Arrived(GONE, DELETE, 2)])

    assert tree.shows(GONE) == DELETE
    assert tree.queue == []
    assert tree.conflicts() == []


def test_s15_what_went_with_a_delete_that_was_already_made_is_no_decision_any_more():
    tree = Tree()
    tree.server(TEXT, "Rang.", 1)
    mine = tree.decide(GONE, {"at": NOW, "by": ME, "why": "mine"})
    tree.write(mine, conflict_field("settled"), {"choice": "other"})

    integrate(tree, [Arrived(GONE, DELETE, 2)])

    (waiting,) = tree.queue
    assert waiting.decision is None
    assert set(waiting.edits) == {conflict_field("settled")}


def test_s20_each_conflict_has_an_id_of_its_own():
    tree = Tree()
    tree.server(WHO, "school", 1)
    for revision, (mine, theirs) in enumerate((("housing", "police"), ("health", "social care")), 2):
        tree.save((WHO, mine))
        integrate(tree, [Arrived(WHO, theirs, revision)])

    assert [conflict["other"] for conflict in tree.conflicts()] == [{"value": "housing"}, {"value": "health"}]


def test_s21_the_first_settlement_stands_and_the_others_choice_is_a_new_conflict():
    settled, about = conflict_field("settled"), {"record_kind": "note", "record": "note-1", "field_name": "with_whom"}
    tree = Tree()
    for name, value in about.items():
        tree.server(conflict_field(name), value, 1)
    tree.server(WHO, "school", 1)
    tree.save((settled, {"choice": "other", "by": ME}), (WHO, "housing"))

    integrate(tree, [Arrived(settled, {"choice": "kept", "by": "sam"}, 2, "sam", NOW)])

    assert tree.shows(settled) == {"choice": "kept", "by": "sam"}
    assert tree.shows(WHO) == "school"
    (new,) = [conflict for conflict in tree.conflicts() if "settled" not in conflict]
    assert new["other"] == {"value": "housing"}


def test_s22_parts_that_only_make_sense_together_are_never_mixed():
    picture = Place(STREAM, "assessment", "assessment-1", "fair_picture")
    tree = Tree()
    tree.server(picture, {"answer": "yes"}, 1)
    tree.save((picture, {"answer": "partly", "wrong": "Leo was not asked."}))

    integrate(tree, [Arrived(picture, {"answer": "no"}, 2)])

    assert tree.shows(picture) == {"answer": "no"}
    assert [conflict["other"] for conflict in tree.conflicts()] == [
        {"value": {"answer": "partly", "wrong": "Leo was not asked."}}
    ]


def test_what_was_written_over_the_value_that_arrives_was_written_with_it_in_view():
    tree = Tree()
    tree.server(WHO, "school", 1)
    tree.save((WHO, "housing"))
    tree.save((WHO, "police"))

    integrate(tree, [Arrived(WHO, "housing", 2)])

    assert tree.shows(WHO) == "police"
    assert (tree.edit_of(WHO).base, tree.edit_of(WHO).shown) == (2, "housing")
    assert tree.conflicts() == []


def test_a_field_that_this_version_does_not_know_is_merged_as_one_value():
    unheard_of = note("mood")
    tree = Tree()
    tree.server(unheard_of, "calm", 1)
    tree.save((unheard_of, "cross"))

    integrate(tree, [Arrived(unheard_of, "sad", 2)])

    assert tree.shows(unheard_of) == "sad"
    assert len(tree.conflicts()) == 1


def conflict_field(name: str) -> Place:
    return Place(STREAM, "conflict", "conflict-1", name)
