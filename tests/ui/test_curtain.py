"""The hidden screen in each of its forms: in the office, in a visit, locking, and kept from locking by a full disk."""

from collections.abc import Callable

import pytest

from desktop.ui.shell.curtain import Curtain
from desktop.ui.shell.window import MainWindow
from desktop.ui.words import gate, saving
from tests.ui import rules
from tests.ui.shells import said

FORMS: dict[str, tuple[Callable[[Curtain], None], list[str]]] = {
    "office": (lambda curtain: curtain.draw(visiting=False, minutes=10), [gate.SHOW_SCREEN]),
    "visit": (lambda curtain: curtain.draw(visiting=True, minutes=10), []),
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
