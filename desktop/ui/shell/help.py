"""F1: what this page is for, the keys that work on it, made from the bindings themselves, and whom to ring."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from desktop.ui.shell import keys
from desktop.ui.shell.dialog import Dialog
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import ScrollColumn
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.words import help as words
from desktop.ui.words.keys import shown

_WIDE, _HIGH = 720, 460


class HelpDialog(Dialog):
    """Over any page, also in a visit: it names nobody."""

    def __init__(self, window: QWidget, page: QWidget, key: str, phones: Sequence[tuple[str, str]]) -> None:
        """`key` is that of the page; `phones` are name and number."""
        super().__init__(words.TITLE, words.page(key), wide=_WIDE)
        bound = list(keys.offered(window))
        here = [(key_, said) for key_, said, where in bound if where is page or page.isAncestorOf(where)]
        always = [(key_, said) for key_, said, where in bound if not _in_a_page(where)]
        self._list = ScrollColumn((0, 0, 0, 0), 12)
        self._list.setMinimumHeight(min(_HIGH, window.height() // 2))
        if here:
            self._list.add(_card(words.KEYS_HERE, here))
        self._list.add(_card(words.KEYS_ALWAYS, always), PlainLabel(words.MOVING, "meta", "text2"))
        self._list.add(Notice("info", "info", words.ALWAYS, words.SAFE))
        if phones:
            self._list.add(_card(words.RING, phones))
        self._list.add_stretch()
        self.body.addWidget(self._list, 1)
        self.add_button(Button(words.CLOSE, "primary"))


def _in_a_page(where: QWidget) -> bool:
    step: QWidget | None = where
    while step is not None and not isinstance(step, QStackedWidget):
        step = step.parentWidget()
    return step is not None


def _card(title: str, rows: Iterable[tuple[str, str]]) -> RowCard:
    """Two keys for one thing stand in one row."""
    by_said: dict[str, list[str]] = {}
    for key, said in rows:
        of_said = by_said.setdefault(said, [])
        if shown(key) not in of_said:
            of_said.append(shown(key))
    card = RowCard(title)
    card.set_rows([_KeyRow(said, ", ".join(of_said)) for said, of_said in by_said.items()])
    return card


class _KeyRow(Row):
    def __init__(self, said: str, key: str) -> None:
        super().__init__(said, dense=True)
        across = QHBoxLayout()
        across.addWidget(PlainLabel(key, "metaStrong", "text2", wrap=False))
        self.across.addLayout(across)
