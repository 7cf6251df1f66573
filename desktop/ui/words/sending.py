"""Words about sending work to the council and getting news from it."""

import datetime as dt

from desktop.ui.words.times import clock, count, length

UP_TO_DATE = "Up to date"
WORKING_OFFLINE = "Working offline"
SENDING = "Sending"
RECEIVING = "Getting news"
NEEDS_YOU = "Needs you"
NOT_ANSWERING = "Not answering"
WILL_KEEP_TRYING = "Connected, but the council’s system is not answering. We will keep trying"
NOTES_ONLY = "Sending notes only. Photos wait for Wi-Fi"
TOO_OLD = "This app needs an update before it can send. You can keep working"
TITLE = "Sending and receiving"
ALL_SAFE = "Everything below is safe on this laptop. Nothing is lost if you close the app."
OVERDUE_DAYS = 3
URGENT_DAYS = 14


def sent_ago(minutes: int) -> str:
    return f"Sent {length(minutes)} ago" if minutes else "Sent just now"


def all_sent_at(at: dt.datetime) -> str:
    return f"Everything was sent at {clock(at)}"


def waiting(changes: int) -> str:
    """The second line of the card when offline."""
    return f"{count(changes, 'change')} saved here, not sent yet"


def sending(done: int, whole: int) -> str:
    return f"Sending {done} of {whole}"


def receiving(families: int) -> str:
    return f"Getting news about {count(families, 'family', 'families')}"


def refused(changes: int) -> str:
    verb = "was" if changes == 1 else "were"
    return f"{count(changes, 'change')} {verb} not accepted. Look at it"


def changed_by_two(answers: int) -> str:
    verb = "was" if answers == 1 else "were"
    return f"{count(answers, 'answer')} {verb} changed by two people"


def overdue(days: int) -> str:
    """`days` since anything was sent, 3 or more."""
    if days >= URGENT_DAYS:
        return f"Not sent for {days} days. Connect today, or ring the help desk"
    return f"Not sent for {days} days. Connect when you can"
