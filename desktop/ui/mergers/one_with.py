"""On a family's page: that it is one with another, what waits for a manager, and a way to propose it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.mergers.dialogs import ProposeMerger
from desktop.ui.mergers.model import MergersModel
from desktop.ui.ports import Shell
from desktop.ui.widgets.buttons import Button, LinkButton
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import mergers as words


class OneWith(QWidget):
    """Follows the family that the page's head shows."""

    def __init__(self, model: MergersModel, head: FamilyHeadModel, shell: Shell) -> None:
        super().__init__()
        self._model, self._head, self._shell = model, head, shell
        self._notices = Stack()
        self._propose = LinkButton(words.PROPOSE)
        self._propose.clicked.connect(self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._notices)
        column.addWidget(self._propose, 0, Qt.AlignmentFlag.AlignLeft)
        self._drawn: object = None
        head.changed.connect(self._follow)
        model.changed.connect(self._draw)
        model.proposed.connect(lambda: shell.tell(words.PROPOSED))
        self._follow()

    def ask(self) -> None:
        """Ask which family it is one with; of one that is, whether they are two after all."""
        dialog = ProposeMerger(self._model.state.standing)
        dialog.said.connect(lambda said: self._model.propose(*said))
        self._model.proposed.connect(dialog.done)
        self._model.refused.connect(dialog.fail)
        self._shell.ask(dialog)

    def _follow(self) -> None:
        self._model.arrive(self._head.family)
        self._draw()

    def _draw(self) -> None:
        standing = self._model.state.standing
        if standing == self._drawn:
            return
        self._drawn = standing
        with kept_focus(self):
            notices = [self._notice(words.is_one_with(standing.stays_name), words.IS_ONE_TEXT, standing.stays)]
            notices = notices if standing.stays else []
            notices += [
                self._notice(words.has_merged(name), words.HAS_MERGED_TEXT, family) for family, name in standing.merged
            ]
            notices += [
                Notice("info", "clock", words.proposal(one.act, one.name, one.other_name), words.WAITS)
                for one in standing.waiting
            ]
            self._notices.fill(notices)
        self._propose.set_words(words.SPLIT if standing.stays else words.PROPOSE)
        self._propose.setVisible(not standing.waiting and bool(standing.stays or standing.others))

    def _notice(self, title: str, text: str, family: str) -> Notice:
        notice = Notice("info", "users-round", title, text)
        button = Button(words.OPEN, dense=True)
        button.setAccessibleDescription(title)
        button.clicked.connect(lambda: self._shell.open("family", family=family))
        notice.across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return notice
