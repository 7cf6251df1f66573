"""A dialog of questions as it stands in a window that is lower than it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from desktop.ui import theme
from desktop.ui.booking.book_visit import BookVisit
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.more_below import MoreBelow
from tests.support.desks import today_at
from tests.ui import rules


@pytest.fixture
def asked(qtbot) -> Iterator[BookVisit]:
    """A window of the smallest size that is supported, and a dialog in its middle."""
    window = QWidget()
    window.resize(1366, 688)
    dialog = BookVisit(today_at(9), ())
    dialog.setParent(window)
    qtbot.addWidget(window)
    window.show()
    dialog.place(window)
    rules.settle()
    yield dialog
    window.close()


def left_of(widget: QWidget, dialog: BookVisit) -> int:
    return widget.mapTo(dialog, QPoint()).x()


def test_title_fields_and_buttons_have_the_same_edges(asked: BookVisit):
    title = next(rules.shown(asked, PlainLabel))

    assert left_of(title, asked) == left_of(asked._day, asked) == left_of(asked._purpose, asked)
    right = left_of(asked._purpose, asked) + asked._purpose.width()
    assert right == left_of(asked.save, asked) + asked.save.width()


def test_fields_beside_one_another_are_as_wide_as_one_another(asked: BookVisit):
    assert asked._day.width() == asked._time.width() == asked._minutes.width()


def test_fields_that_go_on_below_fade_until_their_end_is_reached(qapp, asked: BookVisit):
    fading = asked.findChild(MoreBelow)
    assert fading is not None
    assert not fading.isVisible()

    theme.dress(qapp, theme.Theme("light", 2.0))
    asked.parentWidget().resize(1366, 600)
    asked.refit()
    rules.settle()
    assert fading.isVisible()

    bar = asked._room.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert not fading.isVisible()


def test_the_dialog_grows_by_what_is_said_of_its_fields_and_goes_to_the_first(asked: BookVisit):
    before = asked.height()

    asked.save.click()
    rules.settle()

    bar = asked._room.verticalScrollBar()
    assert asked.height() > before
    assert bar.maximum() == 0
    assert asked._day.hasFocus()


def test_what_stands_in_a_column_keeps_its_edges_when_the_bar_comes(qapp, asked: BookVisit):
    assert not asked._room.verticalScrollBar().isEnabled()
    asked.parentWidget().resize(1366, 300)
    asked.refit()
    rules.settle()

    right = left_of(asked._purpose, asked) + asked._purpose.width()
    assert asked._room.verticalScrollBar().isEnabled()
    assert right == left_of(asked.save, asked) + asked.save.width()
