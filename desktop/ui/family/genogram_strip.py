"""The strip of a family: squares for men and boys, circles for women and girls, triangles for who is not born, diamonds where it was not said.

Dashed is who does not live here. A list of the same people lies over it, invisible to the eye: arrows move through it, and a
screen reader reads it; the strip rings the person it is on.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, QStringListModel, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.casework.people import PersonCard, Tie
from desktop.ui import theme
from desktop.ui.family.genogram import ROW, SHAPE, Line, Picture, Place, drawn
from desktop.ui.words import family as words

Index = QModelIndex | QPersistentModelIndex


class GenogramStrip(QWidget):
    """Shows people and ties; as high as they need at its width."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: Sequence[PersonCard] = ()
        self._ties: Sequence[Tie] = ()
        self._picture = Picture()
        self.twin = _Twin(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_family(self, people: Sequence[PersonCard], ties: Sequence[Tie]) -> None:
        self._people, self._ties = people, ties
        self.twin.said.setStringList([_spoken(person) for person in people])
        self._draw()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        worn = theme.current()
        return worn.px(drawn(self._people, self._ties, width / worn.k).height)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(400), self.heightForWidth(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme.current().px(ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.twin.setGeometry(self.rect())
        self._draw()

    def paintEvent(self, _event: QPaintEvent) -> None:
        worn, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(worn.k, worn.k)
        self._draw()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("sunken"))
        painter.drawRoundedRect(QRectF(0, 0, self._picture.home - 4, self._picture.height), 10, 10)
        painter.setPen(QPen(worn.colour("line"), 1.5))
        for line in self._picture.lines:
            _paint_line(painter, line)
        for place in self._picture.places:
            _paint_person(painter, place, chosen=self.twin.is_on(place.person, self._people))

    def _draw(self) -> None:
        self._picture = drawn(self._people, self._ties, self.width() / theme.current().k)
        self.update()


class _Twin(QListView):
    """The same people as lines of a list."""

    def __init__(self, strip: GenogramStrip) -> None:
        super().__init__(strip)
        self.said = QStringListModel(self)
        self.setModel(self.said)
        self.setProperty("kind", "bare")
        self.setAccessibleName(words.WHO)
        self.setItemDelegate(_Unseen(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(strip.update)

    def is_on(self, person: PersonCard, people: Sequence[PersonCard]) -> bool:
        at = self.currentIndex().row()
        return self.hasFocus() and 0 <= at < len(people) and people[at] is person


class _Unseen(QStyledItemDelegate):
    """Takes no room of its own: the strip is what is seen."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Nothing."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(1, 1)


def _about(person: PersonCard) -> str:
    return words.who(person.role, person.relation, person.sex, person.detail, child=person.is_child)


def _spoken(person: PersonCard) -> str:
    said = words.person(person.name, person.age, person.due_on)
    return words.spoken(said, _about(person), at_home=person.at_home)


def _paint_line(painter: QPainter, line: Line) -> None:
    painter.drawLine(QPointF(line.x1, line.y1), QPointF(line.x2, line.y2))
    if line.cut:
        x, y = line.x2 - 60, line.y2
        for at in (x, x + 7):
            painter.drawLine(QPointF(at, y + 8), QPointF(at + 8, y - 8))


def _paint_person(painter: QPainter, place: Place, *, chosen: bool) -> None:
    worn, person = theme.current(), place.person
    pen = QPen(worn.colour("primary" if person.is_child else "line"), 2)
    if not person.at_home:
        pen.setStyle(Qt.PenStyle.DashLine)
    box = QRectF(place.x - SHAPE / 2, place.y - SHAPE / 2, SHAPE, SHAPE)
    if chosen:
        painter.setPen(QPen(worn.colour("focus"), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-5, -5, 5, 5), 6, 6)
    painter.setPen(pen)
    painter.setBrush(worn.colour("primarysoft" if person.is_child else "surface"))
    _paint_shape(painter, box, "unborn" if person.role == "unborn" else person.sex)
    if person.died:
        wide = box.adjusted(-5, -5, 5, 5)
        painter.drawLine(wide.topLeft(), wide.bottomRight())
        painter.drawLine(wide.topRight(), wide.bottomLeft())
    painter.setPen(worn.colour("onprimarysoft" if person.is_child else "text"))
    _say(painter, box, person.initials[:1] if person.is_child else person.initials, "metaStrong", centred=True)
    room = int(place.room - SHAPE - 14)
    about = _in_lines(_about(person), room)
    text = QRectF(box.right() + 10, place.y - 20 - 9 * (len(about) - 1), room, 20)
    painter.setPen(worn.colour("text"))
    _say(painter, text, words.person(person.name, person.age, person.due_on), "bodyStrong")
    painter.setPen(worn.colour("text2"))
    for at, line in enumerate(about):
        _say(painter, text.translated(0, 20 + 18 * at), line, "meta")


def _paint_shape(painter: QPainter, box: QRectF, sex: str) -> None:
    if sex == "female":
        painter.drawEllipse(box)
    elif sex == "male":
        painter.drawRoundedRect(box, 4, 4)
    elif sex == "unborn":
        painter.drawPolygon(QPolygonF([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()]))
    else:
        wide = box.adjusted(-3, -3, 3, 3)
        middle = wide.center()
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(middle.x(), wide.top()),
                    QPointF(wide.right(), middle.y()),
                    QPointF(middle.x(), wide.bottom()),
                    QPointF(wide.left(), middle.y()),
                ]
            )
        )


def _in_lines(text: str, room: int) -> list[str]:
    """One line where it fits, else two; what the second does not hold is cut when it is painted."""
    metrics, first, rest = QFontMetrics(_font("meta")), "", text
    while rest:
        word, _, after = rest.partition(" ")
        longer = f"{first} {word}".strip()
        if first and metrics.horizontalAdvance(longer) > room:
            return [first, rest]
        first, rest = longer, after
    return [first]


def _font(style: str) -> QFont:
    """At text scale 1: the painter is scaled already."""
    return theme.Theme(theme.current().name).font(style)


def _say(painter: QPainter, box: QRectF, text: str, style: str, *, centred: bool = False) -> None:
    painter.setFont(_font(style))
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    across = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, across | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
