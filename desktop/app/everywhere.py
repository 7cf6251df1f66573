"""What is reached from anywhere: settings and urgent help."""

from functools import partial

from desktop.app.appearance import Appearance
from desktop.app.screen_capture import WindowsCapture
from desktop.app.urgent import Urgent
from desktop.app.wiring import Wiring
from desktop.casework.preferences import Own
from desktop.casework.sending import Sending
from desktop.reports.concern_copies import ConcernCopies
from desktop.ui.concern.model import ConcernModel
from desktop.ui.concern.sheet import ConcernSheet
from desktop.ui.practice.page import PracticePage
from desktop.ui.settings.meeting import Meeting
from desktop.ui.settings.model import SettingsModel
from desktop.ui.settings.page import SettingsPage, Ways
from desktop.ui.shell.help import HelpDialog
from desktop.ui.shell.rail import SETTINGS
from desktop.ui.words import practice as practice_words
from desktop.ui.words import settings as words


def add_settings_page(on: Wiring) -> None:
    """What is chosen there is worn at once, and what a key chose is kept."""
    desk, window = on.desk, on.window
    own = Own(desk)
    settings = on.kept(SettingsModel(own, Sending(desk), desk.store.backed_up_at, on.around.passphrase, on.tasks))
    appearance = Appearance(window.idle, window)
    settings.chose.connect(appearance.wear)
    appearance.wear(own.read().preferences)
    window.text_resized.connect(lambda k: settings.choose(text_percent=round(k * 100)))
    meeting = Meeting(WindowsCapture(lambda: int(window.winId())), window)
    meeting.over.connect(partial(window.tell, words.CAPTURE_AGAIN, "shield-check", "info"))
    window.curtain_drawn.connect(meeting.end)
    out = Ways(window.lock, window.ask_help, None if on.around.drills else on.around.change_over)
    page = partial(SettingsPage, settings, window, meeting, on.around.phones, out)
    window.add_page(SETTINGS, page, under=SETTINGS)


def add_practice(on: Wiring) -> None:
    """The drills, in practice alone."""
    post, window, drills = on.post, on.window, on.around.drills
    if drills is None:
        return

    def after() -> None:
        post.arrived.emit()
        post.send()

    page = partial(PracticePage, drills, on.tasks, window, on.around.phones, after, on.around.change_over)
    window.add_page("practice", page, practice_words.PRACTICE, "sprout")


def add_help(on: Wiring) -> None:
    """F1, and the button of the rail: over whatever page is there."""

    def ask() -> None:
        window = on.window
        if window.page is not None:
            window.ask(HelpDialog(window, window.page, window.place, on.around.phones))

    on.window.help_wanted.connect(ask)


def urgent_help(on: Wiring) -> Urgent:
    """The way to it from anywhere."""
    desk, window, post, tasks = on.desk, on.window, on.post, on.tasks
    copies = ConcernCopies(on.around.council, desk.today, invented=on.around.demo)
    concern = on.keeps(ConcernModel(desk, copies.pdf, on.printer, on.reads, post.send, on.now, tasks))
    post.finished.connect(concern.reload)
    return Urgent(window, partial(ConcernSheet, concern, on.around.phones), concern, desk.store, tasks)
