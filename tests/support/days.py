"""A desk's day, read with the forms and timescales that are shipped, unless a test takes one of them away."""

from pathlib import Path

from desktop.casework.day import Days
from desktop.casework.desk import Desk
from desktop.casework.frameworks import Frameworks
from desktop.casework.library import Library
from desktop.casework.readiness import Readiness
from desktop.store.replica import RECEIVED_AT
from sync.records.types import instant_text

RESOURCES = Path(__file__).parents[2] / "resources"


def the_days(
    desk: Desk, forms: Path = RESOURCES / "forms", frameworks: Path = RESOURCES / "frameworks", **more: int
) -> Days:
    published = Frameworks(frameworks, desk.store.identity.council)
    return Days(desk, Readiness(desk, Library(forms), published, **more), published)


def news_came(desk: Desk) -> None:
    """The council has just been heard."""
    desk.store.put_setting(RECEIVED_AT, instant_text(desk.clock.now()))
