"""The rules of the interface on every widget in every state (A2 to A9, A13 to A15)."""

import json
from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, Qt
from PySide6.QtGui import QAccessible, QColor, QMovie, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from desktop.ui import theme, tokens
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.focus_ring import FocusRing
from desktop.ui.widgets.line_edit import SearchEdit
from tests.ui import rules
from tests.ui.gallery import HOSTILE, gallery


@pytest.fixture
def page(qtbot) -> QWidget:
    made = gallery()
    rules.show(qtbot, made)
    return made


def test_every_rule_holds_for_every_widget(qtbot, page):
    rules.check_all(qtbot, page)


class Paintings(QObject):
    """Counts who is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.of: Counter[str] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Paint:
            self.of[type(watched).__name__] += 1
        return False


def test_nothing_has_itself_painted_again_while_nothing_happens(qapp, page):
    """An idle laptop is still: a widget that changes itself while it is painted takes a third of a processor."""
    rules.settle()
    paintings = Paintings()
    qapp.installEventFilter(paintings)
    for _turn in range(10):
        rules.settle()
    qapp.removeEventFilter(paintings)

    assert paintings.of == Counter()


@pytest.mark.parametrize("k", [1.0, 2.0])
def test_letters_that_stand_wider_fit_in_every_widget(qtbot, qapp, k):
    """Interface.md 2.2, "letter spacing +5 %": also in a window no wider than it was, whose words were painted closer before."""
    theme.dress(qapp, theme.Theme(k=k))
    made = gallery()
    rules.show(qtbot, made)

    theme.dress(qapp, theme.Theme(k=k, loose=True))
    rules.settle()

    rules.check_text_fits(made)
    for widget in rules.shown(made, QAbstractButton):
        if widget.text() and not widget.property("bare"):
            assert widget.width() >= widget.minimumSizeHint().width(), rules.text_of(widget)


@pytest.mark.parametrize(
    ("contrast", "scheme", "worn"),
    [
        ("NoPreference", "Unknown", "light"),
        ("NoPreference", "Light", "light"),
        ("NoPreference", "Dark", "dark"),
        ("HighContrast", "Dark", "contrast"),
        ("HighContrast", "Light", "contrast"),
    ],
)
def test_the_systems_wish_decides_what_is_worn(contrast, scheme, worn):
    assert theme.asked_by(Qt.ContrastPreference[contrast], Qt.ColorScheme[scheme]) == worn


@pytest.mark.parametrize("name", tokens.themes())
def test_every_pair_of_colours_can_be_read(name):
    colours = tokens.colours(name)

    for pair in tokens.tokens()["contrastPairs"]:
        assert _contrast(colours[pair["fg"]], colours[pair["bg"]]) >= pair["min"], pair


def test_the_measured_contrasts_in_the_tokens_are_the_real_ones():
    for name, measured in tokens.tokens()["contrastMeasured"].items():
        colours = tokens.colours(name)
        for pair in measured:
            assert _contrast(colours[pair["fg"]], colours[pair["bg"]]) == pytest.approx(pair["ratio"], abs=0.01)


def test_no_status_is_told_by_colour_alone():
    for family in tokens.status_families():
        shown = tokens.statuses(family)
        assert len({status.icon for status in shown.values()}) == len(shown), family


def test_a_badge_says_its_status_word(page):
    for badge in page.findChildren(Badge):
        told = QAccessible.queryAccessibleInterface(badge).text(QAccessible.Text.Name)
        assert told == badge.text() != ""


def test_the_ring_is_drawn_around_what_has_the_focus(page):
    search = page.findChild(SearchEdit)
    page.activateWindow()

    search.setFocus()
    rules.settle()
    picture = page.grab().toImage()

    corner = search.mapTo(page, search.rect().center())
    above = corner.y() - search.height() // 2 - tokens.size("focusGap") - 2
    assert picture.pixelColor(corner.x(), above) == theme.current().colour("focus")


def test_the_ring_does_not_lie_over_the_header_when_its_field_scrolls_away(page):
    search = page.findChild(SearchEdit)
    page.activateWindow()
    search.setFocus()
    rules.settle()
    area = search.parentWidget()
    while not hasattr(area, "verticalScrollBar"):
        area = area.parentWidget()

    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    rules.settle()

    assert not page.findChild(FocusRing).isVisible()


def test_nothing_keeps_a_colour_of_the_theme_before(page, qapp):
    for name in ("dark", "contrast", "light"):
        theme.dress(qapp, theme.Theme(name))
        rules.settle()
        picture = page.grab().toImage()
        others = set(tokens.colours("light").values()) - set(tokens.colours(name).values())
        stale = {"#F6F3ED", "#FFFEFB"} & others if name != "light" else {tokens.colours("dark")["bg"]}
        seen = {picture.pixelColor(x, y).name().upper() for x in range(0, 1366, 7) for y in range(0, 688, 5)}
        assert not seen & stale
        assert tokens.colours(name)["bg"] in seen


def test_the_hint_in_an_empty_field_can_be_read(page):
    field = page.findChild(SearchEdit)

    assert field.palette().color(QPalette.ColorRole.PlaceholderText) == QColor(theme.current().hexes["text3"])


def test_nothing_moves_by_itself(page):
    assert not page.findChildren(QMovie)
    assert all(movement.loopCount() == 1 for movement in page.findChildren(QPropertyAnimation))


def test_a_name_that_looks_like_markup_is_shown_as_it_is(page):
    said = [label.text() for label in page.findChildren(QLabel)]

    assert said.count(HOSTILE) == 3


def test_no_widget_is_left_in_the_greys_of_the_platform(page):
    picture = page.grab().toImage()
    seen = Counter(picture.pixelColor(x, y).name().upper() for x in range(0, 1366, 3) for y in range(0, 688, 3))

    large_areas = {colour for colour, count in seen.most_common(8)}
    assert large_areas <= {colour.upper() for colour in theme.current().hexes.values()}


def test_the_tokens_file_is_plain_json_that_names_every_colour():
    read = json.loads((tokens.RESOURCES / "tokens.json").read_text(encoding="utf-8"))

    assert all(set(read["colorUse"]) <= set(colours) for colours in read["color"].values())


def test_a_button_can_be_pressed_by_keyboard(page, qtbot):
    button = next(b for b in page.findChildren(QAbstractButton) if b.text() == "Primary")
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, " ")


def test_text_size_changes_what_is_already_shown(page, qapp):
    button = next(b for b in page.findChildren(QAbstractButton) if b.text() == "Primary")
    editor = page.findChild(QLineEdit)
    before = button.sizeHint().height(), editor.sizeHint().height()

    theme.dress(qapp, theme.Theme("light", 2.0))
    rules.settle()

    assert button.sizeHint().height() >= before[0] * 1.9
    assert editor.sizeHint().height() >= before[1] * 1.9
    assert QApplication.font().pixelSize() == 32


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
