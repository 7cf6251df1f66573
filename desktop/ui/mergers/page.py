"""To decide: what a manager's colleagues propose of families."""

from collections.abc import Callable
from functools import partial

from desktop.casework.mergers import Proposal
from desktop.clock import LONDON
from desktop.ui.mergers.dialogs import DecideMerger
from desktop.ui.mergers.model import MergersModel
from desktop.ui.people.links_to_decide import LinksToDecide
from desktop.ui.ports import Shell
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.page import EmptyState, Page, PageHeader, ScrollColumn
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import mergers as words


class DecidePage(Page):
    """`names` tells who a user is."""

    def __init__(self, model: MergersModel, shell: Shell, names: Callable[[str], str]) -> None:
        super().__init__()
        self._model, self._shell, self._names = model, shell, names
        header = PageHeader(words.TITLE, words.SUBTITLE, with_back=True)
        header.back.connect(shell.back)
        self._problem = Notice("danger", "triangle-alert", "")
        self._card = RowCard()
        self._nothing = EmptyState("circle-check", words.NOTHING, words.NOTHING_TEXT)
        self._drawn: object = None
        self._links: LinksToDecide | None = None
        self._more = Stack()
        body = ScrollColumn()
        body.add(self._problem, self._card, self._more, self._nothing)
        body.add_stretch()
        self.column.addWidget(header)
        self.column.addWidget(body, 1)
        model.changed.connect(self._draw)
        model.decided.connect(lambda: shell.tell(words.DECIDED))
        self._draw()

    def add(self, links: LinksToDecide) -> None:
        """Show below what waits of people in two families."""
        self._links = links
        self._more.fill([links])
        links.drawn.connect(self._draw)

    def arrive(self, **args: str) -> None:
        self._model.reload()
        if self._links is not None:
            self._links.reload()

    def ask_again(self, dialog: str, about: str) -> None:
        if self._links is not None:
            self._links.ask_again(dialog, about)
        for proposal in self._model.state.to_decide:
            if proposal.proposal == about:
                self._ask(proposal)

    def _draw(self) -> None:
        state = self._model.state
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        self._card.setVisible(bool(state.to_decide))
        others_wait = self._links is not None and self._links.waiting
        self._nothing.setVisible(state.loaded and not state.to_decide and not others_wait)
        if state.to_decide != self._drawn:
            self._drawn = state.to_decide
            with kept_focus(self):
                self._card.set_rows([self._row(one) for one in state.to_decide])

    def _row(self, proposal: Proposal) -> Row:
        said = words.proposal(proposal.act, proposal.name, proposal.other_name)
        row = Row(said, self._told(proposal), Picture("users-round", "text2"))
        if proposal.is_mine:
            return row
        button = Button(words.DECIDE, dense=True)
        button.setAccessibleDescription(said)
        button.clicked.connect(partial(self._ask, proposal))
        row.add(button)
        return row

    def _told(self, proposal: Proposal) -> str:
        at = proposal.at.astimezone(LONDON).date() if proposal.at else None
        told = words.why(proposal.why, self._names(proposal.by), at)
        return f"{told}. {words.OWN}" if proposal.is_mine else told

    def _ask(self, proposal: Proposal) -> None:
        dialog = DecideMerger(proposal, self._told(proposal))
        dialog.said.connect(lambda said: self._model.decide(proposal.proposal, *said))
        self._model.decided.connect(dialog.done)
        self._model.refused.connect(dialog.fail)
        self._shell.ask(dialog)
