"""Before the lock opens, and when it closes: setting up, unlocking, the curtain."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.ui.enrol.model import EnrolModel, Step
from desktop.ui.enrol.page import EnrolPage
from desktop.ui.shell.curtain import Curtain
from desktop.ui.shell.frame import Frame
from desktop.ui.unlock.model import UnlockModel
from desktop.ui.unlock.page import UnlockPage
from desktop.ui.words import gate as words
from desktop.ui.words.saving import DISK_FULL
from tests.screens.room import Room, Screen
from tests.ui.gates import GOOD, CodeRefused, Offline, PaperGate


def _unlock(notice: str = "", *, typed: str = "", pressed: str = "") -> Callable[[Room], None]:
    def opens(room: Room) -> None:
        page = UnlockPage(UnlockModel(PaperGate(), room.tasks), notice)
        room.frame(page)
        page.passphrase.edit.setText(typed)
        if pressed:
            room.press(pressed)

    return opens


def _enrol(step: Step, *fails: Exception) -> Callable[[Room], None]:
    """As far as `step`; what fails there is raised at its end."""

    def opens(room: Room) -> None:
        paper = PaperGate()
        model = EnrolModel(paper, room.tasks)
        room.frame(EnrolPage(model))
        for at, act in enumerate((lambda: model.check("https://northmere.example.gov.uk", "ABCDE"), model.confirm)):
            if at < step:
                act()
        paper.fails.extend(fails)
        if step is Step.BRING:
            model.create(GOOD)
        elif fails:
            model.check("https://northmere.example.gov.uk", "ABCDE")
        elif step is Step.PASSPHRASE:
            room.press(words.SUGGEST)
        room.settle()

    return opens


def _curtain(room: Room) -> None:
    room.go("today")
    room.window.hide_screen()
    room.settle()


def _held(room: Room) -> None:
    room.visit()
    room.window.hold.set_pin("2468")
    room.window.hide_screen()
    room.settle()


def _locking(trouble: str) -> Callable[[Room], None]:
    """The window's own curtain would never open again: this one hangs in a frame."""

    def opens(room: Room) -> None:
        frame: Frame = room.frame(QWidget())
        curtain = Curtain(parent=frame)
        frame.cover_with(curtain)
        curtain.lock(trouble)
        room.settle()

    return opens


SCREENS = (
    Screen("enrol-code", _enrol(Step.CODE), EnrolPage),
    Screen("enrol-code-refused", _enrol(Step.CODE, CodeRefused()), EnrolPage),
    Screen("enrol-who", _enrol(Step.WHO), EnrolPage),
    Screen("enrol-passphrase", _enrol(Step.PASSPHRASE), EnrolPage),
    Screen("enrol-ready", _enrol(Step.BRING), EnrolPage),
    Screen("enrol-offline", _enrol(Step.BRING, Offline()), EnrolPage),
    Screen("unlock", _unlock(), UnlockPage),
    Screen("unlock-after-idle", _unlock(words.LOCKED_BY_ITSELF), UnlockPage),
    Screen("unlock-wrong", _unlock(typed="not these words", pressed=words.UNLOCK), UnlockPage),
    Screen("unlock-forgotten", _unlock(pressed=words.FORGOT), UnlockPage),
    Screen("curtain", _curtain, Curtain),
    Screen("curtain-visit", _held, Curtain),
    Screen("locking", _locking(""), Curtain),
    Screen("locking-disk-full", _locking(DISK_FULL), Curtain),
)
