"""What lies on the laptop of whose screens pictures are taken: invented families, and something for each state to show."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen
from sqlalchemy import select

from desktop.app.gate import COUNCIL_NAME, ROLE
from desktop.casework.attachments import Attachments, NewAttachment
from desktop.casework.desk import Desk, Worker
from desktop.casework.duplicates import NewFamily
from desktop.casework.families import Families
from desktop.casework.looked import Looked, Questions
from desktop.casework.mergers import Mergers
from desktop.casework.people import NewPerson
from desktop.casework.person_links import PersonLinks
from desktop.store.replica import RECEIVED_AT
from sync.records.conflict import Conflict
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.note import Note
from sync.records.person import Person
from sync.records.plan import Plan
from sync.records.types import instant_text
from sync.records.visit import Visit, VisitEntry
from sync.rules.links import ASK_JOIN, JOIN, Act, Word
from tests.support.desks import MORNING, a_family, a_person, a_visit, an_action, today_at, write
from tests.support.exchange import Exchange
from tests.support.invented.entering import enter
from tests.support.invented.families import invented_council
from tests.ui.sending.clashes import a_clash

_SEED, _FAMILIES = 2026, 9
_LINES = (
    ("words", "I go up before they start, then I can’t hear the words.", "normal"),
    ("well", "Dana and Maya laughed about the bus.", "normal"),
    ("worry", "Chidi still has a key, and Dana minds.", "not_for_family"),
    ("later", "Ask the school about a quiet start on Wednesdays.", "normal"),
)


@dataclass(frozen=True)
class Caseload:
    """The ids that screens are opened with."""

    family: str
    empty: str
    person: str
    visit: str
    note: str
    refused: str
    conflict: str
    joined: str
    missed: str
    planned: str
    plan: str
    action: str
    begun: str
    proposal: str
    asked: str
    """Two people, of whom it is asked whether they are one."""


def lay(desk: Desk) -> Caseload:
    """Write everything; the worker is a manager too, so that there is something to decide."""
    desk.store.put_setting(ROLE, "manager")
    desk.store.put_setting(COUNCIL_NAME, "Northmere Council")
    desk.store.put_setting(RECEIVED_AT, instant_text(MORNING))
    families = list(invented_council(_SEED, _FAMILIES, MORNING.date()))
    for family in families:
        enter(desk.store, family)
    _send(desk, [family.id for family in families])
    first, other = families[0].id, families[1].id
    people = _people(desk, first)
    visit = _visit(desk, first, people)
    _documents(desk, first)
    note = write(desk, Note, first, text="Rang Dana at nine.", happened_at=today_at(9), channel="call")
    refused = write(desk, Note, first, text="Rang the surgery.", happened_at=today_at(9, 30), channel="call")
    values: dict[str, Any] = {"base": {"value": "Rang."}, "kept": {"value": "One."}, "other": {"value": "Two."}}
    joined = write(
        desk, Conflict, first, nature="joined", record_kind="note", record=note, field_name="text", **values
    )  # fmt: skip
    priya = replace(desk, worker=Worker("priya.shah", "Priya Shah", "North team"))
    proposal = Mergers(priya, "practitioner").propose(
        other, "merge", families[2].id, "The school knows one family only."
    )
    begun = Families(desk).add(NewFamily("Osei", people=(NewPerson("Ama"),)), Looked("no"))
    Questions(desk).answered(begun, "likely")
    _same(desk, (first, people["Maya"]), other, JOIN)
    third = families[2].id
    asked = _same(desk, (third, next(iter(_people(desk, third).values()))), families[3].id, ASK_JOIN)
    return Caseload(
        family=first,
        empty=a_family(desk, "Underhill", "Netherby", "allocated"),
        person=people["Maya"],
        visit=visit,
        note=note,
        refused=refused,
        conflict=a_clash(desk, first),
        joined=joined,
        missed=a_visit(desk, first, today_at(16, days=-1), "Bring the form for the breakfast club."),
        planned=a_visit(desk, first, today_at(14, days=2), "Look at the school’s letter together."),
        plan=Plan.id_for(stream_id(first, Plan.compartment)),
        action=an_action(desk, first, "Ask about the breakfast club", MORNING.date()),
        begun=begun,
        asked=asked,
        proposal=proposal,
    )


def _send(desk: Desk, families: Sequence[str]) -> None:
    """The council has taken all that is written so far."""
    for family in families:
        for compartment in Compartment:
            exchange = Exchange(desk, family, compartment)
            for made in exchange.sealed().values():
                exchange.answer(exchange.receipt(exchange.accept(made)))


def _people(desk: Desk, family: str) -> dict[str, str]:
    with desk.store.reading() as session:
        rows = session.scalars(select(Person).where(Person.stream == stream_id(family, Person.compartment)))
        return {str(row.first_name): row.id for row in rows}


def _same(desk: Desk, one: tuple[str, str], other_family: str, act: Word) -> str:
    """A child of another family is, or is said to be, the same as this person; both ids, as the question names them."""
    twin = a_person(desk, other_family, "Maya", years=14)
    ends = sorted((stream_id(family, Person.compartment), person) for family, person in (one, (other_family, twin)))
    at, why = "2026-10-05T14:20:00Z", "Same birth certificate."
    PersonLinks(desk, "").keep_one(Act(*ends[0], *ends[1], 1, act, "priya.shah", at, why))
    return "/".join(person for _stream, person in ends)


def _documents(desk: Desk, family: str) -> None:
    files = Attachments(desk)
    for category, title, data in (
        ("letter", "Letter from the landlord", b"%PDF-1.7\n%%EOF\n"),
        ("drawing", "Leo’s drawing of home", _a_house()),
    ):
        files.add(family, NewAttachment(category=category, title=title), [data])


def _a_house() -> bytes:
    """As a child of eight draws one."""
    sheet = QImage(640, 420, QImage.Format.Format_RGB32)
    sheet.fill(QColor("white"))
    pen = QPainter(sheet)
    pen.setPen(QPen(QColor("#29405f"), 6))
    for x, y, wide, high in ((200, 190, 240, 190), (295, 280, 50, 100), (225, 220, 50, 45), (365, 220, 50, 45)):
        pen.drawRect(x, y, wide, high)
    pen.drawPolyline([QPoint(180, 195), QPoint(320, 90), QPoint(460, 195)])
    pen.setPen(QPen(QColor("#c98a12"), 6))
    pen.drawEllipse(520, 40, 70, 70)
    pen.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(sheet)
    return bytes(buffer.data().data())


def _visit(desk: Desk, family: str, people: dict[str, str]) -> str:
    """Today's, that has been going on for eighteen minutes, with a line of each kind."""
    began = MORNING - timedelta(minutes=18)
    with desk.writing() as session:
        mine = Visit.stream == stream_id(family, Visit.compartment)
        planned = session.scalars(select(Visit).where(mine, Visit.state == "planned")).one()
        planned.planned_at, planned.arrived_at = began, began
        visit = planned.id
    for at, (tag, text, sensitivity) in enumerate(_LINES):
        said_by = people["Maya"] if tag == "words" else None
        write(
            desk, VisitEntry, family, visit=visit, at=began + timedelta(minutes=3 * at), tag=tag, text=text,
            sensitivity=sensitivity, said_by=said_by,
        )  # fmt: skip
    return visit
