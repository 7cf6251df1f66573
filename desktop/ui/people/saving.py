"""Whether what was typed on a page of a family's people is saved, in words."""

from desktop.ui.people.model import PeopleState
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.states import SaveState
from desktop.ui.words import saving


def draw_saving(problem: Notice, saved: SaveState, state: PeopleState) -> None:
    """The notice says what is wrong, the save state when it was saved."""
    problem.title.say(state.problem)
    problem.setVisible(bool(state.problem))
    if state.problem:
        saved.failed(state.problem)
    elif state.unsaved:
        saved.saving()
    elif state.saved_at:
        saved.saved(saving.saved_at(state.saved_at))
    else:
        saved.clear()
