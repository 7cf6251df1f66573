"""One field, one button, and what to do without the passphrase. Says that no connection is needed, nothing is deleted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.unlock.model import UnlockModel
from desktop.ui.widgets.brand import Mark, Street
from desktop.ui.widgets.buttons import Button, LinkButton
from desktop.ui.widgets.cards import Hairline
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import ScrollColumn
from desktop.ui.widgets.passphrase import PassphraseField
from desktop.ui.widgets.picture import Picture
from desktop.ui.words import gate, practice

_COLUMN = 432
_MARGIN = 60
_HERO_FROM = 900


class UnlockPage(QFrame):
    """Draws an `UnlockModel`.

    Signals:
        typing_started: the first key of the passphrase; the time to import what the next page needs.
        set_up: somebody wants to set this laptop up with a council code instead.
        change_over: to practice, or out of it.
    """

    typing_started = Signal()
    set_up = Signal()
    change_over = Signal()

    def __init__(self, model: UnlockModel, notice: str = "", *, practising: bool = False) -> None:
        """`notice` says why the laptop is locked, when it locked itself."""
        super().__init__()
        self._practising = practising
        self.setProperty("kind", "page")
        self._model = model
        self._hero = _Hero()
        self._tried = False
        self._side = ScrollColumn((_MARGIN, 16, _MARGIN, 16))
        self._form = self._passphrase_form(notice)
        self._recovery: QWidget | None = None
        self._across = QHBoxLayout()
        self._side.add_stretch()
        self._side.column.addLayout(self._across)
        self._side.add_stretch()
        self._measured(self._form)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._hero, 59)
        across.addWidget(self._side, 41)
        model.changed.connect(self._draw)
        model.unlocked.connect(self.passphrase.edit.clear)
        self.setFocusProxy(self.passphrase.edit)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hero.setVisible(theme.current().effective(self.width()) >= _HERO_FROM)

    def _measured(self, form: QWidget) -> None:
        """A form as wide as its column and no wider: a row minds that when it asks how high the form will be."""
        form.setMaximumWidth(theme.current().px(_COLUMN))
        self._across.addWidget(form)

    def _passphrase_form(self, notice: str) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(_name())
        column.addWidget(PlainLabel(gate.UNLOCK_TITLE, "h1"))
        why = PlainLabel("", "body", "text2")
        why.say(notice)
        column.addWidget(why)
        self._add_who(column)
        self.passphrase = PassphraseField(gate.YOUR_PASSPHRASE, gate.PASSPHRASE_HINT)
        self.passphrase.edit.typing_started.connect(self.typing_started)
        self.passphrase.edit.returnPressed.connect(self._unlock)
        self.button = Button(gate.UNLOCK, "primary", "lock-open", tall=True)
        self.button.clicked.connect(self._unlock)
        column.addWidget(self.passphrase)
        column.addWidget(self.button)
        column.addLayout(_offline())
        if self._model.state.demo_passphrase is not None:
            said = gate.practice_passphrase if self._practising else gate.demo_passphrase
            column.addWidget(PlainLabel(said(self._model.state.demo_passphrase), "bodyStrong", "private"))
        column.addWidget(Hairline())
        self._add_ways(column)
        column.addWidget(PlainLabel(gate.WAIT_RULE, "meta", "text3"))
        return form

    def _add_ways(self, column: QVBoxLayout) -> None:
        """The other ways from here; from practice there is one, back."""
        over = LinkButton(practice.END if self._practising else practice.PRACTISE_LINK)
        over.clicked.connect(self.change_over)
        if not self._practising:
            forgot, new = LinkButton(gate.FORGOT), LinkButton(gate.SET_UP_AGAIN)
            forgot.clicked.connect(lambda: self._model.forget(forgot=True))
            new.clicked.connect(self.set_up)
            column.addWidget(forgot)
            column.addWidget(new)
        column.addWidget(over)

    def _add_who(self, column: QVBoxLayout) -> None:
        """Whose families: asked only where two people share a laptop."""
        vaults = self._model.state.vaults
        if len(vaults) > 1:
            from desktop.ui.widgets.choices import ChoiceChips
            from desktop.ui.widgets.field import Field

            who = ChoiceChips([(vault.folder_id, vault.initials) for vault in vaults])
            who.set_values([self._model.state.chosen or ""])
            who.chosen.connect(lambda values: self._model.choose(values[0]))
            column.addWidget(Field(gate.WHO, who))

    def _unlock(self) -> None:
        self._tried = True
        self._model.unlock(self.passphrase.edit.text())

    def _draw(self) -> None:
        state = self._model.state
        self._show_form(forgot=state.forgot)
        self.button.setEnabled(not state.busy)
        self.button.set_words(gate.UNLOCKING if state.busy else gate.UNLOCK)
        self.passphrase.edit.setReadOnly(state.busy)
        self.passphrase.set_error("" if state.forgot else state.problem)
        if state.problem and self._tried and not state.forgot:
            self._tried = False
            self.passphrase.edit.setFocus()
            self.passphrase.edit.selectAll()

    def _show_form(self, *, forgot: bool) -> None:
        self._form.setVisible(not forgot)
        if forgot and self._recovery is None:
            from desktop.ui.unlock.recovery import RecoveryForm

            self._recovery = RecoveryForm(self._model)
            self._measured(self._recovery)
        elif not forgot and self._recovery is not None:
            self._recovery.hide()
            self._recovery.deleteLater()
            self._recovery = None


class _Hero(QWidget):
    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 56, 0, 0)
        for label in (PlainLabel(gate.WELCOME, "display", "onhero"), PlainLabel(gate.WELCOME_TEXT, "body", "onhero")):
            label.setMaximumWidth(theme.current().px(500))
            label.setContentsMargins(0, 0, 0, 0)
            row = QHBoxLayout()
            row.setContentsMargins(56, 0, 56, 0)
            row.addWidget(label)
            row.addStretch(1)
            column.addLayout(row)
        column.addWidget(Street(), 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().colour("hero"))


def _name() -> QHBoxLayout:
    across = QHBoxLayout()
    across.setSpacing(12)
    across.addWidget(Mark())
    across.addWidget(PlainLabel(gate.DOORSTEP, "h2"), 1)
    return across


def _offline() -> QHBoxLayout:
    across = QHBoxLayout()
    across.setSpacing(8)
    picture = Picture("cloud-off", "neutral")
    across.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(PlainLabel(gate.OFFLINE_IS_FINE, "body", "text2"), 1)
    return across
