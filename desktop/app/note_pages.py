"""Notes from anywhere, and the page that shows what came of them."""

from functools import partial

from desktop.app.wiring import Wiring
from desktop.casework.disclosures import Disclosures
from desktop.casework.events import Events
from desktop.casework.notes import Notes
from desktop.casework.plans import Plans
from desktop.casework.timeline import Stories
from desktop.ui.notes.anywhere import Anywhere
from desktop.ui.notes.model import NotesModel
from desktop.ui.story.leaving import LeavingStory
from desktop.ui.story.model import StoryModel
from desktop.ui.story.page import StoryPage


def add_notes(on: Wiring) -> NotesModel:
    """Have Ctrl+N ask what is new, whatever page is open."""
    model = on.kept(NotesModel(Notes(on.desk), Plans(on.desk), on.now, on.tasks))
    Anywhere(model, on.window)
    return model


def add_story(on: Wiring) -> None:
    """The whole story of a family, behind Families."""
    desk, around, stories = on.desk, on.around, Stories(on.desk)
    model = on.kept(StoryModel(stories, Events(desk), desk.today, on.tasks))
    leaving = LeavingStory(
        stories,
        Disclosures(desk),
        on.printer,
        on.reads,
        around.council,
        desk.today,
        on.tasks,
        invented=around.demo,
    )
    on.window.add_page(
        "story", partial(StoryPage, model, on.head, leaving, on.window, desk.worker.name), under="families"
    )
