"""Words of the page for a child who may not be safe: read by somebody who has just heard something terrible."""

import datetime as dt

from desktop.reports import concern_words as paper
from desktop.ui.words.times import clock, day, short_day

TITLE = "If a child is not safe"
TEXT = "Ring first. Then write what you heard and saw. Nothing has to be filled in."
BACK = "Back to what I was doing"
DANGER_NOW = ("In danger now", "999")
IN_DANGER_HINT = "Police or ambulance"
RANG = "I rang them"
WORDS_HINT = "Use their words. Do not tidy them up."
ASKED_HINT = "Ask as little as you can. Write it as you said it."
SEEN_HINT = "Facts only. What it may mean has its own place below."
OPINION_HINT = "Kept apart from what was said and seen."
FAMILY = "Which family"
NO_FAMILY = "A child who is not in my families"
NO_FAMILY_HINT = "It goes to the council under your name alone. Ring, and hand over the PDF."
WHY_NOT_HINT = "For example: it would not have been safe."
CALLS_NONE = "Nobody yet. Press “I rang them” beside a number."
SPOKE_TO = "Whom I spoke to"
AT = "When I rang"
ADVICE = "What they told me to do"
TAKE_OUT_CALL = "Take out this call"
TAKE_OUT_MARK = "Take out this mark"
PUT_BACK = "Put it back"
TAKEN_OUT = "Taken out."
SOMEBODY_ELSE = "Somebody else"
SOMEBODY_WHO = "Who"
BODY_TEXT = "Click where you saw it. By keyboard: arrows move, Enter marks."
ADD_MARK = "Add a mark"
ADD_MARK_AT = "Part of the body"
LOOKS_LIKE = "Size, colour, shape"
NO_MARKS = "No marks yet."

RAISE = "Raise this concern"
RAISE_ANOTHER = "Write another"
SAVE_PDF = "Save a PDF to hand over"
DRAFT = "Not raised yet. What you write is kept on this laptop."
EMPTY = "Nothing is written yet. You can raise it as it is."
NOT_RECEIVED = "Not yet received by the council: phone"
NOT_RECEIVED_TEXT = "It is saved, and goes before everything else as soon as there is a line."
RECEIVED_TEXT = "Ring all the same, unless somebody has already told you that they will act."
RECEIVED = "Received by the council"
BEFORE = "Raised before"
OPEN = "Open"
BEGUN = "Begun and not raised"
GO_ON = "Go on"
NOBODY_RUNG = "A concern was raised and nobody is noted as rung. Ring now, or note whom you rang."
EVENT = "A safeguarding concern was raised."
FILE_NAME = "concern.pdf"
NOT_NAMED = "A child not in my families"


def phones_said(phones: list[tuple[str, str]]) -> str:
    """What a screen reader says first."""
    return f"{TITLE}. " + ". ".join(f"{name}: {number}" for name, number in phones)


def received(at: dt.datetime | None) -> str:
    """Received at 14:05"""
    return f"Received at {clock(at)}" if at else RECEIVED


def rang(name: str) -> str:
    """Names a button for a screen reader."""
    return f"{RANG}: {name}"


def noticed(at: dt.datetime) -> str:
    """Tue 6 Oct, 10:42"""
    return f"{short_day(at.date())}, {clock(at)}"


def raised(at: dt.datetime) -> str:
    """Raised Tuesday 6 October at 10:42"""
    return f"Raised {day(at.date())} at {clock(at)}"


def begun(at: dt.datetime) -> str:
    return f"Begun {day(at.date())} at {clock(at)}"


def mark(number: int, side: str, part: str) -> str:
    """1. Front: left upper arm"""
    return f"{number}. {paper.part(side, part)}"


def marked(side: str, part: str) -> str:
    """What a screen reader says while the cross moves over the figures."""
    return paper.part(side, part)


def saved_to(where: str) -> str:
    return f"The PDF is in {where}. Hand it over safely, then delete it."
