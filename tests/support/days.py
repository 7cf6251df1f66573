"""A desk's day, read with the forms that are shipped, unless a test takes them away."""

from pathlib import Path

from desktop.casework.day import Days
from desktop.casework.desk import Desk
from desktop.casework.library import Library
from desktop.casework.readiness import Readiness
from desktop.store.replica import RECEIVED_AT
from sync.records.types import instant_text

FORMS = Path(__file__).parents[2] / "resources" / "forms"


def the_days(desk: Desk, forms: Path = FORMS, **more: int) -> Days:
    return Days(desk, Readiness(desk, Library(forms), **more))


def news_came(desk: Desk) -> None:
    """The council has just been heard."""
    desk.store.put_setting(RECEIVED_AT, instant_text(desk.clock.now()))
