"""Words about sending work to the council and getting news from it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from desktop.ui.words.sentences import ended
from desktop.ui.words.times import clock, count, day, length, near_day

UP_TO_DATE = "Up to date"
WORKING_OFFLINE = "Working offline"
SENDING = "Sending"
RECEIVING = "Getting news"
NEEDS_YOU = "Needs you"
NOTHING_TO_SEND = "Nothing to send yet"
NOT_ANSWERING = "Not answering"
UPDATE_NEEDED = "Update needed"
WITH_MANAGER = "What you had not sent is with your manager."
NOTES_ONLY = "Sending notes only. Photos wait for Wi-Fi"
UNCHECKED = "News about a family could not be checked. Look at it"
NEWS_LEFT_OUT = "Ring the help desk. Your own work is safe, and all else goes on."
TITLE = "Sending and receiving"
ALL_SAFE = "Everything below is safe on this laptop. Nothing is lost if you close the app."
OVERDUE_DAYS = 3
URGENT_DAYS = 14
CLOCK_MINUTES = 2


def sent_ago(minutes: int) -> str:
    return f"Sent {length(minutes)} ago" if minutes else "Sent just now"


def all_sent_at(at: dt.datetime) -> str:
    return f"Everything was sent at {clock(at)}"


def waiting(changes: int) -> str:
    """The second line of the card when offline."""
    return f"{count(changes, 'change')} saved here, not sent yet"


def sending(done: int, whole: int) -> str:
    return f"Sending {done} of {whole}"


def sending_files(done: int, whole: int) -> str:
    return f"Sending file {done + 1} of {whole}"


def on_the_way(step: str, done: int, whole: int) -> str:
    """What the line is doing now."""
    match step:
        case "sending":
            return sending(done, whole)
        case "files":
            return sending_files(done, whole)
        case _:
            return RECEIVING


def files_title(files: int) -> str:
    return count(files, "photo or file", "photos or files")


def files_waiting(files: int) -> str:
    """The second line of the card when the notes have gone."""
    return f"{count(files, 'photo or file', 'photos or files')} saved here, not sent yet"


def receiving(families: int) -> str:
    return f"Getting news about {count(families, 'family', 'families')}"


def refused(changes: int) -> str:
    verb = "was" if changes == 1 else "were"
    return f"{count(changes, 'change')} {verb} not accepted. Look at it"


def changed_by_two(answers: int) -> str:
    verb = "was" if answers == 1 else "were"
    return f"{count(answers, 'answer')} {verb} changed by two people"


def overdue(days: int) -> str:
    """`days` for which something has waited; nothing to say below 3."""
    if days < OVERDUE_DAYS:
        return ""
    if days >= URGENT_DAYS:
        return f"Not sent for {days} days. Connect today, or ring the help desk"
    return f"Not sent for {days} days. Connect when you can"


def clock_wrong(seconds: float) -> str:
    """This laptop’s clock is 12 minutes slow. `seconds`: by which the council’s is ahead; nothing to say within two minutes."""
    minutes = round(abs(seconds) / 60)
    if minutes <= CLOCK_MINUTES:
        return ""
    off = count(minutes, "minute") if minutes < 60 else length(minutes)
    return f"This laptop’s clock is {off} {'slow' if seconds > 0 else 'fast'}. Ask the help desk to set it."


# -- the page

TRY_NOW = "Try now"
CHECK_NOW = "Check it now"
CHOOSE = "You choose what to keep."
READ = "Check that it reads well."
WAITING_TO_SEND = "Waiting to send"
BY_ITSELF = "Sends oldest first, by itself"
ALL_RECEIVED = "The council has received everything from this laptop."
NOTHING_WAITING = "Nothing waits to be sent by itself."
NOT_ALL_RECEIVED = "Not everything has arrived yet. Doorstep keeps trying, and nothing is lost."
NOT_ACCEPTED = "Not accepted"
STAYS_HERE = "Your words stay on this laptop until they are put right."
HOW_THINGS_STAND = "How things stand"
NEVER_SENT = "Nothing was sent yet"
NEVER_RECEIVED = "Nothing was received yet"
NOT_BACKED_UP = "Not backed up on this laptop yet"
LOCKED_COPY = "Locked with your passphrase."
OFFLINE_MEANS = "You can do everything except look up families who are not on this laptop."
FILES_GO_LAST = "After your notes, oldest first"
HOTSPOT = "On a phone hotspot?"
HOTSPOT_NOTES = "Send notes only. Keep photos and PDFs for Wi-Fi."
HOTSPOT_ALL = "Send everything. Photos and PDFs use more of your data."
CHANGE = "Change"
CONNECTED = "Connected"
CONNECTED_MEANS = "Changes go out by themselves."
LONGEST_LIST = 20
LONGEST_TITLE = 120

KINDS = {
    "family": ("Family details", "users-round"),
    "person": ("A person’s details", "user-round"),
    "relationship": ("Who belongs to whom", "users-round"),
    "address": ("Address", "house"),
    "residence": ("Who lives where", "house"),
    "consent": ("Consent", "signature"),
    "episode": ("Stage of the help", "footprints"),
    "assessment": ("Assessment answers", "file-text"),
    "scale_score": ("Score", "trending-up"),
    "manager_decision": ("Manager’s decision", "clipboard-list"),
    "merge_proposal": ("That two families are one", "users-round"),
    "merge_decision": ("Manager’s decision", "clipboard-list"),
    "plan": ("Plan", "list-checks"),
    "outcome": ("Outcome of the plan", "list-checks"),
    "action": ("Action", "list-checks"),
    "visit": ("Visit", "calendar"),
    "own_time": ("Time of your own", "calendar"),
    "visit_entry": ("Line of a visit note", "file-pen-line"),
    "visit_part": ("Second worker’s part of a visit", "calendar"),
    "child_seen": ("How a child was seen", "eye"),
    "adult_said": ("What an adult said", "message-square-quote"),
    "note": ("Note", "file-pen-line"),
    "event": ("Event in the story", "history"),
    "professional": ("Somebody who helps", "user-round"),
    "ecomap_link": ("Who is around them", "users-round"),
    "flag": ("What to know before going in", "triangle-alert"),
    "concern": ("Concern about a child", "shield-alert"),
    "allocation": ("Who works with the family", "users-round"),
    "attachment": ("Document", "file-text"),
    "conflict": ("Choice between two versions", "git-compare-arrows"),
}
REFUSALS = {
    "not_allowed": "You may not change this. Ask your manager.",
    "stream_unknown": "This family is not yours any more. Ask your manager.",
    "compartment": "This may not stand in this part of the record. Ring the help desk.",
    "too_long": "One of the answers is too long. Make it shorter.",
    "too_many": "One of the answers has too many parts. Choose fewer.",
    "out_of_bounds": "One of the numbers is too small or too big. Put it right.",
    "unknown_code": "One of the choices is not known. Choose again.",
    "not_a_date": "One of the dates is not a date. Put it right.",
}
"""By the code of whoever did not accept it; any other is looked at by a person."""
_LOOK = "Open it, look at it again, and save it."


def kind(code: str) -> tuple[str, str]:
    """Words and icon of a kind of record."""
    return KINDS.get(code, ("Part of the record", "file-text"))


def titled(code: str, telling: Any) -> str:
    """Action: Ring Aldermoor Homes; Visit, Tuesday 13 October; Note. `telling` is text or local time."""
    said = kind(code)[0]
    if isinstance(telling, dt.datetime):
        return f"{said}, {day(telling.date())}"
    return f"{said}: {shortened(str(telling))}" if telling else said


def shortened(text: str) -> str:
    """The first words of a text, about as many as fit on two lines."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_TITLE:
        return line
    return f"{line[:LONGEST_TITLE].rsplit(' ', 1)[0]} …"


def waiting_title(records: int) -> str:
    return f"Waiting to send, {records}"


def refused_title(records: int) -> str:
    return f"Not accepted, {records}"


def more(records: int) -> str:
    return f"And {records} more."


def changed(family: str, at: dt.datetime, today: dt.date) -> str:
    """Castell-Ward, changed 09:20; with the day where it was not today"""
    return f"{family}, changed {near(at, today)}"


def near(at: dt.datetime, today: dt.date) -> str:
    return clock(at) if at.date() == today else f"{near_day(at.date(), today)} {clock(at)}"


def why_refused(reason: str) -> str:
    return REFUSALS.get(reason, _LOOK)


def last_sent(at: dt.datetime | None, today: dt.date) -> str:
    return f"Last sent {_at(at, today)}" if at else NEVER_SENT


def last_received(at: dt.datetime | None, today: dt.date) -> str:
    return f"Last received {_at(at, today)}" if at else NEVER_RECEIVED


def backed_up(at: dt.datetime | None, today: dt.date) -> str:
    return f"Backed up on this laptop {_at(at, today)}" if at else NOT_BACKED_UP


def offline_since(at: dt.datetime | None, today: dt.date) -> str:
    return f"Working offline since {near(at, today)}" if at else WORKING_OFFLINE


def aside(sets: int) -> str:
    return f"{count(sets, 'change')} must be let in by your manager. Nothing is lost."


def doubted(families: Sequence[str]) -> str:
    """News about the Brierley family could not be checked, so it is left out. Ring the help desk. Your own work is safe, and all else goes on."""
    whose = [f"the {family} family" if family else "a family" for family in families]
    about = ", ".join(whose[:-1]) + (" and " if whose[1:] else "") + whose[-1]
    return f"News about {about} could not be checked, so it is left out. {NEWS_LEFT_OUT}"


def gone(family: str, *, unsent: bool) -> str:
    """The Brierley family is no longer on this laptop. What you had not sent is with your manager."""
    whose = f"The {family} family" if family else "A family"
    return f"{whose} is no longer on this laptop." + (f" {WITH_MANAGER}" if unsent else "")


def needs_you(question: str, family: str, *, joined: bool = False) -> str:
    """Hartley-Okoro. What led to it? You choose what to keep. Of `joined` texts nothing is chosen."""
    return f"{family}. {ended(question)} {READ if joined else CHOOSE}"


def _at(at: dt.datetime, today: dt.date) -> str:
    day = near_day(at.date(), today)
    return f"{day.lower() if day in {'Today', 'Yesterday'} else day} at {clock(at)}"
