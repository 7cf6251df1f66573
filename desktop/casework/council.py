"""The council's settings in force: as it published them, and as they came with the program until the first were pulled.

settings = council.in_force(desk)
settings.timescales.review_weeks, settings.bounds.idle_minutes.within(chosen), settings.lists["flag_categories"]
"""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from sqlalchemy import ScalarResult, or_, select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from sync.records.council_settings import CouncilSettings
from sync.rules.frameworks import Framework, FrameworkRefused, read_framework

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "frameworks"
_STANDARD = "rotherham"
"""Whose file a council begins with that has none of its own: the recommended timescales (domain.md 2.3)."""


def in_force(desk: Desk) -> Framework:
    """The settings that hold today at this laptop."""
    with desk.reading() as session:
        return in_force_in(session, desk)


def in_force_in(session: Session, desk: Desk) -> Framework:
    """The same, inside a view that is open already.

    Of the published the latest that is valid by today; one that this release cannot read is passed over. Lists and words that a file does
    not have are those of the release, so that a page never lacks its choices.
    """
    shipped = _shipped(desk.store.identity.council)
    found = next(filter(None, map(_read, _published(session, desk))), None)
    return shipped if found is None else _completed(found, shipped)


def is_readable(session: Session, desk: Desk) -> bool:
    """Whether the settings that hold today are among those that this release can read; so too where none were published."""
    latest = _published(session, desk).first()
    return latest is None or _read(latest) is not None


def _published(session: Session, desk: Desk) -> ScalarResult[str | None]:
    """What is valid by today, the latest leading."""
    return session.scalars(
        select(CouncilSettings.document)
        .where(CouncilSettings.deleted.is_(None))
        .where(or_(CouncilSettings.valid_from.is_(None), CouncilSettings.valid_from <= desk.today()))
        .order_by(CouncilSettings.valid_from.desc(), CouncilSettings.id)
    )


def _completed(found: Framework, shipped: Framework) -> Framework:
    return replace(found, lists={**shipped.lists, **found.lists}, words={**shipped.words, **found.words})


@lru_cache(8)
def _read(document: str | None) -> Framework | None:
    try:
        return read_framework((document or "").encode())
    except FrameworkRefused:
        return None


@lru_cache(8)
def _shipped(council: str) -> Framework:
    own = SHIPPED / f"{council}.json"
    return read_framework((own if own.exists() else SHIPPED / f"{_STANDARD}.json").read_bytes())
