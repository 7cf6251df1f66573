"""Choosing a passphrase: type it or take five words, see how strong it is, type it once more."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.ports import Strength
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.passphrase import PassphraseField
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.states import StrengthBars
from desktop.ui.words import gate


class NewPassphrase(QWidget):
    """Holds what is typed and judges nothing itself: it is told the strength.

    Signals:
        typed: the passphrase so far.
        wanted_words: *Suggest five words* was pressed.
    """

    typed = Signal(str)
    wanted_words = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self._strength: Strength | None = None
        self._taken = ""
        self.first = PassphraseField(label)
        self.again = PassphraseField(gate.ONCE_MORE)
        self._bars = StrengthBars()
        self._picture = Picture("circle-alert", "neutral")
        self._said = PlainLabel("", "bodyStrong", "neutral")
        self.suggest = LinkButton(gate.SUGGEST)
        self.suggest.clicked.connect(self.wanted_words)
        self.first.edit.textChanged.connect(self._typed)
        self.again.edit.textChanged.connect(lambda: self.again.set_error(""))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._bars)
        line.addWidget(self._picture)
        line.addWidget(self._said, 1)
        line.addWidget(self.suggest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.first)
        column.addLayout(line)
        column.addSpacing(6)
        column.addWidget(self.again)
        self.show_strength(None)

    def passphrase(self) -> str:
        return self.first.edit.text()

    def take(self, words: str) -> None:
        """Fill in suggested words, in sight so that they can be learnt; the user types them once more."""
        if words and words != self._taken:
            self._taken = words
            self.first.edit.setText(words)
            self.first.edit.show_characters()
            self.again.edit.setFocus()

    def show_strength(self, strength: Strength | None) -> None:
        """Say how strong what is typed is; nothing while nothing is."""
        self._strength = strength if self.passphrase() else None
        shown = self._strength
        self._picture.setVisible(shown is not None)
        if shown is None:
            self._bars.show_score(0, "neutral")
            self._said.setText("")
            return
        tone = "success" if shown.enough else "warning"
        self._bars.show_score(max(1, shown.score), tone)
        self._picture.show_icon("circle-check" if shown.enough else "circle-alert", tone)
        self._said.set_tone(tone)
        self._said.setText(gate.STRONG_ENOUGH if shown.enough else gate.strength(shown.code))

    def settled(self) -> bool:
        """Whether it is strong enough and typed twice the same; if not, says why and goes there."""
        if self._strength is None or not self._strength.enough:
            code = self._strength.code if self._strength else "empty"
            self.first.set_error(gate.strength(code))
            self.first.edit.setFocus()
            return False
        if self.again.edit.text() != self.passphrase():
            self.again.set_error(gate.NOT_THE_SAME)
            self.again.edit.setFocus()
            return False
        return True

    def clear(self) -> None:
        """Let go of what was typed."""
        self.first.edit.clear()
        self.again.edit.clear()

    def _typed(self, text: str) -> None:
        self.first.set_error("")
        self.typed.emit(text)
