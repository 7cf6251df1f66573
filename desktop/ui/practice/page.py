"""The drills of practice: no connection, two people on one sentence, a lost laptop. Each says what to do, step by step."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.ports import Drills, Shell
from desktop.ui.tasks import Lane, Tasks
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import Columns, Page, PageHeader, ScrollColumn
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.switch import Switch
from desktop.ui.words import practice as words
from desktop.ui.words.trouble import sentence

_ASIDE = 260


class PracticePage(Page):
    """`after` is told that something changed at the invented council; `phones` are name and number."""

    def __init__(
        self,
        drills: Drills,
        tasks: Tasks,
        shell: Shell,
        phones: Sequence[tuple[str, str]],
        after: Callable[[], object],
        end: Callable[[], object],
    ) -> None:
        super().__init__()
        self._drills, self._tasks, self._shell, self._after = drills, tasks, shell, after
        header = PageHeader(words.TITLE, words.HINT)
        self.end = Button(words.END, icon="log-out")
        self.end.clicked.connect(end)
        header.add_action(self.end)
        self.off = Switch(words.CONNECTION_OFF)
        self.off.toggled.connect(self._cut)
        self.clash = Button(words.CLASH_BUTTON, icon="git-compare-arrows")
        self.clash.clicked.connect(self._clash)
        self.look = Button(words.OPEN_SENDING, "quiet")
        self.look.clicked.connect(partial(shell.open, "sending"))
        row = Row(words.CONNECTION_OFF)
        row.across.setContentsMargins(0, 0, 0, 0)
        row.add(self.off)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(_drill(words.OFFLINE, words.OFFLINE_TEXT, words.OFFLINE_STEPS, row))
        column.addWidget(_drill(words.CLASH, words.CLASH_TEXT, words.CLASH_STEPS, _flow(self.clash, self.look)))
        column.addWidget(_drill(words.LOST, words.LOST_TEXT, words.LOST_STEPS, _numbers(phones)))
        body = ScrollColumn()
        body.add(Columns(main, QWidget(), _ASIDE))
        body.add_stretch()
        self.column.addWidget(header)
        self.column.addWidget(body, 1)

    def _cut(self, cut: bool) -> None:
        self._tasks.run(partial(self._drills.cut, cut=cut), self._changed, self._refused, Lane.NETWORK)

    def _clash(self) -> None:
        self.clash.setEnabled(False)
        self._tasks.run(self._drills.clash, self._clashed, self._refused, Lane.NETWORK)

    def _changed(self, _nothing: None) -> None:
        self._after()

    def _clashed(self, _nothing: None) -> None:
        self.clash.setEnabled(True)
        self._after()
        self._shell.tell(words.CLASHED, "git-compare-arrows", "warning")

    def _refused(self, error: Exception) -> None:
        self.clash.setEnabled(True)
        self._shell.tell(sentence(error), "triangle-alert", "warning")


def _drill(title: str, text: str, steps: Sequence[str], *controls: QWidget) -> Card:
    card = Card(title)
    card.add(PlainLabel(text, "body", "text2"))
    card.add(*(PlainLabel(words.step(at, said), "body") for at, said in enumerate(steps, 1)))
    card.add(*controls)
    return card


def _numbers(phones: Sequence[tuple[str, str]]) -> QWidget:
    if not phones:
        return PlainLabel(words.NO_NUMBER, "bodyStrong")
    card = RowCard()
    card.set_rows([Row(name, number, dense=True) for name, number in phones])
    return card


def _flow(*widgets: QWidget) -> QWidget:
    room = QWidget()
    flow = FlowLayout(room)
    for widget in widgets:
        flow.addWidget(widget)
    return room
