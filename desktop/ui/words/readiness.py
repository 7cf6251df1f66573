"""Words of what a visit needs on this laptop."""

import datetime as dt

from desktop.ui.words.times import count, day

READY = "Everything you need is on this laptop"
NO_NEWS = "The council has not been reached yet"
_MISSING = {
    "incomplete": "Part of this family’s record is not on this laptop yet",
    "unchecked": "Some news about this family could not be checked",
    "no_form": "The form for the assessment is not on this laptop",
    "no_settings": "The council’s newest settings need an update of Doorstep",
    "no_room": "This laptop’s disk is nearly full",
}


def missing(what: str, number: int, since: dt.datetime | None) -> str:
    """2 photos or files are not on this laptop; Last news from the council on Monday 5 October. `since` is local time."""
    if what == "files":
        verb = "is" if number == 1 else "are"
        return f"{count(number, 'photo or file', 'photos or files')} {verb} not on this laptop"
    if what == "old_news":
        return f"Last news from the council on {day(since.date())}" if since else NO_NEWS
    return _MISSING[what]
