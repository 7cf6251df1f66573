"""What stands under an answer: how it stands, and with the keyboard in it, what can be done about it.

Most answers need neither, and a page holds many: both are made when they are first wanted. Their room is kept from the beginning.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.forms.answers import Status
from desktop.ui import theme
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import assessment as words
from desktop.ui.words.history import HISTORY

_HIGH, _GAP = 32, 14


@dataclass(frozen=True)
class Standing:
    """How an answer stands. `fixed`: the form itself hides it, and nobody can change that here."""

    hidden: bool
    fixed: bool
    needed: bool
    status: Status
    later: bool


@dataclass(frozen=True)
class Strip:
    """What can be done with an answer."""

    mark: Button
    hide_it: Button
    history: Button
    sees: PlainLabel


class Under(QWidget):
    """One line, or more where the text is large."""

    def __init__(self, *, prose: bool, with_history: bool) -> None:
        """`prose`: somebody's words can be marked in it. `with_history`: what it said before may be looked at here."""
        super().__init__()
        self._prose, self._with_history = prose, with_history
        self.strip: Strip | None = None
        self._badges: dict[str, Badge] = {}
        self._needed: PlainLabel | None = None
        self.setMinimumHeight(theme.current().px(_HIGH))
        self._flow = FlowLayout(self, _GAP, down=0)

    def add_strip(self) -> Strip:
        """Whoever owns the answer connects its buttons."""
        self.strip = strip = Strip(
            Button(words.MARK_WORDS, "quiet", "quote", dense=True),
            Button(words.HIDE, "quiet", "eye-off", dense=True),
            Button(HISTORY, "quiet", "history", dense=True),
            PlainLabel(words.FAMILY_SEES, "meta", "text2", wrap=False),
        )
        for button in (strip.mark, strip.hide_it, strip.history):
            button.setProperty("bare", "true")  # flush with the answer above
        strip.sees.setMinimumHeight(theme.current().px(_HIGH))
        strip.sees.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        for widget in (strip.mark, strip.hide_it, strip.history, strip.sees):
            widget.hide()
            self._flow.addWidget(widget)
        return strip

    def show_standing(self, standing: Standing, *, here: bool) -> None:
        """`here`: the keyboard is in the answer."""
        if self.strip is not None:
            self.strip.mark.setVisible(here and self._prose)
            self.strip.hide_it.setVisible(here and not standing.fixed)
            self.strip.history.setVisible(here and self._with_history)
            hidden = standing.hidden
            self.strip.hide_it.set_words(words.SHOW if hidden else words.HIDE, "eye" if hidden else "eye-off")
            self.strip.sees.setVisible(here and not hidden)
        if self._needed is None and standing.needed:
            self._needed = PlainLabel(words.NEEDED, "meta", "text2", wrap=False)
            self._flow.addWidget(self._needed)
        if self._needed is not None:
            self._needed.setVisible(standing.needed and not here)
        self._show_badge("hidden", words.NOT_SHOWN if standing.hidden else "", "eye-off", "private")
        self._show_badge("status", words.WHY_NOT.get(standing.status, ""), "minus", "neutral")
        self._show_badge("later", words.LATER if standing.later else "", "circle-alert", "warning")

    def _show_badge(self, key: str, said: str, icon: str, tone: str) -> None:
        if said and key not in self._badges:
            self._badges[key] = Badge(said, icon, tone)
            self._flow.addWidget(self._badges[key])
        if key in self._badges:
            self._badges[key].show_status(said, icon, tone)
            self._badges[key].setVisible(bool(said))
