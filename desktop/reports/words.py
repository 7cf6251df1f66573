"""What stands on paper besides what people said: headings, labels, dates in British English."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from desktop.reports.document import Copy, Standing

ASSESSMENT = "Early Help Assessment"
COPIES = {Copy.OFFICE: "Office copy", Copy.FAMILY: "Family’s copy"}
INVENTED = "Demonstration, invented family"
WHO = "Who this is about"
SHARING = "Who we may share with"
SCORES = "How far we have come"
LEVEL = "How much help is right"
PLAN = "What we will do"
AGREED = "Agreed by"
CHILDREN, CARERS, OTHERS = "Children", "Parents, carers", "Also important"
LEAD, AGREED_TO_SHARE = "Lead worker", "Agreed to share"
NOBODY = "Nobody yet"
SHARING_COLUMNS = ("Who said it", "Share with", "What for", "What they said", "When")
ACTION_COLUMNS = ("Action", "Who", "By when", "How we will know")
PROGRESS = "Progress"
AIM, WORSE, REVIEW = "Our aim", "If things get worse", "We look at this together again"
UNPRINTABLE = "Some letters could not be printed in this copy. Doorstep keeps them."
HIDDEN = "Hidden from the family"
CONFIDENTIAL = "Private and confidential. Keep somewhere safe."
IN_WORDS = "The same in words"
SIGNATURE_OF = "Signature of {name}"
SAID_BY = "Told to us by {name}."
STANDINGS = {
    Standing.NOT_ASKED: "Not asked yet.",
    Standing.DECLINED: "They chose not to say.",
    Standing.NOT_APPLICABLE: "Does not apply.",
    Standing.ANSWERED: "",
}

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONDON = ZoneInfo("Europe/London")


def marked(text: str, *, hidden: bool) -> str:
    """A row of a table, said to be hidden where it is: only the office's copy ever has one."""
    return f"{text} ({HIDDEN.lower()})" if hidden else text


def day(on: date) -> str:
    """6 October 2026. Not by strftime, which speaks the machine's language."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def weekday(on: date) -> str:
    """Fri 16 October."""
    return f"{_DAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}"


def moment(at: datetime) -> str:
    """6 October 2026, 11:52, by the clock in England."""
    local = at.astimezone(_LONDON)
    return f"{day(local.date())}, {local:%H:%M}"


def edition(version: int, agreed_on: date | None, today: date) -> str:
    return f"Version {version}, {day(agreed_on)}" if agreed_on else f"Draft, {day(today)}"


def change(before: int | None, now: int) -> tuple[str, str]:
    """The figures and what became of them: ("3 to 5", ", up 2")."""
    if before is None:
        return str(now), ""
    if now == before:
        return f"{before} to {now}", ", the same"
    return f"{before} to {now}", f", up {now - before}" if now > before else f", down {before - now}"


def scale_note(first_on: date | None, bounds: tuple[int, int]) -> str:
    low, high = bounds
    said = f"{low} is as hard as it could be, {high} is as good as it could be. Filled circle: now."
    return said + (f" Open circle: {day(first_on)}." if first_on else "")
