"""Every page opened by turns for many families, on a full laptop: from the key or click until all of it is painted."""

from collections.abc import Iterator, Mapping
from functools import partial

from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from desktop.app.desk_window import DeskWindow
from desktop.ui.widgets.page import Page
from sync.records.assessment import Assessment
from sync.records.family import Family
from sync.records.ids import stream_id
from sync.records.note import Note
from sync.records.person import Person
from sync.records.record import Record
from tests.bench.at_the_laptop import AtTheLaptop, at_the_laptop
from tests.bench.figure import Figure, Goal, NotRight, percentile
from tests.bench.full_vault import FullVault
from tests.bench.own_process import called

_FAMILIES = 12
_ALONE = ("families", "today", "sending", "settings")
_OF_A_FAMILY = ("family", "people", "genogram", "ecomap", "plan", "documents")
_OF_A_RECORD: Mapping[str, type[Record]] = {"person": Person, "assessment": Assessment}


def measured(vault: FullVault) -> Iterator[Figure]:
    """p95 of all, and of each page's first opening, in which it is made, beside a page with a line of text."""
    first, again, bare = called(_switches, vault)
    n, against, floor = (
        {**vault.n, "switches": len(first) + len(again)},
        "a page of one line: p95",
        percentile(bare, 95),
    )
    yield Figure(
        "screen switch to painted: p95", percentile(first + again, 95), "ms", n, against, floor, Goal(value=100)
    )
    n = {**vault.n, "first openings": len(first)}
    yield Figure("first opening of a page: p95", percentile(first, 95), "ms", n, against, floor, Goal())


def _switches(vault: FullVault) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds: of first openings, of later ones, and of the bare page."""
    first: dict[str, float] = {}
    again, bare = [], []
    with at_the_laptop(vault) as laptop:
        window = laptop.desk.window
        window.add_page("bare", _BarePage, under="families")
        for family in _some_families(laptop.desk):
            for page, ids in _pages(laptop.desk, family):
                took = _opened(laptop, page, ids)
                if page in first:
                    again.append(took)
                else:
                    first[page] = took
            bare.append(laptop.painted(partial(window.open, "bare")))
    return list(first.values()), again, bare


class _BarePage(Page):
    def __init__(self) -> None:
        super().__init__()
        self.column.addWidget(QLabel("A page"))


def _opened(laptop: AtTheLaptop, page: str, ids: dict[str, str]) -> float:
    window = laptop.desk.window
    before = window.page
    took = laptop.painted(partial(window.open, page, **ids))
    if window.page is before or took <= 0:
        raise NotRight
    return took


def _pages(desk: DeskWindow, family: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each page and its ids, in the order in which one leads to the next."""
    about = {"family": family}
    yield from ((page, {}) for page in _ALONE)
    yield from ((page, about) for page in _OF_A_FAMILY)
    for page, kind in _OF_A_RECORD.items():
        if (record := _first(desk, kind, family)) is not None:
            yield page, {**about, page: record}
    if (note := _first(desk, Note, family)) is not None:
        yield "history", {**about, "kind": Note.kind, "record": note}


def _some_families(desk: DeskWindow) -> list[str]:
    with desk.desk.reading() as session:
        return list(session.scalars(select(Family.id).limit(_FAMILIES)))


def _first(desk: DeskWindow, kind: type[Record], family: str) -> str | None:
    with desk.desk.reading() as session:
        return session.scalars(select(kind.id).where(kind.stream == stream_id(family, kind.compartment))).first()
