"""Every string a user can read, and the few functions that make sentences of errors, dates and counts."""

import ast
import datetime as dt
from pathlib import Path

import pytest

import desktop.ui.words
from desktop.ui.words import conflicts, days, family, gate, history, saving, sending, times, trouble
from tests.ui.rules import check_sentence

FILES = sorted(Path(desktop.ui.words.__path__[0]).glob("*.py"))
ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 10, 6)
NOW = dt.datetime(2026, 10, 6, 10, 42)  # noqa: DTZ001 - local time, as the pages show it


def _strings(path: Path):
    """String constants and the fixed parts of f-strings, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_word_a_user_reads_keeps_the_rules(path):
    for said in _strings(path):
        check_sentence(said)
        assert "..." not in said, said


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("WrongPassphrase", "That is not the passphrase. Check Caps Lock and try again"),
        ("WaitAMinute", "Wait one minute, then try again. Nothing has been deleted"),
        ("CodeRefused", "That code is not one we know. Check it with your manager"),
        ("DiskFull", saving.DISK_FULL),
    ],
)
def test_errors_say_the_sentences_of_the_microcopy(error, said):
    assert trouble.sentence(type(error, (Exception,), {})()) == said


def test_every_error_that_has_a_sentence_exists():
    """A renamed error would fall silent: the table knows errors by name only."""
    raised = {
        node.name
        for folder in ("desktop", "sync")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }

    assert set(trouble.SENTENCES) - raised == {"PermissionError"}


def test_without_a_connection_setting_up_says_that_it_is_needed_once():
    offline = type("Offline", (Exception,), {})()

    assert trouble.sentence(offline, enrolling=True) == trouble.CONNECT_ONCE
    assert trouble.sentence(offline) != trouble.CONNECT_ONCE


def test_an_error_without_a_sentence_speaks_through_its_parent():
    parent = type("StoreError", (Exception,), {})
    child = type("SomethingNew", (parent,), {})

    assert trouble.sentence(child()) == trouble.sentence(parent())


def test_an_unknown_error_is_never_quoted():
    assert trouble.sentence(ValueError("Hartley-Okoro")) == trouble.UNEXPECTED


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (dt.date(2026, 10, 4), "2 days overdue"),
        (dt.date(2026, 10, 5), "1 day overdue"),
        (dt.date(2026, 10, 6), "Due today"),
        (dt.date(2026, 10, 7), "Due tomorrow"),
        (dt.date(2026, 10, 8), "Due Thursday"),
        (dt.date(2026, 10, 13), "Due Tuesday 13 October"),
        (dt.date(2027, 1, 4), "Due 4 January 2027"),
    ],
)
def test_due_dates_are_said_as_people_say_them(on, said):
    assert times.due(on, TODAY) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (18, "in 18 min"),
        (0, "now"),
        (-3, "3 min ago"),
        (80, "in 1 hour 20 min"),
        (-1500, "1 day ago"),
        (300, "in 5 hours"),
    ],
)
def test_how_far_away_something_is(minutes, said):
    assert times.until(NOW + dt.timedelta(minutes=minutes), NOW) == said


def test_days_and_times_are_british_wherever_the_computer_is():
    assert times.day(TODAY) == "Tuesday 6 October"
    assert times.short_day(dt.date(2026, 10, 8)) == "Thu 8 Oct"
    assert times.date(TODAY) == "6 October 2026"
    assert saving.saved_at(NOW) == "Saved on this laptop 10:42"
    assert times.greeting(NOW) == "Good morning"


@pytest.mark.parametrize(
    "typed",
    ["27 3 2012", "27/03/2012", "27.3.12", "27-3-2012", "27 March 2012", "27th mar 2012", "27032012", " 27 3 2012 "],
)
def test_a_date_is_read_as_it_is_typed(typed):
    assert days.read(typed) == dt.date(2012, 3, 27)


@pytest.mark.parametrize("typed", ["", "31 2 2026", "tomorrow", "12", "5 Smarch 2026", "2026-10-06", "1 1 1 1"])
def test_what_is_no_date_is_not_guessed(typed):
    assert days.read(typed) is None


def test_short_years_are_near_ones():
    assert days.read("1 1 40") == dt.date(2040, 1, 1)
    assert days.read("1 1 41") == dt.date(1941, 1, 1)


def test_counts_agree_with_their_nouns():
    assert sending.waiting(1) == "1 change saved here, not sent yet"
    assert sending.waiting(7) == "7 changes saved here, not sent yet"
    assert sending.changed_by_two(1) == "1 answer was changed by two people"
    assert sending.refused(2) == "2 changes were not accepted. Look at it"
    assert gate.families_to_bring(14) == "14 families to bring over"


def test_two_weeks_without_sending_is_said_with_what_to_do():
    assert sending.overdue(3) == "Not sent for 3 days. Connect when you can"
    assert sending.overdue(14).endswith("or ring the help desk")


@pytest.mark.parametrize(
    ("detail", "said"), [("weekends", "Dad, weekends"), ("Dad moved out in July", "Dad moved out in July"), ("", "Dad")]
)
def test_who_somebody_is_is_not_said_twice(detail, said):
    assert family.who("parent", "", "male", detail, child=False) == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What led to it?", "Hartley-Okoro. What led to it? You choose what to keep."),
        ("What we want", "Hartley-Okoro. What we want. You choose what to keep."),
    ],
)
def test_what_needs_a_choice_is_said_with_the_family_first(question, said):
    assert sending.needs_you(question, "Hartley-Okoro") == said


@pytest.mark.parametrize(
    ("field", "held", "said"),
    [
        ("quality", "cut_off", "Cut off"),
        ("ethnicity", "black_african", "Black: African"),
        ("conditions", ("autism", "hearing"), "Autism and Hearing"),
        ("conditions", ("something_new",), "something_new"),
        ("home", "AaEQl2ZAdBCJK3iHaLwYzw", "Chosen from this family’s record"),
    ],
)
def test_what_was_chosen_is_said_in_the_words_of_its_list(field, held, said):
    assert conflicts.value_of(field, held) == said


def test_what_was_taken_out_says_when_by_whom_and_why():
    said = history.taken_out(TODAY, "Nadia Khan", "wrong_family", "It is another Leo.")

    assert said == (
        "Taken out on 6 October 2026 by Nadia Khan: it was written on the wrong family or person. It is another Leo."
    )
    assert history.taken_out(None, "Somebody", "", "") == "Taken out under authority"
