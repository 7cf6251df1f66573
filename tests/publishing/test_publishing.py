"""Publishing as a forms officer meets it: real workbooks in, a form or plain sentences out."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from desktop.forms import FormDefinition
from desktop.publishing.__main__ import main
from desktop.publishing.complaints import WorkbookRefused
from desktop.publishing.publication import check, publish
from tests.forms.interview import ROOT

EHA = ROOT / "resources/forms/eha.xlsx"
COLUMNS = ("type", "name", "label", "relevant", "calculation", "constraint", "bind::fh:was", "bind::fh:sensitivity")
CHOICES = [("list_name", "name", "label"), ("yn", "yes", "Yes"), ("yn", "no", "No")]


def a_workbook(
    folder: Path,
    *rows: Mapping[str, str] | Sequence[str | None],
    choices: Sequence[tuple[str, ...]] = CHOICES,
    version: str | None = "1",
    columns: Sequence[str] = COLUMNS,
    name: str = "form.xlsx",
) -> Path:
    """A workbook with these survey rows, each a dictionary by column or a tuple in their order."""
    book = openpyxl.Workbook()
    survey = book.active
    survey.title = "survey"
    survey.append(columns)
    for row in rows:
        survey.append([row.get(column) for column in columns] if isinstance(row, Mapping) else row)
    sheet = book.create_sheet("choices")
    for row in choices:
        sheet.append(row)
    settings = book.create_sheet("settings")
    settings.append(("form_id", "version", "form_title", "namespaces"))
    settings.append(("t", version, "T", 'fh="urn:family-help:forms:1"'))
    path = folder / name
    book.save(path)
    return path


def complaints(path: Path, previous: FormDefinition | None = None) -> tuple[list[tuple[str, int, str]], str]:
    with pytest.raises(WorkbookRefused) as refusal:
        check(path, previous)
    return [(c.sheet, c.row, c.column) for c in refusal.value.complaints], str(refusal.value)


ASK = ("select_one yn", "smokes", "Smokes?")


def test_the_assessment_beside_its_workbook_is_what_the_workbook_says():
    report = check(EHA)

    assert report.xform == (ROOT / "resources/forms/eha.xml").read_bytes()
    assert (report.form_id, report.version) == ("eha", "1")


def test_a_sound_workbook_becomes_a_form(tmp_path):
    out = tmp_path / "form.xml"

    report = publish(a_workbook(tmp_path, ASK, ("text", "where", "Where?", "${smokes} = 'yes'")), out)

    assert FormDefinition.parse(out.read_bytes()).digest == report.digest
    assert report.questions == 2


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        pytest.param({"relevant": "${smokes}"}, "relevant", "Say what the answer must be", id="a bare condition"),
        pytest.param({"relevant": "${smokes} = true()"}, "relevant", "not with true()", id="compared with true"),
        pytest.param({"constraint": "false() != ${smokes}"}, "constraint", "not with true()", id="false on the left"),
        pytest.param({"calculation": "count(${smokes} | ${smokes})"}, "calculation", "joined with |", id="a union"),
        pytest.param({"name": "x" * 41}, "name", "at most 40", id="a long name"),
        pytest.param({"name": "größe"}, "name", "plain letters", id="a name with accents"),
        pytest.param({"bind::fh:sensitivity": "secret"}, "bind::fh:sensitivity", "not_for_family", id="a made-up word"),
    ],
)
def test_our_rules_are_told_by_row_and_column(tmp_path, row, column, words):
    path = a_workbook(tmp_path, ASK, {"type": "text", "name": "where", "label": "Where?", **row})

    places, said = complaints(path)

    assert places == [("survey", 3, column)]
    assert words in said


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param(
            {"relevant": "shout(${smokes}) = 'x'"}, "There is no function called shout.", id="unknown function"
        ),
        pytest.param({"relevant": "(${smokes} = 'x'"}, "cannot be read", id="an open bracket"),
        pytest.param({"relevant": "substr(${smokes}) = 'x'"}, "substr has too few or too many", id="too few values"),
    ],
)
def test_what_pyxform_lets_through_is_told_by_row(tmp_path, row, words):
    places, said = complaints(a_workbook(tmp_path, ASK, {"type": "text", "name": "where", "label": "Where?", **row}))

    assert places == [("survey", 3, "")]
    assert words in said


def test_a_circle_names_each_of_its_rows(tmp_path):
    rows = [("calculate", "a", None, None, "${b} + 1"), ("calculate", "b", None, None, "${a} + 1")]

    places, said = complaints(a_workbook(tmp_path, ASK, *rows))

    assert places == [("survey", 3, ""), ("survey", 4, "")]
    assert "round in a circle" in said


def test_what_pyxform_refuses_is_told_by_its_row(tmp_path):
    places, _ = complaints(a_workbook(tmp_path, ASK, ("text", "where", "Where?", "${nobody} = 'x'")))

    assert places == [("survey", 3, "relevant")]


def test_a_choice_code_with_a_space_is_refused(tmp_path):
    places, _ = complaints(a_workbook(tmp_path, ASK, choices=[*CHOICES, ("yn", "not sure", "Not sure")]))

    assert places == [("choices", 4, "name")]


def test_ticking_instances_of_a_repeat_is_refused_before_pyxform_stumbles(tmp_path):
    places, said = complaints(a_workbook(tmp_path, ASK, ("select_multiple ${smokes}", "who", "Who?")))

    assert places == [("survey", 3, "type")]
    assert "people.xml" in said


def test_a_text_in_one_language_must_be_in_each(tmp_path):
    columns = ("type", "name", "label::English (en)", "label::Polski (pl)")
    choices = [("list_name", "name", "label::English (en)", "label::Polski (pl)"), ("yn", "yes", "Yes", "Tak")]
    path = a_workbook(
        tmp_path, ("select_one yn", "a", "A?", "A?"), ("text", "b", "B?", None), columns=columns, choices=choices
    )

    places, _ = complaints(path)

    assert places == [("survey", 3, "label::Polski (pl)")]


def test_what_is_no_workbook_is_said_to_be_none(tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_text("hello")

    assert "not an Excel workbook" in complaints(path)[1]


def test_a_form_needs_an_id_and_a_version(tmp_path):
    assert complaints(a_workbook(tmp_path, ASK, version=None))[0] == [("settings", 2, "")]


@pytest.fixture
def published(tmp_path):
    """The version before, with three questions."""
    rows = [ASK, ("text", "where", "Where?"), ("integer", "how_many", "How many?")]
    return FormDefinition.parse(check(a_workbook(tmp_path, *rows, name="old.xlsx")).xform)


def test_renaming_removing_and_retyping_must_be_said(tmp_path, published):
    rows = [("select_one yn", "smoking", "Smokes?"), ("text", "where", "Where?"), ("text", "how_many", "How many?")]

    _, said = complaints(a_workbook(tmp_path, *rows, version="2"), published)

    assert "smokes: The version before has this question." in said
    assert "survey, row 4: Its type changed" in said


def test_a_rename_that_is_said_is_no_complaint(tmp_path, published):
    rows: list[Mapping[str, str] | tuple[str, ...]] = [
        {"type": "select_one yn", "name": "smoking", "label": "Smokes?", "bind::fh:was": "smokes"},
        ("text", "where", "Where?"),
        ("integer", "how_many", "How many?"),
        ("text", "more", "More?"),
    ]

    report = check(a_workbook(tmp_path, *rows, version="2"), published)

    assert [(c.what, c.path) for c in report.changes] == [("moved", "/data/smoking"), ("added", "/data/more")]


def test_a_choice_that_was_taken_away_is_named(tmp_path, published):
    rows = [ASK, ("text", "where", "Where?"), ("integer", "how_many", "How many?")]

    places, said = complaints(a_workbook(tmp_path, *rows, version="2", choices=CHOICES[:2]), published)

    assert places == [("survey", 2, "")]
    assert "may already hold: no" in said


def test_another_form_under_the_same_version_is_refused(tmp_path, published):
    rows = [ASK, ("text", "where", "Whereabouts?"), ("integer", "how_many", "How many?")]

    places, said = complaints(a_workbook(tmp_path, *rows), published)

    assert places == [("settings", 0, "")]
    assert "Raise the version" in said


def test_the_command_says_what_is_wrong_and_writes_nothing(tmp_path, capsys):
    out = tmp_path / "out.xml"
    path = a_workbook(tmp_path, ASK, ("text", "where", "Where?", "${smokes}"))

    assert main(["publish", str(path), str(out)]) == 1

    assert not out.exists()
    assert capsys.readouterr().err.startswith("survey, row 3, relevant: Say what")


def test_the_command_checks_and_publishes(tmp_path, capsys):
    path, out = a_workbook(tmp_path, ASK), tmp_path / "out.xml"

    assert main(["check", str(path)]) == 0
    assert main(["publish", str(path), str(out)]) == 0
    assert main(["check", str(path), "--previous", str(out)]) == 0

    assert "t 1: 1 questions" in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, b"", b"PK not xml", b"<h:html/>", b"<html xmlns='urn:x'><body/></html>"])
def test_the_command_says_in_one_sentence_that_the_previous_form_is_none(tmp_path, capsys, content: bytes | None):
    path, out, previous = a_workbook(tmp_path, ASK), tmp_path / "out.xml", tmp_path / "before.xml"
    if content is not None:
        previous.write_bytes(content)

    for command in (["check", str(path)], ["publish", str(path), str(out)]):
        assert main([*command, "--previous", str(previous)]) == 1

        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert said.startswith(f"{previous}: ")
    assert not out.exists()
