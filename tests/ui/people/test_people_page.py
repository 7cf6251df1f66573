"""A family's people by household: read, opened, added, taken out and put back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.casework.households import Households, NewAddress
from desktop.casework.parts import Parts
from desktop.casework.people import NewPerson, People
from desktop.ui.people.dialogs import AddRelation
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.line_answer import LineAnswer
from tests.support.desks import a_family
from tests.ui import rules
from tests.ui.people.gathered import Gathered, button
from tests.ui.shells import said


def badges(page) -> list[str]:
    return [badge.text() for badge in rules.shown(page, Badge)]


def test_the_rules_hold_for_the_page_and_a_row_that_is_open(qtbot, gathered):
    page = gathered.people()
    rules.check_all(qtbot, page)

    for row in ("14 Fern Close", "Nadia Khan"):
        button(page, "Change", row).click()

    rules.check_all(qtbot, page)


def test_the_rules_hold_for_a_family_without_anybody(qtbot, desk):
    page = Gathered(qtbot, desk, a_family(desk)).people()

    assert "Nobody is written down yet" in said(page)
    rules.check_all(qtbot, page)


def test_everybody_stands_under_their_address(gathered):
    told = said(gathered.people())

    assert "14 Fern Close, Aldermoor, ZZ1 4QQ" in told
    assert told.index("14 Fern Close") < told.index("Ruby, 2") < told.index("No address written down")
    assert told.index("No address written down") < told.index("Chidi, 36")
    assert "Pat is Maya’s grandmother." in told


def test_a_number_that_is_not_safe_says_so_before_anybody_dials(gathered):
    phone = {"number": "07700 900 341", "safe_to_call": True, "safe_to_leave_message": False}
    Parts(gathered.desk).change("person", gathered.id_of("Dana"), "phone", phone, None)

    assert "Do not leave a message" in badges(gathered.people())
    assert "Do not leave a message" in said(gathered.person("Dana"))


def test_a_hidden_address_is_marked(gathered):
    Households(gathered.desk).add(gathered.family, NewAddress({"line1": "9 Quiet Row"}, "refuge", hidden=True))

    assert "Hidden address" in badges(gathered.people())


def test_a_refuge_is_hidden_by_itself_and_one_that_is_not_says_so(gathered):
    page = gathered.people()
    button(page, "Add an address").click()
    dialog = gathered.shell.dialog
    dialog._place["line1"].setText("9 Quiet Row")

    dialog._use.set_value("refuge")
    dialog.save.click()

    assert [home.hidden for home in gathered.picture().households if home.values["use"] == "refuge"] == [True]
    Households(gathered.desk).add(gathered.family, NewAddress({"line1": "8 Quiet Row"}, "refuge"))
    gathered.model.reload()
    assert "A refuge that everybody can read" in badges(page)


def test_an_address_is_changed_in_its_row_by_the_keyboard(gathered):
    page = gathered.people()
    QTest.keyClick(button(page, "Change", "14 Fern Close"), Qt.Key.Key_Space)
    rules.settle()
    street = page.focusWidget()
    assert isinstance(street, LineAnswer)

    street.selectAll()
    QTest.keyClicks(street, "15 Fern Close")
    QTest.keyClick(button(page, "Close", "14 Fern Close"), Qt.Key.Key_Space)

    (home,) = gathered.picture().households
    assert home.values["place"] == {"line1": "15 Fern Close", "town": "Aldermoor", "postcode": "ZZ1 4QQ"}
    assert "15 Fern Close, Aldermoor" in said(page)


def test_an_address_is_added_with_who_lives_there(gathered):
    page = gathered.people()
    button(page, "Add an address").click()
    dialog = gathered.shell.dialog
    dialog.save.click()
    assert dialog._first.error() == "Give a street, a town or a postcode"

    dialog._place["line1"].setText("20 Canal Side")
    dialog._who.chip(gathered.id_of("Chidi")).click()
    dialog.save.click()

    assert gathered.shell.dialog is None
    assert [home.line for home in gathered.picture().homes_of(gathered.id_of("Chidi"))] == ["20 Canal Side"]
    assert "20 Canal Side" in said(page)


def test_a_relationship_is_added_in_two_steps_and_both_directions_are_read_between_them(qtbot, gathered):
    page = gathered.people()
    button(page, "Add a relationship").click()
    dialog = gathered.shell.dialog
    assert isinstance(dialog, AddRelation)
    dialog._one.set_value(gathered.id_of("Pat"))
    dialog._other.set_value(gathered.id_of("Leo"))
    dialog._relation.set_value("grandparent")

    dialog.save.click()
    assert dialog.save.words() == "Add"
    assert said(dialog).count("Leo is Pat’s grandson.") == 1
    dialog.resize(1240, 1500)
    rules.check_all(qtbot, dialog)
    dialog.save.click()

    told = [(one.a, one.relation, one.b) for one in gathered.picture().relations]
    assert (gathered.id_of("Pat"), "grandparent", gathered.id_of("Leo")) in told


def test_the_rules_hold_in_every_dialog(qtbot, gathered):
    page = gathered.people()

    for words in ("Add a person", "Add an address", "Add a professional"):
        button(page, words).click()
        gathered.shell.dialog.resize(1240, 1500)
        rules.check_all(qtbot, gathered.shell.dialog)
        gathered.shell.close_dialog()


def test_what_was_read_of_a_relationship_is_read_again_when_it_is_chosen_anew(gathered):
    button(gathered.people(), "Add a relationship").click()
    dialog = gathered.shell.dialog
    dialog._one.set_value(gathered.id_of("Pat"))
    dialog._other.set_value(gathered.id_of("Leo"))
    dialog._relation.set_value("friend")
    dialog.save.click()

    dialog._relation.set_value("grandparent")

    assert dialog.save.words() == "Next"


def test_a_professional_is_taken_out_with_a_reason_and_put_back(gathered):
    page = gathered.people()
    button(page, "Change", "Sam Peel").click()
    button(page, "Take out", "Sam Peel").click()
    gathered.shell.dialog.save.click()
    assert gathered.shell.dialog._field.error() == "Say why"
    gathered.shell.dialog._why.setPlainText("Left the school")
    gathered.shell.dialog.save.click()
    assert "Professional: Sam Peel" in said(page)
    assert "Left the school. Jo Ellery, 6 Oct" in said(page)

    button(page, "Put back", "Sam Peel").click()

    assert "Professional: Sam Peel" not in said(page)
    assert [contact.name for contact in gathered.picture().contacts] == ["Nadia Khan", "Sam Peel"]


def test_the_history_of_an_address_and_of_a_professional_is_in_their_rows(gathered):
    page = gathered.people()
    for row in ("14 Fern Close", "Sam Peel"):
        button(page, "Change", row).click()
        button(page, "History", row).click()

    assert [asked[2]["kind"] for asked in gathered.shell.asked] == ["address", "professional"]


def test_a_person_is_added_and_their_page_is_opened(gathered):
    page = gathered.people()
    button(page, "Add a person").click()
    gathered.shell.dialog._first.setText("Rob")
    gathered.shell.dialog.save.click()

    button(page, "Open", "Rob").click()

    assert gathered.shell.asked[-1] == ("open", "person", {"family": gathered.family, "person": gathered.id_of("Rob")})


def test_sixty_people_are_drawn_and_drawn_again_without_new_rows(gathered):
    for number in range(60):
        People(gathered.desk).add(gathered.family, NewPerson(f"Cousin {number}", role="important_other"))
    page = gathered.people()
    before = button(page, "Open", "Cousin 59")

    gathered.model.reload()

    assert button(page, "Open", "Cousin 59") is before
