"""Notes from anywhere, and the pages that show what came of them."""

from desktop.app.wiring import Wiring
from desktop.casework.notes import Notes
from desktop.casework.plans import Plans
from desktop.ui.notes.anywhere import Anywhere
from desktop.ui.notes.model import NotesModel


def add_notes(on: Wiring) -> NotesModel:
    """Have Ctrl+N ask what is new, whatever page is open."""
    model = on.kept(NotesModel(Notes(on.desk), Plans(on.desk), on.now, on.tasks))
    Anywhere(model, on.window)
    return model
