"""Photographed pages are one document, shown page by page, with its date and who it is from; taken out, it can be put back whole."""

from datetime import date
from pathlib import Path

import pytest

from desktop.casework.desk import Desk
from desktop.ui.documents.dialogs import AddDocument, ShowPicture
from desktop.ui.words import documents as words
from desktop.ui.words.trouble import SENTENCES
from tests.support.desks import hartley_okoro
from tests.ui import rules
from tests.ui.documents.drawn import photo, picture
from tests.ui.documents.test_documents_page import Filed
from tests.ui.shells import said


@pytest.fixture
def filed(qtbot, desk: Desk, tmp_path: Path) -> Filed:
    return Filed(qtbot, desk, hartley_okoro(desk), tmp_path)


def point_at(filed: Filed, *files: bytes) -> AddDocument:
    paths = [filed.folder / f"page-{number}" for number, _content in enumerate(files)]
    for path, content in zip(paths, files, strict=True):
        path.write_bytes(content)
    filed.pointing.path = "\n".join(map(str, paths))
    filed.press(words.ADD)
    assert isinstance(filed.shell.dialog, AddDocument)
    return filed.shell.dialog


def a_letter(filed: Filed) -> None:
    """Of three pages, each wider than the one before."""
    dialog = point_at(filed, *(picture(wide=wide) for wide in (40, 50, 60)))
    dialog._from.setText("Aldermoor Homes")
    dialog._on.setText("1 10 2026")
    dialog._what.set_value("letter")
    filed.answer("About the rent")


def test_three_photographed_pages_are_one_document_with_its_date_and_who_it_is_from(filed: Filed):
    a_letter(filed)

    (line,) = filed.files.of(filed.family)
    assert (line.title, line.received_on, line.from_whom) == ("About the rent", date(2026, 10, 1), "Aldermoor Homes")
    assert len(line.pages) == 3
    assert "Letter, Thursday 1 October, 3 pages. From Aldermoor Homes." in said(filed.page)


def test_the_pages_are_turned_in_the_order_in_which_they_were_taken(filed: Filed):
    a_letter(filed)
    filed.press(words.OPEN)
    widths = []
    for step in (words.AFTER, words.AFTER, words.BEFORE):
        assert isinstance(filed.shell.dialog, ShowPicture)
        widths.append(_width(filed.shell.dialog))
        filed.press(step)

    assert [*widths, _width(filed.shell.dialog)] == [40, 50, 60, 50]
    assert "Page 2 of 3" in said(filed.shell.dialog)
    for check in (rules.check_names, rules.check_targets, rules.check_words, rules.check_text_fits):
        check(filed.shell.dialog)


def test_a_document_is_taken_out_with_all_pages_and_put_back_from_the_toast(filed: Filed):
    a_letter(filed)

    filed.press(words.TAKE_OUT)
    filed.shell.dialog._why.set_text("Another family’s")
    filed.shell.dialog.save.click()
    rules.settle()

    assert filed.files.of(filed.family) == ()
    assert filed.shell.undo is not None
    filed.shell.undo()
    assert [len(line.pages) for line in filed.files.of(filed.family)] == [3]
    assert "About the rent" in said(filed.page)


def test_a_pdf_among_pages_is_refused_and_nothing_is_kept(filed: Filed):
    point_at(filed, photo(), b"%PDF-1.7")

    dialog = filed.answer("Mixed")

    assert SENTENCES["PagesMixed"] in said(dialog)
    assert filed.files.of(filed.family) == ()


def test_half_an_answer_about_several_pages_is_asked_for_again_with_all_of_them(filed: Filed):
    dialog = point_at(filed, photo(), photo())
    kept = dialog.keep()
    filed.shell.close_dialog()

    filed.page.ask_again(AddDocument.name, kept["about"])
    filed.answer("Two pages")

    assert [len(line.pages) for line in filed.files.of(filed.family)] == [2]


def test_a_date_to_come_is_refused(filed: Filed):
    dialog = point_at(filed, photo())
    dialog._on.setText("7 10 2026")

    filed.answer("From tomorrow")

    assert words.IN_FUTURE in said(dialog)
    assert filed.files.of(filed.family) == ()


def _width(dialog: ShowPicture) -> int:
    return dialog.shown.sizeHint().width()
