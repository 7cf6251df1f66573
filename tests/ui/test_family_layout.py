"""What stands where on a family's overview."""

from desktop.ui.family import genogram_strip
from desktop.ui.family.travelled import Sparkline
from desktop.ui.widgets.page import ScrollColumn
from desktop.ui.words import family as words
from tests.support.desks import a_family, a_person, hartley_okoro
from tests.ui import rules
from tests.ui.shells import said
from tests.ui.test_family import a_page, button


def test_what_to_know_first_is_one_notice(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell, hartley_okoro(desk))

    assert said(page).count(words.NOT_SHOWN) == 1


def test_the_lines_of_what_was_travelled_stand_under_one_another(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell, hartley_okoro(desk))

    lines = list(rules.shown(page, Sparkline))

    assert len(lines) > 2
    assert len({line.x() for line in lines}) == 1


def test_what_is_said_of_somebody_goes_on_in_a_second_line(qapp):
    assert genogram_strip._in_lines("Year 9", 80) == ["Year 9"]
    assert genogram_strip._in_lines("Weir Lane Nursery", 80) == ["Weir Lane", "Nursery"]
    assert genogram_strip._in_lines("", 80) == [""]
    assert genogram_strip._in_lines("Millbrookhouse", 20) == ["Millbrookhouse"]


def test_a_family_is_never_seen_squeezed_into_the_window(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell, a_family(desk, "Brierley"))
    family = hartley_okoro(desk)

    page.arrive(family=family)  # and nothing is awaited

    inside = page.findChild(ScrollColumn).inside
    seen = inside.height()
    rules.settle()
    assert seen == inside.height()


def test_a_father_says_whose_father_he_is(qtbot, desk, shell):
    family = a_family(desk)
    tom = a_person(desk, family, "Tom", years=9)
    page = a_page(qtbot, desk, shell, family)
    button(page, "Add a person").click()
    dialog = shell.dialog

    dialog._first.setText("Rob")
    dialog._role.set_value("parent")
    dialog._sex.set_value("male")
    dialog._children.chip(tom).click()
    dialog.save.click()

    assert "Rob. Dad. Lives at home" in page._strip.twin.said.stringList()
