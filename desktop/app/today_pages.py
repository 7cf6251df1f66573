"""Today, with the week, and getting ready for a visit."""

from functools import partial

from desktop.app.saver import SystemSaver
from desktop.app.wiring import Wiring
from desktop.casework.booking import Bookings
from desktop.casework.day import Days
from desktop.casework.library import Library
from desktop.casework.preparing import Preparations
from desktop.casework.readiness import Readiness
from desktop.reports.visit_sheet import VisitSheets
from desktop.ui.booking.model import BookingModel
from desktop.ui.prepare.model import PrepareModel
from desktop.ui.prepare.page import PreparePage
from desktop.ui.today.model import TodayModel
from desktop.ui.today.page import TodayPage
from desktop.ui.words import shell as words


def add_today_pages(on: Wiring, library: Library) -> None:
    """Today, and what is opened from there before a visit. They book, move and call off through one model."""
    desk, tasks, window = on.desk, on.tasks, on.window
    days = Days(desk, Readiness(desk, library))
    today = on.kept(TodayModel(days, on.visits, lambda: on.post.standing, on.now, tasks))
    on.post.changed.connect(today.tick)
    booking = BookingModel(on.visits, Bookings(desk), on.reads, SystemSaver(window), on.now, tasks)
    page = partial(TodayPage, today, booking, window, desk.worker.first_name)
    window.add_page("today", page, words.TODAY, "sun")
    preparations = Preparations(desk)
    sheets = VisitSheets(preparations, on.around.council, desk.today, invented=on.around.demo)
    prepare = on.kept(PrepareModel(preparations, on.visits, sheets, on.printer, on.reads, on.now, tasks))
    window.add_page("prepare", partial(PreparePage, prepare, booking, window), under="today")
