"""How a family stands, as badges: always icon, word and tone together."""

import datetime as dt

from desktop.casework.consents import ConsentState
from desktop.casework.plan_view import FINISHED
from desktop.ui import tokens
from desktop.ui.tokens import Status
from desktop.ui.widgets.badge import Badge
from desktop.ui.words import family as words

_CONSENT_TONES = {"given": "success", "withdrawn": "danger"}
_DUE_SOON = dt.timedelta(days=3)


def consent_status(answer: str) -> Status:
    """What is not given needs somebody."""
    return Status("signature", _CONSENT_TONES.get(answer, "warning"))


def consent_badge(consent: ConsentState) -> Badge:
    return Badge(words.consent(consent.answer, consent.on), *consent_status(consent.answer))


def action_status(progress: str, due_on: dt.date | None, today: dt.date) -> Status:
    """Overdue and due soon are worked out; what is left is how far it is."""
    if progress in FINISHED:
        return tokens.status("action", "done")
    if due_on and due_on < today:
        return tokens.status("action", "overdue")
    if due_on and due_on <= today + _DUE_SOON:
        return tokens.status("action", "dueSoon")
    return tokens.status("action", "todo" if progress == "not_started" else "doing")
