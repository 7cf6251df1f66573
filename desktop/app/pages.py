"""Every page of the desk: in the rail of the office, in that of a visit, or behind another page."""

from functools import partial

from desktop.app.consent_pages import add_consent_page
from desktop.app.everywhere import add_help, add_practice, add_settings_page, urgent_help
from desktop.app.finding import ask_find
from desktop.app.note_pages import add_notes, add_story
from desktop.app.office_pages import add_office_pages
from desktop.app.paper_pages import add_assessment_pages, add_document_pages
from desktop.app.people_pages import add_people_pages
from desktop.app.post import Post
from desktop.app.sending_pages import add_sending_pages
from desktop.app.today_pages import add_today_pages
from desktop.app.visit_pages import add_visit_pages
from desktop.app.wiring import FORMS, OfFamily, Surroundings, Wiring
from desktop.casework.desk import Desk
from desktop.casework.finding import Finder
from desktop.casework.library import Library
from desktop.ui.find.model import FindModel
from desktop.ui.shell.window import MainWindow
from desktop.ui.tasks import Tasks

__all__ = ["FORMS", "Pages", "Surroundings"]


class Pages:
    """Every page of one window."""

    def __init__(self, window: MainWindow, desk: Desk, tasks: Tasks, post: Post, around: Surroundings) -> None:
        on = self._on = Wiring(window, desk, tasks, post, around)
        self.keeping, self.reading = on.keeping, on.reading
        window.opened.connect(on.reading.opened)
        library = Library(FORMS)
        add_today_pages(on, library)
        add_office_pages(on)
        add_notes(on).changed.connect(self.reload)
        add_story(on)
        add_people_pages(on)
        add_consent_page(on)
        add_visit_pages(on)
        add_assessment_pages(on, library)
        add_document_pages(on)
        add_sending_pages(on, library)
        add_settings_page(on)
        add_practice(on)
        add_help(on)
        self.urgent = urgent_help(on)
        find = FindModel(Finder(desk), tasks, partial(on.reading.searched, "find"))
        window.find_wanted.connect(partial(ask_find, window, find))

    def reload(self) -> None:
        """Records came in: read again what is on the screen."""
        for model in self._on.models:
            model.reload()

    def let_go(self, family: str) -> None:
        """A family is no longer on this laptop: no page knows anything of it."""
        for model in self._on.models:
            if isinstance(model, OfFamily):
                model.let_go(family)
