"""Builders of printed assessments; a test says only what matters to it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from desktop.reports.document import (
    Action,
    AssessmentDocument,
    Consent,
    Item,
    Level,
    Outcome,
    Person,
    Place,
    Plan,
    Quote,
    Score,
    Section,
    Signature,
    Worker,
)

TODAY = date(2026, 10, 6)
STROKES = (((0.1, 0.1), (0.2, 0.05), (0.3, 0.12)), ((0.4, 0.1),))


def an_item(text: str = "Maya has good friends.", *, private: bool = False, **more: Any) -> Item:
    return Item(question=more.pop("question", "What is going well?"), text=text, not_for_family=private, **more)


def a_section(*items: Item, title: str = "What is going well", private: bool = False) -> Section:
    return Section(title=title, items=items or (an_item(),), not_for_family=private)


def an_action(what: str = "Ask for Leo’s date", *, private: bool = False) -> Action:
    return Action(
        what=what,
        who="Jo",
        by=date(2026, 10, 13),
        known_by="Date in the post",
        progress="Started",
        not_for_family=private,
    )


def a_plan(*actions: Action, private: bool = False) -> Plan:
    outcome = Outcome(wanted="Leo is understood at school", actions=actions or (an_action(),), not_for_family=False)
    return Plan(outcomes=(outcome,), aim="Calm mornings", review_on=date(2026, 11, 17), not_for_family=private)


def an_assessment(**more: Any) -> AssessmentDocument:
    whole = AssessmentDocument(
        council="Aldermoor Family Help",
        family="Hartley-Okoro family",
        reference="DEMO-EH-0142",
        version=3,
        lead=Worker(name="Jo Ellery", phone="01632 960 118"),
        agreed_on=TODAY,
        people=(
            Person(name="Maya", place=Place.CHILD, age="14", not_for_family=False),
            Person(name="Dana Hartley", place=Place.CARER, relation="mother", not_for_family=False),
        ),
        consents=(
            Consent(
                person="Dana Hartley", agency="Millbrook Primary", purpose="The plan", decision="Agreed", shares=True,
                said_on=date(2026, 9, 22), not_for_family=False,
            ),
        ),
        sections=(
            a_section(an_item(words=(Quote(text="I’m not lazy, I’m tired.", said_by="Maya"),), choices=("Sleep", "School"))),
        ),
        scores=(Score(area="School", before=3, now=5, not_for_family=False),),
        scored_first_on=date(2026, 9, 22),
        level=Level(name="Several services", reason="One plan was asked for.", not_for_family=False),
        plan=a_plan(),
        signatures=(
            Signature(name="Dana Hartley", signed_at=datetime(2026, 10, 6, 10, 52, tzinfo=UTC), strokes=STROKES, not_for_family=False),
            Signature(name="Maya", said="Chose not to sign", not_for_family=False),
        ),
    )  # fmt: skip
    return replace(whole, **more)
