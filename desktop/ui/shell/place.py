"""Where the worker is on a page: what `MainWindow.keep` gives to the vault at a lock, and how the unlock comes back to it (F11, F13)."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from desktop.ui.shell.dialog import Dialog, Scrim
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.widgets.caret import Kept, caret_in, put_caret
from desktop.ui.widgets.page import Page


class Place(NamedTuple):
    """A page by its key, and the ids that it arrived with."""

    key: str
    args: dict[str, str]


def without(trail: Iterable[Place], family: str) -> list[Place]:
    """A trail without the pages of a family."""
    return [place for place in trail if place.args.get("family") != family]


def keep(page: Page, dialog: Dialog | None) -> Kept:
    """Hand over what is typed on the page; its place, its caret, and what is filled into the open dialog."""
    return {
        "page": page.keep(),
        "caret": caret_in(page),
        "dialog": dialog.keep() if isinstance(dialog, FormDialog) else None,
    }


def with_caret_of(kept: Kept, before: Kept) -> Kept:
    """The same, with the carets that there were before."""
    kept |= {"caret": before["caret"]} if before else {}
    if before and kept["dialog"] and before["dialog"]:
        kept["dialog"] |= {"caret": before["dialog"]["caret"]}
    return kept


def return_to(page: Page, scrim: Scrim, kept: Kept, anywhere: Mapping[str, Callable[[str], None]]) -> None:
    """The same question, the same caret, the same half-filled dialog: the page's own, or one that is asked for `anywhere`."""
    page.resume(kept["page"])
    put_caret(page, kept["caret"])
    if kept["dialog"] is not None:
        name, about = kept["dialog"]["name"], kept["dialog"]["about"]
        ask = anywhere.get(name)
        if ask is not None:
            ask(about)
        else:
            page.ask_again(name, about)
        if isinstance(scrim.dialog, FormDialog):
            scrim.dialog.resume(kept["dialog"])
