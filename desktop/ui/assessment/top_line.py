"""The line above the questions: which section, which question of how many, whose words to ask for."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.casework.people import PersonCard
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import assessment as words


class TopLine(QWidget):
    """Has a button for what is known where that has no room of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._section = PlainLabel("", "metaStrong", "text2", wrap=False)
        self._place = PlainLabel("", "meta", "text2", wrap=False)
        self._ask = Badge("", "message-square-quote", "voice")
        self.known = Button(words.what_we_know(0), icon="panel-right", dense=True)
        self._count = 0
        across = QHBoxLayout(self)
        across.setContentsMargins(30, 14, 30, 2)
        across.setSpacing(12)
        across.addWidget(self._section)
        across.addWidget(self._place)
        across.addStretch(1)
        across.addWidget(self._ask)
        across.addWidget(self.known)
        self.known.hide()

    def show_place(self, section: str, place: str, person: PersonCard | None) -> None:
        """`person` is the child whom the section is about."""
        self._section.say(section)
        self._place.say(place)
        child = person is not None and person.is_child
        self._ask.setVisible(child)
        if person is not None and child:
            self._ask.show_status(words.ask(person.name, person.sex), "message-square-quote", "voice")

    def show_known_count(self, count: int) -> None:
        self._count = count
        self.known.set_words(words.what_we_know(count))

    def show_known_button(self, *, wanted: bool, back: bool) -> None:
        """`back`: what is known stands in front, and the button leads back."""
        self.known.setVisible(wanted)
        self.known.set_words(words.CLOSE_KNOWN if back else words.what_we_know(self._count))
