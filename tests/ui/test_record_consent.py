"""The dialog in which an answer to the question for consent is written down: over what it showed (S18)."""

import json

from desktop.casework.consents import Consents, Conversation
from desktop.casework.desk import Desk
from desktop.casework.overview import Overviews
from desktop.ui.family.record_consent import RecordConsent
from tests.support.desks import a_family, a_person


def a_dialog(qtbot, desk: Desk, family: str) -> RecordConsent:
    dialog = RecordConsent(
        Overviews(desk).of(family).people, (), Consents(desk).of(family), Consents(desk).terms(family)
    )
    qtbot.addWidget(dialog)
    return dialog


def test_every_agency_that_was_agreed_to_is_shown_wherever_consent_is_asked(qtbot, desk):
    family = a_family(desk)
    mum = a_person(desk, family, "Kate", "parent")
    Consents(desk).record(family, Conversation(mum, "given", ("Millbrook Primary",)))

    said = a_dialog(qtbot, desk, family).read()

    assert said is not None
    assert said.agencies == ("Millbrook Primary",)


def test_what_was_filled_in_before_a_lock_is_said_over_what_was_shown_then(qtbot, desk):
    """An agency that came in while the screen was locked is not withdrawn by a form that never showed it."""
    family = a_family(desk)
    mum = a_person(desk, family, "Kate", "parent")
    consents = Consents(desk)
    consents.record(family, Conversation(mum, "given", ("school",), limits="Not to my sister"))
    kept = json.loads(json.dumps(a_dialog(qtbot, desk, family).keep()))
    consents.record(family, Conversation(mum, "given", ("housing",)))

    dialog = a_dialog(qtbot, desk, family)
    dialog.resume(kept)
    said = dialog.read()
    assert said is not None
    consents.record(family, said)

    answers = {line.agency: line.answer for line in consents.of(family)}
    assert answers == {"": "given", "school": "given", "housing": "given"}
