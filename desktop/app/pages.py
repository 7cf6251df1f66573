"""The pages of the desk: each with its model, in the rail or behind another page."""

from collections.abc import Sequence

from desktop.app.post import Post
from desktop.casework.day import Days
from desktop.casework.desk import Desk
from desktop.casework.families import Families
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.ui.families.model import FamiliesModel
from desktop.ui.families.page import FamiliesPage
from desktop.ui.shell.window import MainWindow
from desktop.ui.tasks import Tasks
from desktop.ui.today.model import TodayModel
from desktop.ui.today.page import TodayPage
from desktop.ui.words import families as family_words
from desktop.ui.words import today as today_words


class Pages:
    def __init__(self, window, models):
        self._window, self._models = window, models

    def open_first(self) -> None:
        self._window.open("today")

    def reload(self) -> None:
        for model in self._models:
            model.reload()


def add_pages(
    window: MainWindow,
    desk: Desk,
    tasks: Tasks,
    post: Post,
    phones: Sequence[tuple[str, str]],
    *,
    council: str,
    demo: bool,
) -> Pages:
    now = lambda: desk.clock.now().astimezone(LONDON)
    visits = Visits(desk)
    today = TodayModel(Days(desk), visits, lambda: post.standing, now, tasks)
    families = FamiliesModel(Families(desk), desk.today, tasks)
    window.add_page("today", TodayPage(today, window, desk.worker.first_name), "Today", "sun")
    window.add_page("families", FamiliesPage(families, window), "Families", "users-round")
    return Pages(window, [today, families])
