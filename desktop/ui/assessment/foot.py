"""Under the questions: back, on, and later."""

from PySide6.QtWidgets import QHBoxLayout

from desktop.ui.widgets.buttons import Button, LinkButton
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import assessment as words


class Foot(Panel):
    """The one primary button of the page is here."""

    def __init__(self) -> None:
        super().__init__("foot", (30, 12, 30, 12))
        self.back = Button(words.BACK, icon="arrow-left")
        self.on = Button(words.NEXT, "primary", "arrow-right")
        self._key = PlainLabel(words.OR_KEY, "meta", "text2", wrap=False)
        self.later = LinkButton(words.COME_BACK)
        across = QHBoxLayout()
        across.setSpacing(12)
        for widget in (self.back, self.on, self._key):
            across.addWidget(widget)
        across.addStretch(1)
        across.addWidget(self.later)
        self.column.addLayout(across)

    def show_step(self, *, asking: bool, last: bool) -> None:
        """`asking`: there are questions to put off; `last`: nothing comes after this page."""
        self.later.setVisible(asking)
        self.on.setVisible(not last)
        self._key.setVisible(not last and not self._short)

    _short = False

    def shorten(self, *, short: bool) -> None:
        """Fewer words where the text is large."""
        self._short = short
        self.on.set_words(words.NEXT_SHORT if short else words.NEXT)
        self._key.setVisible(not short and not self.on.isHidden())
