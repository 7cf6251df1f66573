"""The hidden screen in each of its forms: in the office, in a visit, locking, and kept from locking by a full disk."""

from collections.abc import Callable

import pytest

from desktop.ui.shell.curtain import Curtain
from desktop.ui.shell.hold import Hold
from desktop.ui.shell.window import MainWindow
from desktop.ui.words import gate, saving
from tests.ui import rules
from tests.ui.shells import said


def held() -> Hold:
    hold = Hold(lambda: 0.0)
    hold.set_pin("2580")
    return hold


FORMS: dict[str, tuple[Callable[[Curtain], None], list[str]]] = {
    "office": (lambda curtain: curtain.draw(minutes=10), [gate.SHOW_SCREEN]),
    "visit": (lambda curtain: curtain.hold(held()), [gate.PIN, gate.SHOW_SCREEN]),
    "wrong PIN": (lambda curtain: curtain.hold(held(), wrong=True), [gate.PIN, gate.SHOW_SCREEN]),
    "locking": (lambda curtain: curtain.lock(), []),
    "full disk": (lambda curtain: curtain.lock(saving.DISK_FULL), [gate.TRY_AGAIN]),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_rule_holds_and_every_button_has_its_name(qtbot, form):
    window = MainWindow(demo=False, now=lambda: 0.0)
    rules.show(qtbot, window)
    curtain = window.findChild(Curtain)
    assert curtain is not None
    draw, offered = FORMS[form]

    draw(curtain)

    rules.check_all(qtbot, curtain)
    assert [rules.name_of(button) for button in rules.interactive(curtain)] == offered
    assert said(curtain)
