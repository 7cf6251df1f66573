"""What is asked about a file before it is kept, a picture shown, and the question before a file leaves Doorstep."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.casework.attachments import NewAttachment
from desktop.casework.people import PersonCard
from desktop.ui.shell.dialog import Dialog
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.choices import ChoiceChips, TickBox
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.words import days
from desktop.ui.words import documents as words
from desktop.ui.words import shell as shell_words

_WIDE = 1040


class AddDocument(FormDialog):
    """Says a `NewAttachment`. `about` is where the files lie, a line each: a lock keeps it with the answers, in the vault."""

    name = "document"

    def __init__(self, paths: Sequence[str], people: Sequence[PersonCard], today: date) -> None:
        super().__init__(words.ADD_TITLE, words.SAVE, words.add_text(len(paths)))
        self.about, self._today = "\n".join(paths), today
        self._what = Select(words.CATEGORIES)
        self._called = LineEdit()
        self._who = ChoiceChips([(person.person, person.name) for person in people], many=True)
        self._hidden = TickBox(words.HIDE)
        self._field = Field(words.CALLED, self._called, words.CALLED_HINT)
        self._from, self._on = LineEdit(), DateEdit()
        self._on_field = Field(words.RECEIVED, self._on)
        who = Field(words.ABOUT, self._who)
        who.setVisible(bool(people))
        self.add_fields(
            Field(words.WHAT, self._what),
            self._field,
            beside(Field(words.FROM, self._from), self._on_field),
            who,
            self._hidden,
        )

    def read(self) -> NewAttachment | None:
        title = self._called.text().strip()
        on, unread = self._on.day(), self._on.day() is None and bool(self._on.text().strip())
        late = bool(on and on > self._today)
        self._field.set_error("" if title else words.MISSING)
        self._on_field.set_error(days.NOT_A_DATE if unread else words.IN_FUTURE if late else "")
        if not title or unread or late:
            return None
        return NewAttachment(
            self._what.value(),
            title,
            self._hidden.isChecked(),
            about=self._who.values(),
            received_on=on,
            from_whom=self._from.text().strip(),
        )


class ShowPicture(Dialog):
    """A picture as large as the window lets it be; of a document of several pages, one.

    Signals:
        wanted: the number of another page, from 0.
    """

    wanted = Signal(int)

    def __init__(self, title: str, image: QImage, said: str, page: int = 0, pages: int = 1) -> None:
        """`said` describes it for whoever does not see it."""
        super().__init__(title, words.page(page, pages), wide=_WIDE)
        self.shown = _Shown(image)
        self.shown.setAccessibleName(title)
        self.shown.setAccessibleDescription(said)
        self.body.addWidget(self.shown, 1)
        if pages > 1:
            for name, icon, other in ((words.BEFORE, "arrow-left", page - 1), (words.AFTER, "arrow-right", page + 1)):
                button = self.add_button(Button(name, icon=icon), closes=False)
                button.setEnabled(0 <= other < pages)
                button.clicked.connect(partial(self.wanted.emit, other))
        self.add_button(Button(words.CLOSE, "primary"))


class SaveOutside(Dialog):
    """Asked before a file that others made is put where Doorstep does not lock it (P7)."""

    def __init__(self) -> None:
        super().__init__(words.SAVE_TITLE, words.SAVE_TEXT)
        self.add_button(Button(shell_words.CANCEL))
        self.save = self.add_button(Button(words.SAVE_COPY))


class _Shown(QWidget):
    """Keeps its shape in whatever room there is, and is never enlarged."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._image = image
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._image.size()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 80)

    def heightForWidth(self, width: int) -> int:
        wide = min(width, self._image.width())
        return round(self._image.height() * wide / max(1, self._image.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = self._image.size()
        if size.width() > self.width() or size.height() > self.height():
            size = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)
