"""Find as you type: from each key until what is found for it is painted, at a typist's pace on a full laptop."""

from collections.abc import Iterator
from functools import partial
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.casework.finding import Finder
from desktop.ui.find.dialog import FindDialog
from tests.bench.at_the_laptop import AtTheLaptop, at_the_laptop, focused
from tests.bench.figure import Figure, Goal, NotRight, percentile
from tests.bench.full_vault import FullVault
from tests.bench.own_process import called

_TYPED = (
    "hartley",
    "school morning",
    "breakfast",
    "maya okoro",
    "landlord letter",
    "attendance",
    "bedtime",
    "walk to school",
)
_PAUSE_SECONDS = 0.1


def measured(vault: FullVault) -> Iterator[Figure]:
    """p95 of all keys, beside the search alone."""
    painted, alone = called(_keys, vault)
    n = {**vault.n, "keys": len(painted)}
    against, floor = "the search alone: p95", percentile(alone, 95)
    yield Figure(
        "find as you type, key to painted: p95", percentile(painted, 95), "ms", n, against, floor, Goal(value=60)
    )


def _keys(vault: FullVault) -> tuple[list[float], list[float]]:
    """Milliseconds."""
    with at_the_laptop(vault) as laptop:
        painted = [took for text in _TYPED for took in _typed(laptop, text)]
        finder = Finder(laptop.desk.desk)
        alone = [_alone(finder, text[: end + 1]) for text in _TYPED for end in range(len(text))]
    return painted, alone


def _typed(laptop: AtTheLaptop, text: str) -> Iterator[float]:
    window = laptop.desk.window
    laptop.painted(partial(QTest.keyClick, window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier))
    for letter in text:
        laptop.pass_time(_PAUSE_SECONDS)
        yield laptop.painted(partial(QTest.keyClick, focused(), letter))
    (dialog,) = (dialog for dialog in window.findChildren(FindDialog) if dialog.isVisible())
    if dialog._model.state.asked != text:
        raise NotRight
    laptop.painted(window.close_dialog)


def _alone(finder: Finder, typed: str) -> float:
    begun = perf_counter()
    finder.find(typed, None)
    return (perf_counter() - begun) * 1000
