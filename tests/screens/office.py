"""The office: Today, families, what a manager decides, sending and receiving, settings, finding."""

from collections.abc import Callable

from desktop.ui.booking.book_visit import BookVisit
from desktop.ui.booking.move_visit import CallOff, MoveVisit, OwnTime
from desktop.ui.caseload.page import CaseloadPage
from desktop.ui.families.add_family import AddFamily
from desktop.ui.families.page import FamiliesPage
from desktop.ui.families.settle import SettleFamily
from desktop.ui.find.dialog import FindDialog
from desktop.ui.history.page import HistoryPage
from desktop.ui.mergers.dialogs import DecideMerger
from desktop.ui.mergers.page import DecidePage
from desktop.ui.practice.page import PracticePage
from desktop.ui.prepare.dialogs import PrintSheet, WriteRoute
from desktop.ui.prepare.page import PreparePage
from desktop.ui.sending.conflict_page import ConflictPage
from desktop.ui.sending.page import SendingPage
from desktop.ui.sending.refused_page import RefusedPage
from desktop.ui.settings.change_passphrase import ChangePassphrase
from desktop.ui.settings.page import SettingsPage
from desktop.ui.shell.dialog import Dialog
from desktop.ui.shell.help import HelpDialog
from desktop.ui.today.page import TodayPage
from desktop.ui.words import booking, families, prepare, settings, today
from tests.screens.room import Room, Screen
from tests.ui.test_practice_page import PHONES, Noted

_READING, _PRIVACY, _LAPTOP = (said for _key, said in settings.TABS)


def page(key: str, *pressed: str) -> Callable[[Room], None]:
    """A page without an id, after these buttons were pressed."""

    def opens(room: Room) -> None:
        room.go(key)
        room.press(*pressed)

    return opens


def _prepare(*pressed: str) -> Callable[[Room], None]:
    def opens(room: Room) -> None:
        room.go("prepare", family=room.laid.family, visit=room.laid.planned)
        room.press(*pressed)

    return opens


def _found(typed: str) -> Callable[[Room], None]:
    def opens(room: Room) -> None:
        room.go("families", find=typed)

    return opens


def _seek(typed: str) -> Callable[[Room], None]:
    def opens(room: Room) -> None:
        room.go("today")
        room.window.seek(typed)
        room.settle()

    return opens


def _help(room: Room) -> None:
    room.go("today")
    room.window.ask_help()
    room.settle()


def _settle(room: Room) -> None:
    room.go("families")
    room.ask_again(SettleFamily, room.laid.begun)


def _conflict(room: Room) -> None:
    room.go("conflict", conflict=room.laid.conflict)


def _joined(room: Room) -> None:
    room.go("conflict", conflict=room.laid.joined)


def _history(room: Room) -> None:
    room.go("history", kind="plan", record=room.laid.plan)


def _refused(room: Room) -> None:
    room.go("refused", kind="note", record=room.laid.refused)


def _decide(room: Room) -> None:
    room.go("decide")
    room.ask_again(DecideMerger, room.laid.proposal)


def _practice(room: Room) -> None:
    """In practice alone it has a place in the rail."""

    def make() -> PracticePage:
        return PracticePage(Noted(), room.tasks, room.window, PHONES, room.settle, room.settle)

    room.window.add_page("practice", make, under="settings")
    room.go("practice")


SCREENS = (
    Screen("today", page("today", today.DAY), TodayPage),
    Screen("today-week", page("today", today.WEEK), TodayPage),
    Screen("today-new", page("today", today.NEW), Dialog),
    Screen("today-book-visit", page("today", today.NEW, today.BOOK_VISIT), BookVisit),
    Screen("today-own-time", page("today", today.NEW, booking.OWN_TIME), OwnTime),
    Screen("prepare", _prepare(), PreparePage),
    Screen("prepare-move", _prepare(booking.MOVE), MoveVisit),
    Screen("prepare-call-off", _prepare(booking.OFF), CallOff),
    Screen("prepare-route", _prepare(prepare.WRITE_ROUTE), WriteRoute),
    Screen("prepare-print", _prepare(prepare.PRINT), PrintSheet),
    Screen("find-nothing-yet", _seek(""), FindDialog),
    Screen("find", _seek("maya"), FindDialog),
    Screen("families", page("families"), FamiliesPage),
    Screen("families-none-found", _found("Harltey"), FamiliesPage),
    Screen("family-known-already", _settle, SettleFamily),
    Screen("family-new", page("families", families.ADD), AddFamily),
    Screen("caseload", page("caseload"), CaseloadPage),
    Screen("decide", page("decide"), DecidePage),
    Screen("decide-one", _decide, DecideMerger),
    Screen("help", _help, HelpDialog),
    Screen("sending", page("sending"), SendingPage),
    Screen("conflict", _conflict, ConflictPage),
    Screen("conflict-joined", _joined, ConflictPage),
    Screen("history", _history, HistoryPage),
    Screen("refused", _refused, RefusedPage),
    Screen("settings", page("settings", _READING), SettingsPage),
    Screen("settings-privacy", page("settings", _PRIVACY), SettingsPage),
    Screen("settings-laptop", page("settings", _LAPTOP), SettingsPage),
    Screen("settings-passphrase", page("settings", _PRIVACY, settings.CHANGE), ChangePassphrase),
    Screen("practice", _practice, PracticePage),
    Screen("settings-hand-in", page("settings", _LAPTOP, settings.HAND_IN_BUTTON), Dialog),
)
