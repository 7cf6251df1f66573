"""What is asked on the page: how to get in, and what of it may go onto paper."""

from functools import partial

from PySide6.QtCore import Signal

from desktop.casework.preparing import Place
from desktop.ui.shell.dialog import Dialog
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import prepare as words
from desktop.ui.words import shell as shell_words


class WriteRoute(FormDialog):
    """Says the note about the way, a text. `about` is the address it belongs to."""

    name = "route"

    def __init__(self, place: Place) -> None:
        super().__init__(words.ROUTE_TITLE, words.ROUTE_SAVE, words.ROUTE_TEXT)
        self.about, self.shown = place.address, place.route
        self._text = TextAnswer(lines=4)
        self._text.set_text(place.route)
        self.add_fields(Field(words.ROUTE_FIELD, self._text))

    def read(self) -> str:
        return self._text.text().strip()


class PrintSheet(Dialog):
    """Asks what may go onto paper.

    Signals:
        chosen: whether with what is kept from the family.
    """

    chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__(words.PRINT_TITLE, words.PRINT_TEXT)
        self.add_button(Button(shell_words.CANCEL))
        for said, hidden in ((words.WITH_HIDDEN, True), (words.WITHOUT_HIDDEN, False)):
            button = self.add_button(Button(said, icon="printer"))
            button.clicked.connect(partial(self.chosen.emit, hidden))
