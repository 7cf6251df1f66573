"""What colleagues wrote into the family's record since this worker last looked. It stays until the worker says that it is seen."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.history import News
from desktop.clock import LONDON
from desktop.ui.widgets.buttons import Button, LinkButton
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.words import conflicts, sending
from desktop.ui.words import history as words


class NewsCard(QWidget):
    """Gone while there is nothing new. `names`: who a user id is.

    Signals:
        seen: the worker has seen it.
        wanted: the history of this kind and record.
    """

    seen = Signal()
    wanted = Signal(str, str)

    def __init__(self, names: Callable[[str], str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._shown: tuple[News, ...] = ()
        link = LinkButton(words.SEEN)
        link.clicked.connect(self.seen)
        self._card = RowCard(words.SINCE_LOOKED, link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self.hide()

    def show_news(self, news: Sequence[News], today: date) -> None:
        """One row a record: the latest that was written into it."""
        if tuple(news) != self._shown:
            self._shown = tuple(news)
            latest = list({(one.kind, one.record): one for one in reversed(self._shown)}.values())[::-1]
            rows = [self._row(one, today) for one in latest[: words.LONGEST_NEWS]]
            if len(latest) > words.LONGEST_NEWS:
                rows.append(Row(words.more(len(latest) - words.LONGEST_NEWS), dense=True))
            self._card.set_rows(rows)
        self.setVisible(bool(self._shown))

    def _row(self, one: News, today: date) -> Row:
        said, icon = sending.kind(one.kind)
        name = self._names(one.by) or conflicts.SOMEBODY
        row = Row(said, words.news(name, one.at.astimezone(LONDON), today), Picture(icon))
        look = Button(words.HISTORY, dense=True)
        look.setAccessibleDescription(said)
        look.clicked.connect(partial(self.wanted.emit, one.kind, one.record))
        row.add(look)
        return row
