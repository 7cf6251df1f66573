"""Find as one types: from each key to the results on the screen, over all notes of a busy worker."""

import os
import time
from collections.abc import Iterator

from desktop.casework.finding import Finder
from tests.bench.figure import Figure, Goal, NotRight, percentile
from tests.bench.full_vault import FullVault
from tests.bench.own_process import called
from tests.bench.searches import asked

_TYPED = 40


def measured(vault: FullVault) -> Iterator[Figure]:
    """p95 over every key of some searches, beside what the store needs for the same words without a window."""
    painted, found = called(_type, vault)
    n = {**vault.n, "keys": len(painted)}
    against, floor = "the search alone: p95", percentile(found, 95)
    yield Figure(
        "find as you type, key to results painted: p95",
        percentile(painted, 95),
        "ms",
        n,
        against,
        floor,
        Goal(value=60),
    )


def _type(vault: FullVault) -> tuple[list[float], list[float]]:
    """Milliseconds a key, in a window and without one. By itself in a process, since it makes the application."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from desktop.errors import DoorstepError
    from desktop.ui import theme
    from desktop.ui.find.dialog import FindDialog
    from desktop.ui.find.model import FindModel
    from desktop.ui.shell.window import MainWindow
    from desktop.ui.tasks import PoolTasks

    app = QApplication(["doorstep", *theme.ARGUMENTS])
    theme.dress(app, theme.Theme())
    painted, found = [], []
    with vault.desk() as desk:
        finder, tasks = Finder(desk), PoolTasks((DoorstepError,), lambda _name: None)
        model = FindModel(finder, tasks, lambda: None)
        window = MainWindow(demo=True, now=time.monotonic)
        dialog = FindDialog(model)
        window.ask(dialog)
        window.show()
        for words in asked(desk, _TYPED):
            dialog._field.clear()
            for at, letter in enumerate(typed := " ".join(words), start=1):
                begun = time.perf_counter()
                QTest.keyClicks(dialog._field, letter)
                while model.state.asked != typed[:at]:
                    app.processEvents()
                app.processEvents()
                painted.append((time.perf_counter() - begun) * 1000)
                begun = time.perf_counter()
                hits = finder.find(typed[:at])
                found.append((time.perf_counter() - begun) * 1000)
            if not hits or not dialog._rows.rowCount():
                raise NotRight
        tasks.close()
    return painted, found
