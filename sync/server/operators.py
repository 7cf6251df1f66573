"""What operators do at the command line, each noted with who did it, in the same transaction (P14)."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, exists, insert, select, update

from sync.protocol import trust
from sync.protocol.codes import EnrolmentCode
from sync.protocol.recovery import combine, open_code
from sync.records.fields import Compartment
from sync.records.types import instant_text
from sync.rules.frameworks import Framework
from sync.rules.links import Word
from sync.server import (
    access,
    belonging,
    council,
    enrolment,
    person_links,
    publishing,
    readers,
    searching,
    set_aside,
    sharing,
)
from sync.server.admission import Admission, Admitted
from sync.server.certifying import Certifier
from sync.server.council_desk import FOR_EVERYONE, CouncilDesk
from sync.server.database import Database
from sync.server.directory import Directory
from sync.server.tables import device, member, operator_act, staff


class NoSuchDevice(Exception):
    """No device has this id."""


class NoSuchFamily(Exception):
    """No family of this id was ever synced."""


class NotAllocated(Exception):
    """This person does not have this family."""


class ConsentDecides(Exception):
    """A partner has what consents in force name their agency for, and nothing else (F1)."""


class NotAManager(Exception):
    """The operator is nobody whom the council knows as a manager."""


class NotForThem(Exception):
    """The operator is not among those who are told of these reads (F10)."""


class NotForFrontDoor(Exception):
    """The operator is neither at the front door nor the auditor (F17)."""


@dataclass(frozen=True)
class Desk:
    """Where an operator sits."""

    database: Database
    operator: str
    now: Callable[[], datetime]
    random: Callable[[int], bytes]
    directory: Directory | None = None
    """Where councils share a server."""

    def add_user(self, user: str, name: str, team: str, role: str, agency: str | None = None) -> None:
        """Make a person known, or correct what is known of them. `agency`: of a partner, as consents name it."""
        facts = {"name": name, "team": team, "role": role, "agency": agency}
        with self.act("user", user) as connection:
            if connection.execute(update(staff).where(staff.c.user == user).values(facts)).rowcount == 0:
                connection.execute(insert(staff).values(facts | {"user": user}))
            belonging.follow(connection, user, instant_text(self.now()))

    def enrol(self, user: str) -> EnrolmentCode:
        """A one-time code for a laptop of this person.

        Raises:
            NoSuchUser: there is no such person.
        """
        with self.act("enrol", user) as connection:
            this = council.load(connection)
            return enrolment.new_code(connection, this, user, self.now(), self.random, partial(self._take, this.id))

    def recover(self, device_id: str, shares: Collection[str]) -> str:
        """The code to read to the worker whose passphrase is forgotten.

        Raises:
            NoSuchDevice: no device has this id.
            RecoveryRefused: the shares or the device's recovery slot are wrong.
        """
        master = combine(list(shares))
        with self.act("recover", device_id) as connection:
            copy = connection.execute(
                select(device.c.recovery).where(device.c.device == device_id)
            ).scalar_one_or_none()
            if copy is None:
                raise NoSuchDevice
            return open_code(master, copy.encode())

    def revoke(self, device_id: str) -> None:
        """Stop answering a device, from its next request on.

        Raises:
            NoSuchDevice: no device has this id.
        """
        with self.act("revoke", device_id) as connection:
            this = update(device).where(device.c.device == device_id, device.c.revoked_at.is_(None))
            if connection.execute(this.values(revoked_at=instant_text(self.now()))).rowcount == 0:
                raise NoSuchDevice

    def confirm(self, device_id: str) -> None:
        """Somebody has seen to a device whose vault was put back or copied, and it is the only one of its kind (F6).

        Raises:
            NoSuchDevice: no device of this id is to be confirmed.
        """
        with self.act("confirm", device_id) as connection:
            this = update(device).where(device.c.device == device_id, device.c.copied_at.is_not(None))
            if connection.execute(this.values(copied_at=None)).rowcount == 0:
                raise NoSuchDevice

    def allocate(self, family: str, user: str, compartments: Collection[Compartment]) -> None:
        """Give a family's compartments to somebody.

        Raises:
            NoSuchFamily: the family was never synced.
            NoSuchUser: there is no such person.
            ConsentDecides: they are a partner.
        """
        with self.act("allocate", f"{family} {user}") as connection:
            of_it = (member.c.family == family, member.c.compartment.in_([*Compartment]))
            if not connection.execute(select(exists().where(*of_it))).scalar_one():
                raise NoSuchFamily
            role = connection.execute(select(staff.c.role).where(staff.c.user == user)).scalar()
            if role is None:
                raise enrolment.NoSuchUser
            if role == sharing.PARTNER:
                raise ConsentDecides
            access.allocate(connection, user, family, compartments, instant_text(self.now()))

    def take_away(self, family: str, user: str, compartments: Collection[Compartment] = tuple(Compartment)) -> None:
        """Take compartments of a family away from somebody, or all of it; what they still send into them is set aside.

        Raises:
            NotAllocated: they have none of these.
        """
        with self.act("take-away", f"{family} {user}") as connection:
            if not access.remove(connection, user, family, instant_text(self.now()), compartments):
                raise NotAllocated

    def keep_history(self, revisions: int) -> None:
        """Say of how many of a stream's latest revisions laptops keep who wrote what."""
        with self.act("history", str(revisions)) as connection:
            council.keep_history(connection, revisions)

    def renew(self, signed_bundle: bytes) -> int:
        """Have laptops believe a later council.json. Its number.

        Raises:
            BundleRefused: the one that is held does not vouch for it.
        """
        with self.act("council.json", str(trust.digest(signed_bundle)[:16])) as connection:
            return council.renew(connection, signed_bundle).n

    def admit(self, family: str, user: str, order_key: Ed25519PrivateKey, certifier: Certifier) -> list[Admitted]:
        """Let in what somebody sent too late, in this operator's name (S24).

        Raises:
            NotAManager: the operator is not known to the council as a manager.
            NoLateWork: nothing of theirs lies aside.
        """
        with self.act("admit", f"{family} {user}") as connection:
            self.require_manager(connection)
            this, now = council.load(connection), self.now()
            desk = CouncilDesk(this, self.operator, order_key, certifier, self.random, now)
            done = Admission(connection, this, desk, instant_text(now)).admit(family, user)
            access.name_to_members(connection, self.operator, family, instant_text(now))
            return done

    def leave_aside(self, family: str, user: str, reason: str) -> int:
        """Decide that what somebody sent too late stays where it is, and why. How many sets.

        Raises:
            NoLateWork: nothing of theirs lies aside.
        """
        with self.act("leave-aside", f"{family} {user}") as connection:
            rows = set_aside.of_person(connection, family, user)
            decided = {"decided_by": self.operator, "decided_at": instant_text(self.now()), "reason": reason}
            for row in rows:
                set_aside.decide(connection, row, fate=set_aside.LEFT, **decided)
            return len(rows)

    def publish_settings(
        self, framework: Framework, document: str, key: Ed25519PrivateKey, certifier: Certifier
    ) -> bool:
        """Give every laptop the settings that a file holds. False if they have just these.

        Raises:
            NoSuchUser: the operator is nobody whom the council knows.
            LevelsChanged: records name levels that this file would change.
        """
        with self.act("settings", framework.id) as connection:
            if connection.execute(select(exists().where(staff.c.user == self.operator))).scalar_one() is False:
                raise enrolment.NoSuchUser
            this, now = council.load(connection), self.now()
            desk = CouncilDesk(this, self.operator, key, certifier, self.random, now, FOR_EVERYONE)
            return publishing.publish(connection, this, desk, framework, document, instant_text(now))

    def link(
        self, act: Word, one: person_links.PersonIn, other: person_links.PersonIn, reason: str, certifier: Certifier
    ) -> None:
        """Say that two people are one human, or that they are not after all.

        Raises:
            OneFamily: they are of the same one.
            NoSuchPerson: the operator does not hold both.
            AlreadySo: that is how it stands.
        """
        with self.act(act, f"{one} {other}") as connection:
            said = person_links.Said(act, self.operator, instant_text(self.now()), reason)
            person_links.say(connection, one, other, said, certifier)

    def links(self, person: person_links.PersonIn) -> list[person_links.Told]:
        """What was said of a person, as far as the operator may know.

        Raises:
            NoSuchPerson: the operator does not hold this one.
        """
        with self.database.reading() as connection:
            return person_links.told(connection, self.operator, person.stream, person.person)

    def reads(self, family: str | None, user: str | None) -> tuple[list[readers.Reading], list[readers.Gap]]:
        """Who read a family, or what a person read, and what is missing of it. That somebody asked is noted first, told or not (F10).

        Raises:
            NotForThem: the operator is not to be told.
        """
        with self.act("reads", " ".join(named for named in (family, user) if named)):
            pass
        with self.database.reading() as connection:
            if not readers.may_ask(connection, self.operator, family, user):
                raise NotForThem
            return readers.readings(connection, family, user), readers.gaps(connection, family, user)

    def searches(self, *, only_withheld: bool = False) -> list[searching.Searched]:
        """Who searched for families, and what was found and kept back. That somebody asked is noted first, told or not (F17).

        Raises:
            NotForFrontDoor: the operator is not to be told.
        """
        with self.act("searches", ""):
            pass
        with self.database.reading() as connection:
            role = connection.execute(select(staff.c.role).where(staff.c.user == self.operator)).scalar()
            if role not in ("front_door", "auditor"):
                raise NotForFrontDoor
            return searching.searches(connection, only_withheld=only_withheld)

    def require_manager(self, connection: Connection) -> None:
        """Raise NotAManager unless the council knows the operator as one."""
        if connection.execute(select(staff.c.role).where(staff.c.user == self.operator)).scalar() != "manager":
            raise NotAManager

    def _take(self, council_id: str, lookup: str, expires_at: datetime) -> bool:
        return self.directory is None or self.directory.enter_code(lookup, council_id, expires_at, self.now())

    @contextmanager
    def act(self, act: str, subject: str) -> Iterator[Connection]:
        """Do something in the operator's name, which is noted with it."""
        with self.database.writing() as connection:
            at = instant_text(self.now())
            connection.execute(insert(operator_act).values(at=at, operator=self.operator, act=act, subject=subject))
            yield connection
