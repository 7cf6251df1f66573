"""The drawn family: chosen in a list, moved by mouse, keys and menu, saved without what may not leave."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from desktop.casework.households import Households, NewAddress
from desktop.casework.parts import Parts
from desktop.store.tables import read_event
from tests.reports.reading import readable, text
from tests.support.desks import a_family
from tests.ui import rules
from tests.ui.people.gathered import Gathered, button
from tests.ui.shells import said

STREET = "9 Quiet Row"


def drawn_at(gathered: Gathered, name: str):
    return gathered.sheet(name).values["drawn_at"]


def at(page, gathered: Gathered, name: str) -> QPoint:
    x, y = page._canvas.spots[gathered.id_of(name)]
    spot: QPoint = page._canvas.mapFromScene(x, y)
    return spot


def words_of(page) -> list[str]:
    return [part.text for part in page._canvas._item._drawing.parts if hasattr(part, "text")]


def hide_dana_and_pat(gathered: Gathered) -> None:
    people = (gathered.id_of("Dana"), gathered.id_of("Pat"))
    Households(gathered.desk).add(gathered.family, NewAddress({"line1": STREET}, "refuge", hidden=True, people=people))


def test_the_rules_hold(qtbot, gathered):
    rules.check_all(qtbot, gathered.genogram())


def test_the_rules_hold_for_a_family_without_anybody(qtbot, desk):
    page = Gathered(qtbot, desk, a_family(desk)).genogram()

    assert "Nobody to draw yet" in said(page)
    rules.check_all(qtbot, page)


def test_everybody_is_heard_with_whom_they_belong_to(gathered):
    people = gathered.genogram()._people
    heard = QAccessible.queryAccessibleInterface(people)

    told = [heard.child(row).text(QAccessible.Text.Name) for row in range(heard.childCount())]

    assert any("Maya, 14. Year 9. Lives at home." in one and "Pat, grandmother" in one for one in told)


def test_a_person_is_dragged_and_stays_there(gathered):
    page = gathered.genogram()
    view, start = page._canvas.viewport(), at(page, gathered, "Pat")

    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in (10, 40, 80):
        QTest.mouseMove(view, start + QPoint(step, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(80, 0))

    assert page._people.person() == gathered.id_of("Pat")
    assert drawn_at(gathered, "Pat")["x"] > 0
    assert drawn_at(gathered, "Dana") is None


def test_an_unsteady_press_moves_nobody(gathered):
    page = gathered.genogram()
    start = at(page, gathered, "Pat")

    QTest.mouseClick(page._canvas.viewport(), Qt.MouseButton.LeftButton, pos=start)

    assert drawn_at(gathered, "Pat") is None


def test_every_way_to_drag_is_a_key_and_a_line_of_the_menu(gathered):
    page = gathered.genogram()
    page._people.choose(gathered.id_of("Pat"))
    page._canvas.setFocus()
    x, y = (round(part) for part in page._canvas.spots[gathered.id_of("Pat")])

    QTest.keyClick(page._canvas, Qt.Key.Key_Right)
    QTest.keyClick(page._canvas, Qt.Key.Key_Down)
    by_arrows = drawn_at(gathered, "Pat")
    QTest.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    by_shortcut = drawn_at(gathered, "Pat")
    next(action for action in page._menu.actions() if action.text() == "Move up").trigger()

    assert (by_arrows["x"] - round(x / 1.5), by_arrows["y"] - round(y / 1.7)) == (25, 25)
    assert by_shortcut["x"] == by_arrows["x"] - 25
    assert drawn_at(gathered, "Pat")["y"] == by_arrows["y"] - 25
    assert all(not action.shortcut().isEmpty() for action in page._menu.actions())


def test_who_was_moved_goes_back_where_the_drawing_puts_them(gathered):
    page = gathered.genogram()
    for name in ("Pat", "Dana"):
        page._people.choose(gathered.id_of(name))
        page._push(1, 0)

    page._place_again()
    assert (drawn_at(gathered, "Dana"), drawn_at(gathered, "Pat") is None) == (None, False)
    page._place_all()

    assert drawn_at(gathered, "Pat") is None


def test_the_drawing_is_made_larger_and_shown_whole_again_by_buttons_and_keys(gathered):
    page = gathered.genogram()
    whole = page._canvas.transform().m11()

    button(page, "Closer").click()
    closer = page._canvas.transform().m11()
    button(page, "All of it").click()

    assert closer > whole
    assert page._canvas.transform().m11() == whole


def test_enter_on_somebody_opens_their_page(gathered):
    page = gathered.genogram()
    page._people.setFocus()
    page._people.choose(gathered.id_of("Pat"))

    QTest.keyClick(page._people, Qt.Key.Key_Return)

    assert gathered.shell.asked[-1] == ("open", "person", {"family": gathered.family, "person": gathered.id_of("Pat")})


def test_a_hidden_address_is_in_no_file_and_not_even_its_street_on_the_screen(gathered):
    hide_dana_and_pat(gathered)
    page = gathered.genogram()
    assert "Hidden address" in words_of(page)
    assert not any(STREET in one for one in words_of(page))

    for kind in ("png", "pdf"):
        page._save(kind, qualities=True)

    pdf, png = gathered.printer.kept["Drawing.pdf"], gathered.printer.kept["Drawing.png"]
    for marker in (STREET, "Hidden"):
        assert marker not in readable(pdf)
        assert marker.encode() not in png
    assert "14 Fern Close" in text(pdf)
    image = QImage.fromData(png)
    assert image.width() > 800
    assert not image.textKeys()


def test_how_people_get_on_leaves_only_where_it_is_asked_for(gathered):
    for relation in gathered.picture().relations:
        Parts(gathered.desk).change("relationship", relation.record, "quality", "controlling", None)
    page = gathered.genogram()

    button(page, "Save the drawing").click()
    dialog = gathered.shell.dialog
    assert not dialog.qualities.isChecked()
    button(dialog, "As a PDF").click()
    without = readable(gathered.printer.kept["Drawing.pdf"])
    page._save("pdf", qualities=True)

    assert "Controlling" not in without
    assert "Controlling" in readable(gathered.printer.kept["Drawing.pdf"])
    assert ("tell", "Saved to Documents, Drawing.pdf") in gathered.shell.asked


def test_what_is_saved_is_noted_first(gathered, desk):
    gathered.genogram()._save("png", qualities=False)

    with desk.store.viewing() as connection:
        (noted,) = connection.execute(select(read_event.c.read)).scalars()

    assert '"act":"export"' in noted
    assert gathered.family in noted


def test_a_colleagues_change_does_not_move_the_view(gathered):
    page = gathered.genogram()
    button(page, "Closer").click()
    QApplication.processEvents()
    before = page._canvas.transform().m11()

    Parts(gathered.desk).change("person", gathered.id_of("Maya"), "known_as", "May", None)
    gathered.model.reload()

    assert page._canvas.transform().m11() == before
    assert "May" in words_of(page)
