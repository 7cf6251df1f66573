"""The header that every page of a family wears: back, name, consent, "Start visit", and the tabs (mockup 05)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.casework.consents import ConsentState
from desktop.ui.family.badges import consent_status
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.ports import Shell
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.page import MARGIN, PageHeader
from desktop.ui.widgets.tabs import Tabs
from desktop.ui.words import family as words

TABS = (
    ("family", words.OVERVIEW),
    ("story", words.STORY),
    ("people", words.PEOPLE),
    ("consent", words.CONSENT),
    ("assessment", words.ASSESSMENT),
    ("plan", words.PLAN),
    ("documents", words.DOCUMENTS),
)
"""Page of the shell to words."""


class FamilyHeader(QFrame):
    """`current` is the page it stands on. Who must not see the record stands under it. In a visit it holds the name and the consent alone. `actions` are the page’s own."""

    def __init__(
        self,
        model: FamilyHeadModel,
        shell: Shell,
        current: str,
        *,
        visiting: bool = False,
        actions: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "top")
        self._model, self._shell, self._current = model, shell, current
        self._top = PageHeader(with_back=not visiting)
        self._consent = Badge(words.consent("", None), *consent_status(""))
        self._start = Button(words.START_VISIT, "primary", "footprints")
        self._tabs = Tabs(TABS, words.PARTS)
        self._tabs.set_current(current)
        self._top.add_badge(self._consent)
        self._barred = Notice("danger", "eye-off", words.MUST_NOT_SEE)
        self._visiting = visiting
        self._lay_out(actions)
        self._top.back.connect(shell.back)
        self._start.clicked.connect(model.start_visit)
        self._tabs.chosen.connect(self._go)
        model.changed.connect(self._draw)
        model.started.connect(self._started)
        model.refused.connect(self._refused)
        self._draw()

    def _lay_out(self, actions: Sequence[QWidget]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top)
        self._top.add_action(*actions)
        if not self._visiting:
            self._top.add_action(self._start)
            banner = QVBoxLayout()
            banner.setContentsMargins(MARGIN, 0, MARGIN, 8)
            banner.addWidget(self._barred)
            column.addLayout(banner)
            tabs = QVBoxLayout()
            tabs.setContentsMargins(MARGIN, 0, MARGIN, 0)
            tabs.addWidget(self._tabs)
            column.addLayout(tabs)
        else:
            for of_the_office in (
                self._start,
                self._tabs,
                self._barred,
            ):  # without a parent they would outlive the page
                of_the_office.setParent(self)
                of_the_office.hide()

    def _draw(self) -> None:
        head = self._model.state.head
        self._top.say(words.family(head.name) if head.name else "")
        self._say_consent(head.consent)
        self._barred.text.say("\n".join(head.not_to_see))
        self._barred.setVisible(bool(head.not_to_see) and not self._visiting)
        self._tabs.set_current(self._current)

    def _say_consent(self, consent: ConsentState) -> None:
        self._consent.show_status(words.consent(consent.answer, consent.on), *consent_status(consent.answer))

    def _go(self, page: str) -> None:
        self._tabs.set_current(self._current)
        self._shell.open(page, family=self._model.family)

    def _started(self, family: str, visit: str) -> None:
        if self.isVisible():
            self._shell.begin_visit(family=family, visit=visit)

    def _refused(self, why: str) -> None:
        if self.isVisible():
            self._shell.tell(why, "triangle-alert", "danger")
