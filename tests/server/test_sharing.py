"""Partner agencies hold what a consent in force names them for, and nothing else (F1)."""

from datetime import timedelta

import pytest

from desktop.clock import LONDON
from sync.protocol.change_set import Group
from sync.protocol.events import Moved
from sync.protocol.messages import Have
from sync.protocol.messages import State as Told
from sync.records.ids import stream_id
from sync.records.types import Wire as Value
from sync.server.clock import now
from sync.server.erasure import Redact, take_out
from tests.server.test_events import listening
from tests.support.central import Refused
from tests.support.wire import Wire, a_note, an_id, problem

MARKER = "Zanzibarmarker"
DAY = timedelta(days=1)


def day(offset: int) -> str:
    """A date so many days from today, in England."""
    return (now().astimezone(LONDON).date() + offset * DAY).isoformat()


class Family:
    """One with something in each of two compartments, and a consent that may be said anew."""

    def __init__(self, jo: Wire, agency: str) -> None:
        self.jo, self.agency = jo, agency
        self.consent, self.person = an_id(), an_id()
        self.shared, begins = jo.begin("shared")
        self.family = begins.family
        self.team = stream_id(self.family, "team")
        jo.push(begins, jo.set(self.shared, Group("person", self.person, 0, {"first_name": MARKER})))
        jo.push(type(begins)(self.family, "team"), jo.set(self.team, a_note(f"{MARKER} alone.")))

    def says(self, answer: str = "given", **fields: Value) -> None:
        """The person's word, over whatever it was."""
        said: dict[str, Value] = {"person": self.person, "purpose": "sharing", "agency": self.agency, **fields}
        said["decision"] = {"answer": answer, "on": day(-7)}
        versions = {
            name: line.versions.get(name, line.version)
            for line in self.jo.pull(self.shared)
            if isinstance(line, Told) and line.record == self.consent
            for name in line.fields
        }
        groups = [Group("consent", self.consent, versions.get(name, 0), {name: value}) for name, value in said.items()]
        assert self.jo.push_one(self.jo.set(self.shared, *groups)).outcome == "applied"


@pytest.fixture
def agency() -> str:
    """One that no other test knows."""
    return f"School {an_id()}"


@pytest.fixture
def partner(central, agency) -> Wire:
    return Wire(central, central.a_user("partner", agency=agency))


@pytest.fixture
def family(central, agency) -> Family:
    return Family(Wire(central), agency)


def held(wire: Wire) -> list[str]:
    return [head.stream for head in wire.manifest().streams]


def test_f1_a_partner_has_nothing_until_a_consent_names_their_agency(family, partner):
    before = held(partner)

    family.says()

    assert before == []
    assert held(partner) == [family.shared]
    assert MARKER.encode() in partner.ask_pull(Have(family.shared, 0)).content


def test_f1_the_teams_stream_is_never_a_partners(family, partner):
    family.says()
    partner.manifest()

    answer = partner.ask_pull(Have(family.team, 0))

    assert problem(answer).code == "stream_unknown"
    assert answer.content == partner.ask_pull(Have(an_id(), 0)).content


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"answer": "withdrawn"}, id="withdrawn"),
        pytest.param({"until_on": day(-1)}, id="ended yesterday"),
        pytest.param({"from_on": day(1)}, id="not yet begun"),
        pytest.param({"agency": "Another"}, id="of another agency"),
        pytest.param({"purpose": "evaluation"}, id="for another purpose"),
        pytest.param({"deleted": {"by": "jo", "at": "2026-10-06T10:42:00Z", "why": "wrong"}}, id="taken out"),
    ],
)
def test_f1_a_consent_that_no_longer_holds_takes_the_family_away_at_the_next_manifest(family, partner, changed):
    family.says()
    before = held(partner)

    family.says(**changed)
    answer = partner.ask_pull(Have(family.shared, 0))

    assert before == [family.shared]
    assert problem(answer).code == "stream_unknown"
    assert MARKER.encode() not in answer.content
    assert held(partner) == []


@pytest.mark.parametrize("until", [day(0), day(30)], ids=["today is the last day", "for a month"])
def test_f1_a_consent_holds_to_the_end_of_its_last_day(family, partner, until):
    family.says(until_on=until)

    assert held(partner) == [family.shared]


def test_f1_a_partner_who_listens_hears_of_a_withdrawal_and_of_nothing_after_it(family, partner, agency):
    """Without asking for anything meanwhile. Of what a consent newly gives they hear as soon."""
    family.says()
    other = Family(family.jo, agency)

    with listening(partner) as heard:
        heard.until(Moved(family.shared, 2))
        family.says("withdrawn")
        assert heard.next() == Moved(family.shared, None)
        family.jo.push(family.jo.set(family.shared, Group("person", family.person, 1, {"first_name": "Dana"})))
        other.says()

        assert family.shared not in {moved.stream for moved in heard.until(Moved(other.shared, 2))}


def test_f1_a_partner_of_another_agency_has_nothing(central, family, partner):
    other = Wire(central, central.a_user("partner", agency=f"Another {an_id()}"))
    family.says()

    assert (held(partner), held(other)) == ([family.shared], [])


def test_s24_what_a_partner_still_sends_after_a_withdrawal_is_set_aside(family, partner):
    family.says()
    partner.manifest()
    family.says("withdrawn")

    verdict = partner.push_one(partner.set(family.shared, Group("person", family.person, 1, {"first_name": "Late"})))

    assert verdict.outcome == "aside"


@pytest.mark.parametrize("kind", ["consent", "allocation", "manager_decision"])
def test_f8_a_partner_writes_no_consents_allocations_or_decisions(family, partner, kind):
    family.says()
    partner.manifest()

    verdict = partner.push_one(partner.set(family.shared, Group(kind, an_id(), 0, {"person": None})))

    assert (verdict.outcome, verdict.code) == ("refused", "not_allowed")


def test_f1_no_operator_gives_a_family_to_a_partner(central, family, partner):
    with pytest.raises(Refused):
        central.run("allocate", family.family, partner.user)

    assert held(partner) == []


def test_f3_a_consent_that_was_redacted_names_nobody(central, family, partner):
    family.says()
    before = held(partner)

    with central.session() as connection:
        take_out(connection, Redact("2026-10-06T10:42:00Z", family.shared, "consent", family.consent))

    assert (before, held(partner)) == ([family.shared], [])
