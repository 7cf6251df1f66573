"""A partner's valid laptop with nothing but the protocol tries each thing that consent does not give it (F1, F8).

Generated over the routes that name a stream, the compartments of a family, and the kinds and fields of records. A stream that is not theirs
is answered byte for byte as one that does not exist; a kind that is not theirs is refused with a stable code, whichever field it sets.
"""

import pytest

from sync.protocol.change_set import Group
from sync.protocol.messages import NewStream
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.registry import KINDS, may_lie_in
from sync.records.types import Wire as Value
from sync.server.description import ROUTES, Route
from tests.server.test_roles import OTHERS, ask, key, told
from tests.server.test_sharing import Family, held
from tests.support.wire import Wire, an_id

NOT_THEIRS = {
    "consent", "allocation", "redaction", "disclosure", "flag", "manager_decision", "merge_proposal", "merge_decision",
}  # fmt: skip
"""What a partner writes nowhere: who agreed, who works there, what managers decide, what a home's dangers are (F8)."""
CLOSED = [compartment for compartment in Compartment if compartment is not Compartment.SHARED]
NAMING_A_STREAM = [
    route
    for route in ROUTES
    if key(route) in {"post /v1/pull", "post /v1/history", "post /v1/links"} or "{stream:str}" in route.path
]


class Place:
    """A family with something in every compartment, and a school's laptop that a consent in force names."""

    def __init__(self, central) -> None:
        agency = f"School {an_id()}"
        self.family = Family(Wire(central), agency)
        self.partner = Wire(central, central.a_user("partner", agency=agency))
        jo = self.family.jo
        for compartment in ("restricted", "supervision"):
            stream = self.stream(Compartment(compartment))
            jo.push(
                NewStream(self.family.family, compartment), jo.set(stream, Group("note", an_id(), 0, {"text": "Z."}))
            )
        self.family.says()
        assert held(self.partner) == [self.family.shared]
        OTHERS[self.partner.user] = self.family.shared

    def stream(self, compartment: Compartment) -> str:
        return stream_id(self.family.family, compartment)


@pytest.fixture(scope="module")
def place(central) -> Place:
    return Place(central)


@pytest.mark.parametrize("compartment", CLOSED)
@pytest.mark.parametrize("route", NAMING_A_STREAM, ids=key)
def test_f1_a_partner_asks_any_route_about_another_compartment_and_hears_what_no_family_is_answered_with(
    place: Place, route: Route, compartment: Compartment
):
    closed, absent = (ask(route, place.partner, stream) for stream in (place.stream(compartment), an_id()))

    assert closed.status_code == 404
    assert told(closed) == told(absent)


@pytest.mark.parametrize("compartment", CLOSED)
def test_f8_whatever_a_partner_writes_into_another_compartment_goes_where_no_family_is(
    place: Place, compartment: Compartment
):
    partner = place.partner
    kinds = sorted(KINDS)

    verdicts = [
        partner.push(*(partner.set(stream, Group(kind, an_id(), 0, {})) for kind in kinds))
        for stream in (place.stream(compartment), an_id())
    ]

    closed, absent = ([(one.outcome, one.code) for one in answered] for answered in verdicts)
    assert closed == absent == [("refused", "stream_unknown")] * len(kinds)


@pytest.mark.parametrize("kind", sorted(NOT_THEIRS))
def test_f8_no_field_of_a_kind_that_is_not_theirs_is_taken_from_a_partner(place: Place, kind: str):
    partner, shared = place.partner, place.family.shared

    verdicts = partner.push(
        *(partner.set(shared, Group(kind, an_id(), 0, {name: None})) for name in KINDS[kind].fields())
    )

    assert {(one.outcome, one.code) for one in verdicts} == {("refused", "not_allowed")}


def test_f8_a_partner_puts_nothing_into_the_shared_stream_that_belongs_in_another(place: Place):
    partner, shared = place.partner, place.family.shared
    elsewhere = [kind for kind in sorted(KINDS.keys() - NOT_THEIRS) if not may_lie_in(kind, Compartment.SHARED)]

    verdicts = partner.push(
        *(partner.set(shared, Group(kind, an_id(), 0, {next(iter(KINDS[kind].fields())): None})) for kind in elsewhere)
    )

    assert {"visit", "visit_part", "concern", "settings"} <= {*elsewhere}
    assert {(one.outcome, one.code) for one in verdicts} == {("refused", "compartment")}


def test_f8_a_partner_cannot_say_yes_for_a_family_to_keep_what_was_taken_back(place: Place):
    place.family.says("withdrawn")
    partner = place.partner
    said: dict[str, Value] = {"decision": {"answer": "given", "on": "2026-10-06"}}

    verdict = partner.push_one(partner.set(place.family.shared, Group("consent", place.family.consent, 1, said)))

    assert verdict.outcome in ("aside", "refused")
    assert held(partner) == []
    place.family.says()
