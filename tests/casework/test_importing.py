"""A caseload from a list: columns guessed, every row looked at, families added some at a time, and what stays out is said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from desktop.app.office_pages import NAMES
from desktop.casework.caseload import COLUMNS, Caseload, check, guess, is_enough
from desktop.casework.desk import Desk
from desktop.casework.duplicates import Duplicates
from desktop.casework.families import Families
from desktop.casework.importing import CHUNK, Importing, Preview, report
from desktop.casework.looked import NotSearched
from desktop.casework.people import People
from desktop.casework.tables import Table, read_table
from tests.support.desks import TODAY, the_week

HEADINGS = "Ref,Family name,Forename,Surname,Role,D.O.B.,Sex,Post code,NHS No"


def a_table(*rows: str, headings: str = HEADINGS) -> Table:
    return read_table("\n".join((headings, *rows)).encode())


def looked(*rows: str) -> Caseload:
    table = a_table(*rows)
    return check(table, guess(table.headings), TODAY)


def importing(desk: Desk) -> Importing:
    return Importing(desk, Duplicates(desk, NAMES))


def add(desk: Desk, preview: Preview, because: str = "") -> list[int]:
    return [importing(desk).add(chunk) for chunk in preview.chunks(because)]


def test_columns_are_guessed_from_their_headings_each_once():
    headings = ("Case_Number", "Household", "Forename", "Last name", "Date of Birth", "DOB", "Post Code", "Notes")

    assert guess(headings) == ("reference", "family_name", "first_name", "surname", "born_on", "", "postcode", "")
    assert {name for name in COLUMNS if guess((name.replace("_", " "),)) != (name,)} == set()


@pytest.mark.parametrize(
    ("chosen", "enough"),
    [
        (("surname",), True),
        (("first_name", ""), True),
        (("area",), False),
        (("surname", "surname"), False),
        ((), False),
    ],
)
def test_a_column_of_names_is_needed_and_none_twice(chosen: Sequence[str], enough: bool):
    assert is_enough(tuple(chosen)) is enough


def test_rows_of_one_reference_are_one_family_and_so_are_rows_of_one_name_and_postcode():
    caseload = looked(
        "7,Hartley,Maya,Hartley,child,4/3/2012,F,S65 1AB,",
        "7,,Dana,Hartley,mother,1992-01-31,,s65 1ab,943 476 5919",
        ",Osei,Ama,Osei,,06.05.19,girl,S1 2CD,",
        ",Osei,Kofi,Osei,,,,S1 2cd,",
        ",Osei,Esi,Osei,,,,S9 9ZZ,",
    )

    assert [(one.new.name, one.reference, len(one.rows)) for one in caseload.families] == [
        ("Hartley", "7", 2), ("Osei", "", 2), ("Osei", "", 1),
    ]  # fmt: skip
    maya, dana = caseload.families[0].new.people
    assert (maya.role, maya.born_on, maya.sex) == ("child", date(2012, 3, 4), "female")
    assert (dana.role, dana.born_on, dana.nhs_number) == ("parent", date(1992, 1, 31), "943 476 5919")
    assert caseload.families[1].new.people[0].born_on == date(2019, 5, 6)
    assert caseload.refused == caseload.warned == ()


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("1,Osei,,,,,,,", "no_name"),
        ("1,,Ama,,,,,,", "no_family"),
        ("1,Osei,Ama,Osei,wizard,,,,", "unknown_role"),
        ("1,Osei,Ama,Osei,,31/2/2012,,,", "not_a_date"),
        ("1,Osei,Ama,Osei,,soon,,,", "not_a_date"),
        ("1,Osei,Ama,Osei,,1/1/1066,,,", "not_a_date"),
        ("1,Osei,Ama,Osei,child,7/10/2026,,,", "in_future"),
        ("1,Osei,Ama,Osei,,,,,,and,more", "too_many_cells"),
    ],
)
def test_a_row_that_cannot_be_added_says_why(row: str, problem: str):
    caseload = looked(row)

    assert [[found.code for found in one.problems] for one in caseload.refused] == [[problem]]
    assert caseload.families == ()


def test_numbers_that_cannot_be_right_are_added_and_shown():
    caseload = looked("1,Osei,Ama,Osei,,,x,Rotherham,123 456 7890")

    assert [problem.code for problem in caseload.warned[0].problems] == ["odd_number", "odd_postcode", "unknown_sex"]
    assert caseload.families[0].new.people[0].nhs_number == "123 456 7890"


def test_an_unborn_child_has_the_day_when_it_is_due_and_somebody_twice_is_added_once():
    caseload = looked("1,Osei,Baby,Osei,unborn,1/2/2027,,,", "1,Osei,Ama,Osei,,,,,", "1,Osei,ama,OSEI,,,,,")

    assert caseload.families[0].new.people[0].expected_on == date(2027, 2, 1)
    assert [(one.row.line, one.problems[0].code) for one in caseload.refused] == [(4, "twice")]


def test_families_are_added_some_at_a_time_and_the_rows_that_stay_out_are_told(desk: Desk):
    rows = [
        f"{at // 2},Family{at // 2},Person{at},Family{at // 2},child,{'31/2/2012' if at % 20 == 0 else '4/3/2012'},,,"
        for at in range(100)
    ]
    table = a_table(*rows)
    preview = importing(desk).look(table, guess(table.headings))

    done = add(desk, preview)

    assert (len(preview.refused), preview.people) == (5, 95)
    assert done == [CHUNK, CHUNK, 10]
    assert len(Families(desk).mine()) == 50
    told = report(table, [(row, "Not a date") for row in preview.not_added("")], "Line", "Why").decode("utf-8-sig")
    assert told.splitlines()[0] == '"Line","Why",' + ",".join(f'"{heading}"' for heading in table.headings)
    assert [line[:22] for line in told.splitlines()[1:3]] == ['"2","Not a date","0","', '"22","Not a date","10"']
    assert told.count("31/2/2012") == 5


def test_the_same_list_again_adds_nothing(desk: Desk):
    table = a_table("7,Hartley,Maya,Hartley,child,4/3/2012,F,S65 1AB,")
    preview = importing(desk).look(table, guess(table.headings))
    add(desk, preview)

    again = importing(desk).look(table, guess(table.headings))

    assert (again.ready, again.alike) == ((), ())
    assert [one.problems[0].code for one in again.refused] == ["here_already"]
    assert add(desk, preview) == [0]
    assert len(Families(desk).mine()) == 1


def test_a_family_that_is_here_already_is_added_only_with_a_reason(desk: Desk):
    families = the_week(desk)
    table = a_table("7,Nowak,Katie,Novak,child,1/6/2019,F,,", "8,Osei,Ama,Osei,,,,,")
    preview = importing(desk).look(table, guess(table.headings))

    assert [one.match.family for one in preview.alike] == [families["Nowak"]]
    assert [[found.code for found in one.problems] for one in preview.not_added("")] == [["alike"]]
    assert preview.not_added("Cousins.") == ()
    assert add(desk, preview) == [1]
    assert add(desk, preview, "Cousins.") == [1]
    mine = {row.name: row.family for row in Families(desk).mine() if row.family not in families.values()}
    assert sorted(mine) == ["Nowak", "Osei"]
    assert [person.name for person in People(desk).of(mine["Nowak"])] == ["Katie"]
    with pytest.raises(NotSearched):
        importing(desk).add([(replace(preview.alike[0].family, reference=""), preview.alike[0].looked)])


def test_a_cell_that_begins_like_a_formula_is_text_in_the_report(desk: Desk):
    table = a_table('1,Osei,"=HYPERLINK(""x"")",@SUM,wizard,,,,')
    (row,) = importing(desk).look(table, guess(table.headings)).refused

    told = report(table, [(row, "Why")], "Line", "Why").decode("utf-8-sig")

    assert "\"'=HYPERLINK" in told
    assert "\"'@SUM" in told
