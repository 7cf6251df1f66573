"""The line above the questions: which section, which question of how many, whose words to ask for."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.casework.people import PersonCard
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import assessment as words


class TopLine(QWidget):
    """What else has its place here stands at the end."""

    def __init__(self) -> None:
        super().__init__()
        self._short, self._name = False, ""
        self._section = PlainLabel("", "metaStrong", "text2", wrap=False)
        self._place = PlainLabel("", "meta", "text2", wrap=False)
        self._ask = Badge("", "message-square-quote", "voice")
        across = QHBoxLayout(self)
        across.setContentsMargins(26, 14, 26, 2)
        across.setSpacing(12)
        across.addWidget(self._section)
        across.addWidget(self._place)
        across.addStretch(1)
        across.addWidget(self._ask)
        self._across = across

    def show_place(self, section: str, place: str, person: PersonCard | None) -> None:
        """`person` is the child whom the section is about."""
        self._name = section
        self._section.say("" if self._short else section)
        self._place.say(place)
        child = person is not None and person.is_child
        self._ask.setVisible(child)
        if person is not None and child:
            self._ask.show_status(words.ask(person.name, person.sex), "message-square-quote", "voice")

    def shorten(self, *, short: bool) -> None:
        """Leave out the section, where the rail above names it."""
        self._short = short
        self._section.say("" if short else self._name)

    def put(self, widget: QWidget) -> None:
        """Give something a place at the end of the line."""
        self._across.addWidget(widget)
