"""When help is declined: refused, or never reached; the risk of not helping is considered first (domain.md 2.2, T7; 2.5, rule 2)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.consents import consents_of, standing
from desktop.casework.council import in_force_in
from desktop.casework.desk import Desk
from desktop.casework.visit_endings import missed_in_a_row
from desktop.errors import DoorstepError
from sync.records.episode import ENDED, Episode
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.visit import Visit
from sync.rules.episodes import Fact, Transition, may


class NotToDecline(DoorstepError):
    """It is not refused and attempts are left, the risk was not considered, or work has begun."""


class Declining:
    """Asking, and ending."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def because(self, family: str) -> str:
        """Why help may be ended as declined today: refused or unreached; "" while it may not."""
        with self._desk.reading() as session:
            episode = open_episode(session, family)
            because = self._because(session, family)
            hindered = may(Transition.DECLINE, episode.state if episode else None, _facts(because, risk=True))
        return "" if hindered else because

    def decline(self, family: str, risk: str) -> None:
        """End help as declined; `risk` says what was considered of giving none.

        Raises:
            NotToDecline: T7 does not allow it.
        """
        with self._desk.writing() as session:
            episode = open_episode(session, family)
            because = self._because(session, family)
            facts = _facts(because, risk=bool(risk.strip()))
            if episode is None or may(Transition.DECLINE, episode.state, facts):
                raise NotToDecline
            episode.state, episode.without_help = "declined", risk.strip()
            episode.ending = {"on": self._desk.today().isoformat(), "reason": because}

    def _because(self, session: Session, family: str) -> str:
        if standing(consents_of(session, family), self._desk.today()).answer in ("refused", "withdrawn"):
            return "refused"
        visits = session.scalars(
            select(Visit).where(Visit.stream == stream_id(family, Compartment.TEAM), Visit.deleted.is_(None))
        )
        most = in_force_in(session, self._desk).timescales.failed_attempts
        return "unreached" if missed_in_a_row(visits) >= most else ""


def open_episode(session: Session, family: str) -> Episode | None:
    """The family's one episode that has not ended."""
    rows = session.scalars(
        select(Episode).where(
            Episode.stream == stream_id(family, Compartment.SHARED),
            Episode.deleted.is_(None),
            Episode.state.not_in(ENDED),
        )
    )
    return next(iter(rows.all()), None)


def _facts(because: str, *, risk: bool) -> tuple[Fact, ...]:
    refused = (Fact.REFUSED_OR_UNREACHED,) if because else ()
    return (*refused, Fact.RISK_CONSIDERED) if risk else refused
