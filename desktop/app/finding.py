"""From a search to the page on which a thing that was found is read."""

from functools import partial

from desktop.casework.finding import Found
from desktop.ui.find.dialog import FindDialog
from desktop.ui.find.model import FindModel
from desktop.ui.shell.window import MainWindow
from sync.records.assessment import Assessment
from sync.records.person import Person
from sync.records.plan import Action, Outcome, Plan

PLACES = {
    Action.kind: "plan",
    Outcome.kind: "plan",
    Plan.kind: "plan",
    Assessment.kind: "assessment",
    Person.kind: "person",
}
"""The page on which a kind of record is read, besides that of its family."""

_BY_ID = frozenset({Assessment.kind, Person.kind})
"""The kinds whose page is of one record."""


def ask_find(window: MainWindow, model: FindModel, typed: str) -> None:
    """Put the search over the window; in a visit it finds nothing of another family."""
    dialog = FindDialog(model, typed, window.family if window.in_visit else None)
    dialog.found.connect(partial(_open, window))
    window.ask(dialog)


def _open(window: MainWindow, found: Found) -> None:
    key, args = PLACES.get(found.kind, "family"), {"family": found.family}
    if found.kind in _BY_ID:
        args[found.kind] = found.record
    if not window.in_visit:
        window.open(key, **args)
    elif f"visit-{key}" in window.rail.keys("visit"):
        window.open(f"visit-{key}", **args)
