"""Rules that are judged on what is painted, and on what stands beside what: siblings, statuses, contrast, the ring around the focus."""

from collections import Counter, defaultdict

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from desktop.ui import tokens
from desktop.ui.widgets.badge import Badge
from tests.ui import rules

LEAST_CONTRAST, LEAST_OF_RING = 4.5, 3.0


def check_siblings(window: QWidget) -> None:
    """No two controls beside one another have the same name."""
    beside: dict[QWidget | None, list[str]] = defaultdict(list)
    for widget in rules.interactive(window):
        beside[widget.parentWidget()].append(rules.name_of(widget))
    for parent, names in beside.items():
        twice = [name for name, times in Counter(names).items() if times > 1]
        assert not twice, f"{twice} in one {type(parent).__name__}"


def check_statuses(window: QWidget) -> None:
    """A6: a badge says its status in words, and shows an icon."""
    for badge in rules.shown(window, Badge):
        assert rules.name_of(badge) == badge.text() != ""


def check_title(window: QWidget) -> None:
    """The taskbar and a recording of the screen show the title: it names nobody."""
    assert window.window().windowTitle() == "Doorstep"


def check_contrast(window: QWidget) -> None:
    """A1 and A14, as painted: of every text that can be seen, the colours and the ground can be told apart."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    for widget in rules.shown(window, QWidget):
        is_text = isinstance(widget, QLabel | QAbstractButton) and widget.text() and widget.isEnabled()
        if is_text and (part := _seen(window, widget)) is not None:
            found = contrast_in(picture, part)
            assert found >= LEAST_CONTRAST, f"{rules.text_of(widget)} has a contrast of {found:.1f}"


def check_focus(window: QWidget) -> None:
    """A7: the ring around what has the focus can be told from what is around it."""
    top = window.window()
    top.activateWindow()
    rules.settle()
    for widget in rules.interactive(window):
        if not widget.isEnabled() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus or _seen(top, widget) is None:
            continue
        widget.setFocus()
        at = QApplication.focusWidget() or widget
        ring = tokens.size("focusGap") + 1
        corner = at.mapTo(top, QPoint(at.width() // 2, -ring))
        line = top.grab(QRect(corner - QPoint(0, 4), QSize(1, 5))).toImage()
        drawn, *around = (
            luminance(line.pixel(0, y)) for y in (4, 0, 1)
        )  # one of them may be the edge of what stands above
        told = max(ratio(drawn, beside) for beside in around)
        assert told >= LEAST_OF_RING, f"the ring around {rules.text_of(widget)} is not seen"


def _seen(window: QWidget, widget: QWidget) -> QRect | None:
    """Where it is painted; None where something hides a part of it."""
    area = widget.visibleRegion().boundingRect()
    if area.size() != widget.size():
        return None
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def contrast_in(picture: QImage, part: QRect) -> float:
    """Between the commonest colour of a part of a picture and the one that is furthest from it."""
    cut = picture.copy(part)
    counted = Counter(memoryview(cut.constBits()).cast("I"))
    ground = luminance(counted.most_common(1)[0][0])
    return max(ratio(ground, luminance(colour)) for colour in counted)


def luminance(rgb: int) -> float:
    """Relative luminance, as in WCAG 2."""
    parts = [(rgb >> shift & 255) / 255 for shift in (16, 8, 0)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: float, other: float) -> float:
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)
