"""One human in two families (sync.md, section 2): what the council told of people on this laptop, and what may be said of them next.

The council alone says it: a worker asks, a manager who did not ask answers. It stands in no family's record, since readers of one family must not
learn of the other. Of two people only who has both on their laptop sees anything here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk, families_by_stream
from desktop.casework.people import card
from desktop.store import links
from sync.records.family import Family
from sync.records.person import Person
from sync.rules.links import ASK_JOIN, ASK_SPLIT, JOIN, REFUSE, SPLIT, Act, Standing, Word, standings
from sync.rules.mergers import may_decide

End = tuple[str, str]
"""A record of a person: its stream and its id."""


@dataclass(frozen=True)
class Somebody:
    """A person, and in which family."""

    end: End
    name: str
    full_name: str
    age: int | None
    born_on: date | None
    family: str
    family_name: str

    @property
    def person(self) -> str:
        return self.end[1]


@dataclass(frozen=True)
class Link:
    """Somebody here and somebody of another family: `joined` if they count as one human; `asked`, ask_join or ask_split, waits for a manager.

    `n` counts what was said of them, also where neither is so any more.
    """

    here: Somebody
    there: Somebody
    n: int = 0
    joined: bool = False
    asked: str = ""
    why: str = ""
    by: str = ""
    at: datetime | None = None
    may_decide: bool = False


@dataclass(frozen=True)
class Saying:
    """What is to be said of two people: the `n`th act."""

    one: End
    other: End
    n: int
    act: Word
    why: str


@dataclass(frozen=True)
class FamilyLinks:
    """The people of one family who are, or are asked to be, one with somebody of another; and all others of this laptop."""

    family: str = ""
    links: tuple[Link, ...] = ()
    people: tuple[Somebody, ...] = ()
    others: tuple[Somebody, ...] = ()

    def of(self, person: str) -> tuple[Link, ...]:
        """Those of one person that say something; of everybody for ""."""
        said = (link for link in self.links if link.joined or link.asked)
        return tuple(link for link in said if not person or link.here.person == person)

    def between(self, person: str, other: str) -> Link | None:
        """What stands between somebody of the family and somebody of another; a new link where nothing does. None where one of them is not here."""
        for link in self.links:
            if (link.here.person, link.there.person) == (person, other):
                return link
        here = self.somebody(person)
        there = next((one for one in self.others if one.person == other), None)
        return Link(here, there) if here and there else None

    def somebody(self, person: str) -> Somebody | None:
        """A person of the family."""
        return next((one for one in self.people if one.person == person), None)

    def like(self, person: str) -> tuple[Somebody, ...]:
        """The people of other families, those first who were born on the same day or have the same first name."""
        one = self.somebody(person)
        if one is None:
            return ()
        taken = {link.there.end for link in self.of(person)}
        return tuple(sorted((it for it in self.others if it.end not in taken), key=lambda it: _unlike(one, it)))


class PersonLinks:
    """What is known, for pages. `role` is the worker's, as the council gave it at enrolment; the council holds everybody to it."""

    def __init__(self, desk: Desk, role: str) -> None:
        self._desk, self._role = desk, role

    def of(self, family: str) -> FamilyLinks:
        """A family's."""
        with self._desk.reading() as session:
            people = self._people(session)
            known = self._links(session, people)
        ours = [link for link in known if link.here.family == family]
        ours += [_turned(link) for link in known if link.there.family == family]
        return FamilyLinks(
            family,
            tuple(sorted(ours, key=lambda link: (link.here.name, link.there.family_name, link.there.end))),
            tuple(one for one in people.values() if one.family == family),
            tuple(one for one in people.values() if one.family != family),
        )

    def to_decide(self) -> tuple[Link, ...]:
        """What waits for this manager, the oldest first; nothing for anybody else."""
        with self._desk.reading() as session:
            known = self._links(session, self._people(session))
        waiting = [link for link in known if link.may_decide]
        return tuple(sorted(waiting, key=lambda link: (str(link.at), link.here.end)))

    def keep(self, acts: Iterable[Act]) -> bool:
        """What the council told of everybody. Whether it is anything new."""
        with self._desk.store.applying() as connection:
            return links.put(connection, acts)

    def keep_one(self, act: Act) -> None:
        """What the council has just taken."""
        with self._desk.store.applying() as connection:
            others = [one for one in links.held(connection) if (one.pair, one.n) != (act.pair, act.n)]
            links.put(connection, sorted([*others, act], key=lambda one: (one.pair, one.n)))

    def _links(self, session: Session, people: Mapping[End, Somebody]) -> list[Link]:
        """Those of people who are both here."""
        found = []
        for last, now in standings(links.held(session.connection())):
            one, other = (people.get(end) for end in last.pair)
            if one is not None and other is not None:
                found.append(self._link(one, other, last, now))
        return found

    def _link(self, one: Somebody, other: Somebody, last: Act, now: Standing) -> Link:
        return Link(
            here=one,
            there=other,
            n=now.n,
            joined=now.joined,
            asked=now.asked.act if now.asked else "",
            why=last.reason,
            by=last.operator,
            at=datetime.fromisoformat(last.at),
            may_decide=now.asked is not None and may_decide(self._role, self._desk.worker.user, last.operator),
        )

    def _people(self, session: Session) -> dict[End, Somebody]:
        families, today = families_by_stream(session), self._desk.today()
        names = {row.id: row.name or "" for row in session.execute(select(Family.id, Family.name))}
        found = {}
        for person in session.scalars(select(Person).where(Person.deleted.is_(None))):
            shown, family = card(person, today), families[person.stream]
            found[person.stream, person.id] = Somebody(
                (person.stream, person.id),
                shown.name,
                shown.full_name,
                shown.age,
                person.born_on,
                family,
                names.get(family, ""),
            )
        return found


def ask(link: Link, why: str) -> Saying:
    """That two people are one, or that two who are one are two after all."""
    return Saying(link.here.end, link.there.end, link.n + 1, ASK_SPLIT if link.joined else ASK_JOIN, why)


def answer(link: Link, *, agreed: bool, why: str) -> Saying:
    """A manager's word on what was asked."""
    act: Word = REFUSE if not agreed else JOIN if link.asked == ASK_JOIN else SPLIT
    return Saying(link.here.end, link.there.end, link.n + 1, act, why)


def _turned(link: Link) -> Link:
    return replace(link, here=link.there, there=link.here)


def _unlike(one: Somebody, other: Somebody) -> tuple[bool, bool, str, str]:
    same_day = one.born_on is not None and one.born_on == other.born_on
    return not same_day, one.name.casefold() != other.name.casefold(), other.family_name, other.name
