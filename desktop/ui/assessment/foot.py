"""Under the questions: back, on, why there is no answer, and later."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.ui.widgets.buttons import Button, IconButton, LinkButton
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import assessment as words


class Foot(Panel):
    """The one primary button of the page is here."""

    def __init__(self) -> None:
        super().__init__("foot", (26, 12, 26, 12))
        self.back = Button(words.BACK, icon="arrow-left")
        self.on = Button(words.NEXT, "primary", "arrow-right")
        self._key = PlainLabel(words.OR_KEY, "meta", "text2", wrap=False)
        self.why = IconButton(words.NO_ANSWER, "circle-help")
        self.later = LinkButton(words.COME_BACK)
        self._short = False
        across = QHBoxLayout()
        across.setSpacing(12)
        for widget in (self.back, self.on, self._key):
            across.addWidget(widget)
        across.addStretch(1)
        across.addWidget(self.why)
        across.addWidget(self.later)
        self._end = QWidget()
        self._end_room = QHBoxLayout(self._end)
        self._end_room.setContentsMargins(0, 0, 0, 0)
        self._end.hide()
        across.addWidget(self._end)
        self.column.addLayout(across)

    def show_step(self, *, asking: bool, last: bool) -> None:
        """`asking`: there are questions to put off; `last`: nothing comes after this page."""
        self.later.setVisible(asking)
        self.why.setVisible(asking)
        self.on.setVisible(not last)
        self._fit_key()

    def shorten(self, *, short: bool) -> None:
        """Fewer words where the text is large."""
        self._short = short
        self.on.set_words(words.NEXT_SHORT if short else words.NEXT)
        self.later.set_words(words.LATER_SHORT if short else words.COME_BACK)
        self._fit_key()
        self._end.setVisible(short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_key()

    def _fit_key(self) -> None:
        """The key is told beside the button where there is room for all its words."""
        others = (self.back, self.on, self._key, self.why, self.later)
        wanted = sum(widget.sizeHint().width() + 12 for widget in others) + 52
        self._key.setVisible(not self._short and not self.on.isHidden() and wanted < self.width())

    def put(self, widget: QWidget) -> None:
        """Give something a place at the end, where the text is large and there is no header."""
        self._end_room.addWidget(widget)
