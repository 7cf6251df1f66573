"""Jo Ellery's desk at 10:42 on Tuesday 6 October 2026, on a real store, and families to lay on it.

`desk` in tests/conftest.py is such a desk. `write` puts a record of any kind where it belongs; the named families are those
of the mockups. People, places and numbers are invented.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from desktop.casework.desk import Desk, Worker
from desktop.clock import LONDON, Clock, FixedClock
from desktop.ids import Ids, IdSource, seeded
from desktop.store.capture import Saving
from desktop.store.session import Store
from desktop.store.settings import Identity
from sync.records.address import Address
from sync.records.assessment import Assessment
from sync.records.consent import Consent
from sync.records.episode import Episode
from sync.records.event import Event
from sync.records.family import Family
from sync.records.flag import Flag
from sync.records.ids import stream_id
from sync.records.note import Note
from sync.records.person import Person
from sync.records.plan import Action
from sync.records.professional import Professional
from sync.records.record import Record
from sync.records.relationship import Relationship
from sync.records.residence import Residence
from sync.records.scale_score import ScaleScore
from sync.records.visit import Visit, VisitEntry
from tests.support.stores import a_new_store, is_new, lay_a_copy

MORNING = datetime(2026, 10, 6, 10, 42, tzinfo=LONDON)
TODAY = MORNING.date()
Laid = TypeVar("Laid")
JO = Worker(user="jo.ellery", name="Jo Ellery", team="Aldermoor")


def a_store(folder: Path, clock: Clock, seed: int = 1) -> Store:
    """A new store in a folder, the same for the same seed."""
    random = seeded(seed)
    identity = Identity("northmere", JO.user, JO.name, f"laptop-{seed}", 1, random(32))
    return a_new_store(folder / "families.db", random(32), identity, clock, Ids(clock.now, random), random)


def a_desk(folder: Path, at: datetime = MORNING, seed: int = 1) -> Desk:
    """Jo's desk. Its clock is a `FixedClock`; close `desk.store` when done."""
    clock = FixedClock(at)
    return Desk(a_store(folder, clock, seed), clock, Ids(clock.now, seeded(seed + 1000)), JO)


@contextmanager
def in_one_save(desk: Desk) -> Iterator[Desk]:
    """The same desk, on which all that is written until the end is a single save: a family is laid in a fraction of the time."""
    with desk.writing() as session:
        yield _InOneSave(desk.store, desk.clock, desk.ids, desk.worker, session)


@dataclass(frozen=True)
class _InOneSave(Desk):
    session: Saving

    def writing(self) -> AbstractContextManager[Saving]:
        return nullcontext(self.session)


def write(desk: Desk, kind: type[Record], family: str, **fields: Any) -> str:
    """One record into the stream of its compartment; its id."""
    record = fields.pop("id", None) or desk.new_id()
    with desk.writing() as session:
        session.add(kind(id=record, stream=stream_id(family, kind.compartment), **fields))
    return record


def a_family(desk: Desk, name: str = "Brierley", area: str = "Millbrook", state: str = "active") -> str:
    """A family without people, its episode in `state`."""
    family = desk.new_id()
    stream = stream_id(family, Family.compartment)
    with desk.writing() as session:
        session.begin_family(family)
        session.add(Family(id=family, stream=stream, name=name, area=area))
        session.add(Episode(id=desk.new_id(), stream=stream, state=state))
    return family


def a_person(desk: Desk, family: str, first_name: str = "Tom", role: str = "child", **fields: Any) -> str:
    """A person; `years` stands for a birthday that many years before last June."""
    years = fields.pop("years", None)
    if years is not None:
        fields["born_on"] = date(TODAY.year - years, 6, 1)
    return write(desk, Person, family, first_name=first_name, role=role, **fields)


def a_mother(desk: Desk, family: str, first_name: str = "Dana", child: str = "Maya") -> str:
    """A mother and her child: she holds parental responsibility, so that her yes is enough for an assessment."""
    mother = a_person(desk, family, first_name, "parent", sex="female", years=34)
    born = a_person(desk, family, child, years=14)
    record = Relationship.id_for(stream_id(family, Relationship.compartment), mother, born)
    write(desk, Relationship, family, id=record, a=mother, relation="mother", b=born, responsibility="mother")
    return mother


def a_consent(desk: Desk, family: str, person: str, answer: str = "given", on: date = date(2026, 9, 22), **fields: Any):
    """A person's answer, to the assessment unless `purpose` and `agency` say otherwise."""
    purpose, agency = fields.pop("purpose", "assessment"), fields.pop("agency", "")
    record = Consent.id_for(stream_id(family, Consent.compartment), person, purpose, agency)
    decision = {"answer": answer, "on": on.isoformat(), "how": "verbal"}
    return write(
        desk,
        Consent,
        family,
        id=record,
        person=person,
        purpose=purpose,
        agency=agency or None,
        decision=decision,
        **fields,
    )


def a_visit(desk: Desk, family: str, at: datetime, purpose: str = "", minutes: int = 60, **fields: Any) -> str:
    """A planned visit of Jo's, at home, unless the fields say otherwise."""
    planned = {"state": "planned", "worker": JO.user, "place": "home", "visit_type": "announced"} | fields
    return write(desk, Visit, family, planned_at=at, planned_minutes=minutes, purpose=purpose or None, **planned)


def an_action(
    desk: Desk, family: str, text: str, due_on: date | None = None, progress: str = "not_started", **fields: Any
):
    """An action of Jo's unless `owners` name somebody."""
    fields.setdefault("workers", None if fields.get("owners") else (JO.name,))
    return write(desk, Action, family, text=text, due_on=due_on, progress=progress, **fields)


def today_at(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """A time of today in London, or of the day so many days later."""
    return MORNING.replace(hour=hour, minute=minute) + timedelta(days=days)


def _laid(desk: Desk, lay: Callable[[Desk], Laid]) -> Laid:
    """Families laid in one save. On a new desk of Jo's they come in a copy of a store in which they were saved before."""
    if desk.worker != JO or not is_new(desk.store):
        return _saved(lay, desk)
    laid: Laid = lay_a_copy(desk.store, desk.clock.now(), _LAYING[lay])
    return laid


def _saved(lay: Callable[[Desk], Laid], desk: Desk) -> Laid:
    with in_one_save(desk) as laid:
        return lay(laid)


def _on_jos_desk(lay: Callable[[Desk], Laid], store: Store, ids: IdSource) -> Laid:
    return _saved(lay, Desk(store, store.clock, ids, JO))


def hartley_okoro(desk: Desk) -> str:
    """The family of the mockups: Dana, Pat, Chidi, Maya, Leo and Ruby, to be seen at 11:00 today."""
    return _laid(desk, _hartley_okoro)


def _hartley_okoro(desk: Desk) -> str:
    family = a_family(desk, "Hartley-Okoro", "Aldermoor", "assessing")
    place: Any = {"line1": "14 Fern Close", "town": "Aldermoor", "postcode": "ZZ1 4QQ"}
    home = write(desk, Address, family, use="home", place=place)
    people = {
        first: a_person(desk, family, first, role, surname=surname, sex=sex, years=years, **fields)
        for first, role, surname, sex, years, fields in _HARTLEY_OKORO
    }
    for first in ("Dana", "Pat", "Maya", "Leo", "Ruby"):
        write(desk, Residence, family, person=people[first], home=home, part="main")
    for a, relation, b in _TIES:
        record = Relationship.id_for(stream_id(family, Relationship.compartment), people[a], people[b])
        write(desk, Relationship, family, id=record, a=people[a], relation=relation, b=people[b])
    a_consent(desk, family, people["Dana"])
    a_consent(desk, family, people["Dana"], purpose="sharing", agency="school")
    write(desk, Professional, family, name="Sam Peel", role="school", agency="school")
    write(desk, Professional, family, name="Nadia Khan", role="health visitor", agency="health")
    _its_story(desk, family, people)
    _its_plan(desk, family, people)
    return family


_HARTLEY_OKORO: tuple[tuple[str, str, str, str, int, dict[str, str]], ...] = (
    ("Dana", "parent", "Hartley", "female", 34, {}),
    ("Pat", "adult", "Hartley", "female", 61, {}),
    ("Chidi", "parent", "Okoro", "male", 36, {"living_pattern": "Weekends"}),
    ("Maya", "child", "Hartley", "female", 14, {"year_group": "Year 9", "school": "Aldermoor High"}),
    ("Leo", "sibling", "Okoro", "male", 8, {"year_group": "Year 4", "school": "Millbrook Primary"}),
    ("Ruby", "sibling", "Okoro", "female", 2, {"school": "At nursery"}),
)
_TIES = (
    *(("Dana", "mother", child) for child in ("Maya", "Leo", "Ruby")),
    *(("Chidi", "father", child) for child in ("Maya", "Leo", "Ruby")),
    ("Pat", "mother", "Dana"),
    ("Pat", "grandparent", "Maya"),
    ("Chidi", "former_partner", "Dana"),
)


def _its_story(desk: Desk, family: str, people: dict[str, str]) -> None:
    write(
        desk, Flag, family, category="dog", checked_on=date(2026, 9, 29),
        text="Dog in the house. Ring before you arrive.\nDo not leave letters with the neighbour.",
    )  # fmt: skip
    write(desk, Assessment, family, state="draft", started_on=date(2026, 9, 22), lead=JO.user)
    a_visit(desk, family, today_at(11), "Home visit with Dana and Maya. Finish Maya’s part of the assessment.")
    seen = today_at(14, days=-7)
    visit = a_visit(
        desk, family, seen, state="done", arrived_at=seen, left_at=seen + timedelta(minutes=55),
        observation="Maya spoke about mornings. “I’m not lazy, I’m tired.”",
    )  # fmt: skip
    write(
        desk, VisitEntry, family, visit=visit, at=seen, tag="words", said_by=people["Maya"],
        text="To go in late on Wednesdays so I can sleep, and for Mum to stop worrying.",
    )  # fmt: skip
    write(
        desk, Note, family, happened_at=today_at(9, days=-11), channel="call", with_whom="Millbrook Primary",
        text="Leo upset on Thursday, collected early by Pat",
    )  # fmt: skip
    write(desk, Event, family, happened_on=date(2026, 9, 1), text="Maya began Year 9 at Aldermoor High", positive=True)


def _its_plan(desk: Desk, family: str, people: dict[str, str]) -> None:
    for area, scores in (
        ("school", (3, 3, 5)),
        ("feeling_well", (4, 3, 5)),
        ("home_and_money", (5, 4, 4)),
        ("getting_along", (4, 5, 7)),
    ):
        for weeks, score in enumerate(scores):
            on = date(2026, 9, 22) + timedelta(weeks=weeks)
            write(desk, ScaleScore, family, who=people["Dana"], area=area, score=score, scored_on=on)
    an_action(desk, family, "Ring Aldermoor Homes about the arrears plan", TODAY - timedelta(days=2))
    an_action(desk, family, "Ask for speech therapy date", TODAY + timedelta(days=7))
    both = (people["Maya"], people["Dana"])
    an_action(desk, family, "Phones downstairs by 9:30pm", date(2026, 10, 26), "started", owners=both)
    for text in ("Send breakfast club form", "Tell the GP about Maya’s sleep"):
        an_action(desk, family, text, date(2026, 9, 30), "done", done_on=date(2026, 9, 30))


def the_week(desk: Desk) -> dict[str, str]:
    """The families of the mockups by name, with their visits of the week."""
    return _laid(desk, _the_week)


def _the_week(desk: Desk) -> dict[str, str]:
    families = {"Hartley-Okoro": _hartley_okoro(desk)}
    for name, area, state, children in (
        ("Nowak", "Netherby", "allocated", (("Kasia", 7),)),
        ("Brierley", "Millbrook", "active", (("Tom", 9), ("Esme", 6))),
        ("Castell-Ward", "Netherby", "assessing", (("Isaac", 12),)),
        ("Iqbal", "Millbrook", "active", (("Zara", 15), ("Hamza", 11))),
        ("Fenwick", "Aldermoor", "active", (("Poppy", 4), ("Alfie", 1))),
        ("Thornes", "Aldermoor", "active", (("Ben", 16), ("Lily", 13), ("Max", 10))),
    ):
        family = families[name] = a_family(desk, name, area, state)
        for first, years in children:
            child = a_person(desk, family, first, surname=name, years=years)
        if name != "Nowak":
            a_consent(desk, family, child)
    a_visit(desk, families["Nowak"], today_at(13, 30), "First visit. Ask for consent before anything else.")
    a_visit(desk, families["Brierley"], today_at(15, 45), "Two actions to report on.", 45, place="school")
    write(desk, Assessment, families["Castell-Ward"], state="draft", started_on=date(2026, 9, 28), lead=JO.user)
    for name, days in (("Castell-Ward", 2), ("Iqbal", 2), ("Fenwick", 3), ("Thornes", 6)):
        a_visit(desk, families[name], today_at(10, 30, days=days))
    started = today_at(16, days=-4)
    a_visit(desk, families["Fenwick"], started, arrived_at=started)
    an_action(desk, families["Brierley"], "Send breakfast club form to school", TODAY)
    an_action(desk, families["Iqbal"], "Review the plan with the family", TODAY + timedelta(days=2))
    an_action(desk, families["Thornes"], "Book the dentist for Max", TODAY - timedelta(days=1))
    return families


# One for each, made once: by it the copy is found again.
_LAYING: dict[Callable[[Desk], Any], Any] = {lay: partial(_on_jos_desk, lay) for lay in (_hartley_okoro, _the_week)}
