"""Words about agreement to work together and to share. The law the record stands on is the council's to say; these words ask and tell."""

import datetime as dt
from collections.abc import Sequence

from desktop.ui.words import family
from desktop.ui.words.times import date, short_date

# -- asking

ON, WITNESS = "On which day?", "Who else heard it?"
ON_WRONG = "Choose today or a day before"
EXPLAINED = "I explained what early help is and that it is voluntary"
EXPLAINED_MORE = (
    "Also what is kept, for how long, and who sees it. And that I must tell someone if a child is not safe."
)
ANSWERS = [
    ("given", "Yes, they agree"),
    ("refused", "No"),
    ("not_asked", "Not asked yet"),
    ("withdrawn", "They take it back"),
]
WITH, NOT_WITH = "With whom may we share?", "With whom not?"
EVALUATION, EVALUATIONS = "May it be used for research, without names?", [("given", "Yes"), ("refused", "No, not used")]
WHY_NOT, WHY_NOT_ASKED = "Why not?", "Why were they not asked?"
RISK, INSTEAD = "What is the risk if nothing is done?", "What will you do instead?"
REASON_MISSING = "Say why"
VIEW, VIEW_WHY = "Can they decide this themselves?", "What makes you think so?"
VIEW_HINT = "Do they understand what they are agreeing to, and what follows from it?"
VIEWS = [
    ("competent", "Yes, they understand"),
    ("not_competent", "No, not this decision"),
    ("not_assessed", "Not looked at yet"),
]
NOT_TO_SEE = "Who must not see this record, and why?"
NOT_TO_SEE_HINT = "It stands above every page of the family. Leave it empty if nobody"
COPY, COPIES = "Do they want a copy?", [("paper", "On paper"), ("email", "By email"), ("not_wanted", "No copy")]
UNTIL, REVIEW = "Until when, if they said so?", "Ask again on"
IN_PAST = "Choose a day that is to come"

# -- the page

TITLE = "Consent"
RECORD = "Record consent"
WITHOUT = "Shared without consent"
PEOPLE_FIRST = "Nobody to ask yet"
PEOPLE_FIRST_TEXT = "Add the people of this family first, then write down what each of them said."
WHO_MAY_HOLD = "Who may hold what is shared"
NOBODY_HOLDS = "No agency. Nothing is shared until somebody says yes."
NOT_SHARED_WITHOUT = "Nothing was shared without consent."
BASIS = "What this agreement is"
BASIS_TEXT = "It is agreement to work together and to share. It can be taken back on any day. Concerns about harm are shared without it."
DECIDES, DECIDES_NOT = "Can agree to the assessment", "Cannot agree for the children"
NOT_ASKED = "Not asked yet."
TAKE_BACK, PUT_BACK, EARLIER, CHANGE, SIGN = (
    "Take back",
    "Put it back",
    "Earlier answers",
    "Record an answer",
    "Sign here",
)
TAKE_BACK_TITLE, TAKE_BACK_SAVE = "Take back consent", "Take it back"
TAKE_BACK_TEXT = (
    "Nothing new is shared from the moment this is written down. What was shared before stays with whoever has it."
)
TAKE_BACK_WHAT, TAKE_BACK_MISSING = "What do they take back?", "Choose what they take back"
HOW = "How did they say so?"
TO_ASSESSMENT, TO_EVALUATION = "The assessment", "Research, without names"
SIGNATURE_KEPT, SHARED_SAVED = "Signature kept under Documents", "Written down, for the team only"
NOT_SIGNED = "Not signed yet"
NOTHING_SIGNED = "There is no signature yet"
KEEP_SIGNATURE = "I agree"
PUT_BACK_SAID = "It says again what it said before"

MAY_ASSESS = "You can write an assessment"
MAY_NOT_ASSESS = "You can write a visit note, not an assessment"
NOBODY_WHO_MAY = (
    "Nobody who can agree for the children has said yes. Say under People who holds parental responsibility."
)
DIFFER = "Two answers that differ"
GOES_ON = "The assessment can go on with one yes. Talk with both, and tell your manager."

SHARED_TITLE, SHARED_SAVE, SHARED_ADD = "Shared without consent", "Write it down", "Add"
SHARED_TEXT = "Only your team reads this. A concern about harm never waits for it."
SHARED_WHAT, SHARED_WHOM, SHARED_GROUND = "What was shared or asked for?", "With whom?", "Which legal reason?"
SHARED_WHY, SHARED_BY, SHARED_MISSING = "Why did that reason hold?", "Who authorised it?", "This is needed"

DECLINE, DECLINE_SAVE = "End help as declined", "End help"
DECLINE_TEXT = "The record stays and can be read. If they come back, help begins anew."
DECLINE_RISK, DECLINE_MISSING = "What is the risk of giving no help, and who knows of it?", "Consider the risk first"
DECLINED = "Help has ended. The record stays"
BECAUSE = {
    "refused": ("They said no", "No is an answer, and it is kept. Ask again later, or end help as declined."),
    "unreached": (
        "They could not be reached",
        "As many visits failed as the council allows. Try another way, or end help.",
    ),
}


def by(how: str, on: dt.date | None, witness: str) -> str:
    """Said so on 22 Sep, heard by Pat"""
    when = f" on {short_date(on)}" if on else ""
    heard = f", heard by {witness}" if witness else ""
    return f"{family.HOW.get(how, 'Answered')}{when}{heard}" if on else ""


def said(purpose: str, agency: str, answer: str, *, ended: bool) -> str:
    """May be shared with School; Not with Housing; Agrees to the assessment"""
    if purpose == "sharing":
        return _SHARING[_ended(answer, ended)].format(agency=agency)
    if purpose == "evaluation":
        return _EVALUATION[_ended(answer, ended)]
    return _ASSESSMENT[_ended(answer, ended)]


def _ended(answer: str, ended: bool) -> str:
    return "ended" if ended else answer


_ASSESSMENT = {
    "given": "Agrees to the assessment",
    "refused": "Does not agree to the assessment",
    "withdrawn": "Took back consent to the assessment",
    "not_asked": "Not asked about the assessment",
    "ended": "Agreed to the assessment until the day that was said",
}
_SHARING = {
    "given": "May be shared with {agency}",
    "refused": "Not with {agency}",
    "withdrawn": "No more with {agency}",
    "not_asked": "Not asked about {agency}",
    "ended": "Was shared with {agency} until the day that was said",
}
_EVALUATION = {
    "given": "May be used for research, without names",
    "refused": "Not to be used for research",
    "withdrawn": "No more to be used for research",
    "not_asked": "Not asked about research",
    "ended": "Was to be used for research",
}


def dates(until: dt.date | None, review: dt.date | None) -> str:
    """Until 3 Mar. Ask again on 17 Nov."""
    parts = [f"Until {short_date(until)}." if until else "", f"Ask again on {short_date(review)}." if review else ""]
    return " ".join(filter(None, parts))


def limits(text: str) -> str:
    return f"Not to be shared: {text}"


def view(code: str, reasons: str) -> str:
    """Can they decide this themselves? Yes, they understand. She explained it back."""
    return f"{VIEW} {dict(VIEWS).get(code, '')}. {reasons}".rstrip()


def refusal(why: str, risk: str, instead: str) -> str:
    """Why: … Risk: … Instead: …"""
    parts = (("Why", why), ("Risk", risk), ("Instead", instead))
    return " ".join(f"{name}: {text.rstrip('.')}." for name, text in parts if text)


def copy(by_what: str) -> str:
    return {"paper": "Gets a copy on paper.", "email": "Gets a copy by email."}.get(by_what, "Wants no copy.")


def took_back(name: str, on: dt.date) -> str:
    """Dana took back consent on 6 October. Nothing new is shared from now"""
    return f"{name} took back consent on {date(on).rpartition(' ')[0]}. Nothing new is shared from now"


def took_back_from(name: str, agencies: Sequence[str], on: dt.date) -> str:
    """Dana took back consent to share with School on 6 October. Nothing new is shared with them from now"""
    named = family.names(agencies)
    when = date(on).rpartition(" ")[0]
    return f"{name} took back consent to share with {named} on {when}. Nothing new is shared with them from now"


def holds(yes: Sequence[str], no: Sequence[str]) -> str:
    """Because Dana said yes, though Chidi said no"""
    though = f", though {family.names(no)} said no" if no else ""
    return f"Because {family.names(yes)} said yes{though}" if yes else f"{family.names(no) or 'Nobody'} said no"


def differ(yes: Sequence[str], no: Sequence[str], agency: str) -> str:
    """Dana said yes to the assessment, Chidi said no. Both answers stand."""
    to = f"sharing with {agency}" if agency else "the assessment"
    return f"{family.names(yes)} said yes to {to}, {family.names(no)} said no. Both answers stand."


def still_shared(agency: str, yes: Sequence[str]) -> str:
    return f"{agency} still gets what is shared, because {family.names(yes)} said yes. Ask your manager before you send more."


def please_sign(name: str) -> str:
    return f"{name}, please check and sign"


def agreeing(with_whom: Sequence[str], not_with: Sequence[str], worker: str) -> str:
    """You are agreeing that Jo can keep these notes, and share them with School. Not with Housing."""
    share = f", and share them with {family.names(with_whom)}" if with_whom else ""
    without = f" Not with {family.names(not_with)}." if not_with else ""
    return f"You are agreeing that {worker} can keep these notes{share}.{without} You can change your mind at any time."


def signed(name: str, on: dt.date) -> str:
    return f"Signature of {name}, {short_date(on)}"


def shared_line(ground: str, on: dt.date | None, authorised_by: str, why: str) -> str:
    """A child was at risk of significant harm. He is not safe tonight. Authorised by Ruth Bell, 6 Oct."""
    when = f", {short_date(on)}" if on else ""
    return f"{ground}. {why.rstrip('.')}. Authorised by {authorised_by}{when}."
