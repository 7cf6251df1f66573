"""What was done with an invented family: the episode, what was agreed, visits and notes, the assessment, the plan.

How much there is follows from the episode's state: nobody has an assessment before anyone agreed to one.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from desktop.casework.invented import Drafts
from sync.records.consent import Consent
from sync.records.fields import Compartment
from sync.records.plan import Plan
from sync.records.visit import AdultSaid, ChildSeen
from tests.support.invented.households import Household, Member
from tests.support.invented.telling import Teller
from tests.support.invented.words import material, theme

NEW = 40
"""So many notes of a family are told by a teller who repeats nothing; the rest only make a heap, for the figures."""
_FORM = Path(__file__).parents[3] / "resources" / "forms" / "eha.xml"
_MET = ("engaging", "assessing", "planning", "active", "paused", "closing", "closed")
_AGREED = _MET[1:]
_PLANNED = _MET[2:]
_BEGAN = {"allocated": (3, 6), "engaging": (10, 14), "assessing": (15, 52), "planning": (45, 80)}
"""So many days ago help began, by where it stands: most of a caseload is in time."""
_LONG_AGO = (60, 180)
_CLOCKS = ("09:10", "09:45", "10:20", "11:05", "12:40", "13:15", "14:05", "14:50", "15:35", "16:10", "16:55", "17:20")


def form_bytes() -> bytes:
    return _FORM.read_bytes()


@cache
def with_form() -> dict[str, str]:
    """The form that assessments are written on: the published one."""
    answers = material("answers")
    digest = hashlib.sha256(form_bytes()).hexdigest()
    return {"form_id": answers["form"], "form_version": answers["version"], "form_digest": digest}


@dataclass
class Work:
    """Writes one family's records. `themes` are what life is about here."""

    drafts: Drafts
    teller: Teller
    household: Household
    themes: tuple[str, ...]
    state: str

    def __post_init__(self) -> None:
        self.random = self.drafts.random
        self.worker = material("families")["worker"]
        least, most = _BEGAN.get(self.state, _LONG_AGO)
        self.began = least + self.random.randint(0, 150) * (most - least) // 150
        self.episode = self.drafts.new_id()
        self.heaper = Teller(self.random, remembers=False)

    def told(self, *parts: str, child: Member | None = None) -> str:
        """A sentence for each part: of one of the family's themes, or of the general stories."""
        speaker = self.random.choice(self.household.carers)
        names = self.household.names(child or self.random.choice(self.household.children), speaker)
        return " ".join(self.teller.tell(self._templates(part), names) for part in parts)

    def _templates(self, part: str) -> list[str]:
        """Those of all of the family's themes, so that a small one is not used up."""
        general: list[str] | None = material("stories").get(part)
        return general or [template for name in self.themes for template in theme(name)[part]]

    def pair(self, part: str) -> tuple[str, Any]:
        """A text that comes with something: an action with its measure, an event with its category."""
        pairs = {pair[0]: pair for name in self.themes for pair in theme(name)[part]}
        names = self.household.names(self.random.choice(self.household.children), self.household.carers[0])
        template, text = self.teller.choose(list(pairs), names)
        return text, pairs[template]

    def write(self, notes: int) -> None:
        self._episode()
        self._network()
        if self.state in _MET:
            self._consents()
        self._notes(notes)
        if self.state in _AGREED:
            self._visits(done=self.random.randint(2, 5))
            self._assessment()
        if self.state in _PLANNED:
            self._plan()
        for _ in range(self.random.randint(2, 4)):
            self._event()
        if self.random.random() < 0.3:
            self._flag()

    def plan_visit(self, at: datetime, minutes: int, place: str, purpose: str) -> None:
        self.drafts.add(
            "visit", state="planned", worker=self.worker["user"], planned_at=at, planned_minutes=minutes, place=place,
            purpose=purpose, visit_type="announced", episode=self.episode, about=self.household.people,
        )  # fmt: skip

    def _episode(self) -> None:
        closed = self.state == "closed"
        ending = (
            {"on": self.drafts.day(-20).isoformat(), "reason": "needs_met", "needs_met": "most"} if closed else None
        )
        seen = self.state in _MET
        self.drafts.add(
            "episode", id=self.episode, state=self.state, source=self.random.choice(("school", "health", "self", "housing")),
            presenting=tuple(sorted({theme(name)["need"] for name in self.themes})),
            level={"framework": "northmere", "code": self.random.choice("23"), "on": self.drafts.day(-self.began).isoformat()},
            rationale=self.told("rationale"), received_at=self.drafts.moment(-self.began, "09:40"),
            allocated_at=self.drafts.moment(-self.began + 2, "14:15"), lead=self.worker["user"],
            first_contact_at=self.drafts.moment(-self.began + 5, "10:25") if seen else None, ending=ending,
            difference=self.told("well") if closed else None,
            family_view={"asked": "yes", "rating": "good", "words": self.told("adults_views")} if closed else None,
        )  # fmt: skip
        self.drafts.add(
            "allocation", worker=self.worker["user"], part="lead", agency=self.worker["agency"],
            manager=self.worker["manager"], from_on=self.drafts.day(-self.began + 2), episode=self.episode,
        )  # fmt: skip

    def _network(self) -> None:
        names = self.random.sample(material("names")["professionals"], 2)
        children = tuple(child.id for child in self.household.children)
        roles = (
            ("pastoral lead", self.household.children[0].school),
            ("health visitor", f"{self.household.area} 0 to 19 team"),
        )
        for name, (role, agency) in zip(names, roles, strict=True):
            phone = f"01632 960 {self.random.randint(0, 999):03}"
            self.drafts.add(
                "professional", name=name, role=role, agency=agency, phone=phone, for_whom=children, in_team=True
            )

    def _consents(self) -> None:
        """Before the assessment nobody has been asked for more than a visit."""
        given = self.state in _AGREED
        on = self.drafts.day(-self.began + 9).isoformat()
        decision = {"answer": "given", "on": on, "how": "signed_on_screen"} if given else {"answer": "not_asked"}
        asked = [("assessment", "")] + ([("sharing", self.household.children[0].school)] if given else [])
        stream = self.drafts.stream(Compartment.SHARED)
        for carer in self.household.carers:
            for purpose, agency in asked:
                self.drafts.add(
                    "consent", id=Consent.id_for(stream, carer.id, purpose, agency), person=carer.id, purpose=purpose,
                    agency=agency, decision=decision,
                )  # fmt: skip

    def _notes(self, count: int) -> None:
        openings = material("stories")["openings"]
        channels = list(openings)
        for number in range(count):
            teller = self.teller if number < NEW else self.heaper
            child, carer = self.random.choice(self.household.children), self.random.choice(self.household.carers)
            names = self.household.names(child, carer)
            channel = self.random.choice(channels)
            middle = self.random.choice(("seen", "told", "well", "worry"))
            parts = [openings[channel], self._templates(middle), self._templates("next")]
            if self.random.random() < 0.25:
                parts.insert(2, material("stories")["short"])
            text = " ".join(teller.tell(part, names) for part in parts)
            days = -self.began + 3 + (number * (self.began - 3)) // max(count, 1)
            self.drafts.add(
                "note", happened_at=self.drafts.moment(days, self.random.choice(_CLOCKS)), channel=channel, text=text,
                with_whom=carer.name, minutes=self.random.choice((5, 10, 15, 25)), episode=self.episode,
                about=(child.id, carer.id),
            )  # fmt: skip

    def _visits(self, done: int) -> None:
        first, last = -self.began + 8, -2 - self.began % 24
        for number in range(done):
            days = first + number * (max(last, first) - first) // (done - 1)
            arrived = self.drafts.moment(days, self.random.choice(_CLOCKS))
            visit = self.drafts.add(
                "visit", state="done", worker=self.worker["user"], planned_at=arrived, planned_minutes=60,
                arrived_at=arrived, left_at=arrived.replace(minute=58), visit_type="announced", place="home",
                purpose=self.told("purpose"), people_seen=self.household.people, written_at=arrived.replace(minute=59),
                observation=self.told("seen", "seen", "told"), home=self.told("home"), analysis=self.told("analysis"),
                bedroom_seen=self.random.choice(("yes", "no")), episode=self.episode, about=self.household.people,
            )  # fmt: skip
            self._adult_said(visit, self.household.carers[0])
            for child in self.household.children:
                self._child_seen(visit, child)
            self.drafts.add(
                "visit_entry", visit=visit, at=arrived, tag="words", text=self.told("voice"), sensitivity="normal",
                said_by=self.household.children[0].id, about=(self.household.children[0].id,),
            )  # fmt: skip

    def _adult_said(self, visit: str, adult: Member) -> None:
        worker = self.worker["user"]
        self.drafts.add(
            "adult_said", id=AdultSaid.id_for(self.drafts.stream(Compartment.TEAM), visit, adult.id, worker), visit=visit,
            adult=adult.id, worker=worker, said=self.told("adults_views"),
        )  # fmt: skip

    def _child_seen(self, visit: str, child: Member) -> None:
        worker = self.worker["user"]
        self.drafts.add(
            "child_seen", id=ChildSeen.id_for(self.drafts.stream(Compartment.TEAM), visit, child.id, worker), visit=visit,
            child=child.id, worker=worker, seen=self.random.choice(("alone", "with_others")), awake=True, spoken_to=child.age > 2,
            said=self.told("voice" if child.age > 2 else "baby", child=child),
        )  # fmt: skip

    def _assessment(self) -> None:
        finished = self.state in _PLANNED
        made = self.drafts.add(
            "assessment", state="agreed" if finished else "draft", assessment_kind="new", lead=self.worker["user"],
            started_on=self.drafts.day(-self.began + 9), episode=self.episode, **with_form(),
        )  # fmt: skip
        answers = material("answers")
        asked: list[tuple[str, str, Any, Member | None]] = [
            (key, how, rule, None) for key, how, rule in answers["whole"]
        ]
        for part, members in (("child", self.household.children), ("carer", self.household.carers)):
            asked += [
                (key.replace("{}", f"{{{member.id}}}"), how, rule, member)
                for member in members
                for key, how, rule in answers[part]
            ]
        for key, how, rule, member in asked:
            if finished or self.random.random() < 0.6:
                self.drafts.answer(made, key, **self._answered(how, rule, member))
        self._scores(made)

    def _answered(self, how: str, rule: dict[str, Any], member: Member | None) -> dict[str, Any]:
        child = member if member in self.household.children else None
        said: dict[str, Any] = {"status": "answered", "source": "family"}
        if "from" in rule:
            said[how] = self.told(*rule["from"], child=child)
        elif how == "choices":
            said[how] = tuple(sorted(self.random.sample(rule["some_of"], 2)))
        else:
            said[how] = self.random.choice(rule["one_of"])
        if rule.get("quoted"):
            speaker = member or self.household.carers[0]
            if speaker.age > 2:
                said |= {"words": (self.told("voice", child=child),), "said_by": speaker.id}
        return said

    def _scores(self, assessment: str) -> None:
        for area in ("school", "feeling_well", "home_and_money", "getting_along"):
            first = self.random.randint(2, 6)
            later = [(10, first), (self.began, min(10, max(0, first + self.random.randint(-1, 3))))]
            for after, score in later if self.state in _PLANNED else later[:1]:
                self.drafts.add(
                    "scale_score", who=self.household.carers[0].id, about=(self.household.children[0].id,), area=area,
                    score=score, profile="northmere", scored_on=self.drafts.day(-self.began + after),
                    assessment=assessment, episode=self.episode,
                )  # fmt: skip

    def _plan(self) -> None:
        plan = self.drafts.add(
            "plan", id=Plan.id_for(self.drafts.stream(Compartment.SHARED)), episode=self.episode, aim=self.told("aims"),
            contingency=self.told("contingency"), review_on=self.drafts.day(self.random.randint(2, 60)),
            agreed_with=tuple(carer.id for carer in self.household.carers),
        )  # fmt: skip
        for position, name in enumerate(self.themes[:2], 1):
            outcome = self.drafts.add(
                "outcome", plan=plan, text=self.told("outcome"), area=theme(name)["area"], state="open",
                start_score=self.random.randint(2, 5), target_score=8, position=position,
                for_whom=(self.household.children[0].id,),
            )  # fmt: skip
            for number in range(self.random.randint(2, 3)):
                self._action(plan, outcome, position * 10 + number)

    def _action(self, plan: str, outcome: str, position: int) -> None:
        text, (_template, measure) = self.pair("action")
        names = self.household.names(self.household.children[0], self.household.carers[0])
        done = self.state == "closed" or self.random.random() < 0.4
        due = self.random.randint(-12, -3) if done else self.random.choice((-2, 0, 2, 6, 9, 14, 21, 30))
        mine = self.random.random() < 0.4
        self.drafts.add(
            "action", plan=plan, outcome=outcome, text=text, detail=self.teller.tell([measure], names) + ".",
            owners=None if mine else (self.random.choice(self.household.carers).id,),
            workers=(self.worker["name"],) if mine else None, due_on=self.drafts.day(due), position=position,
            progress="done" if done else self.random.choice(("not_started", "started")),
            done_on=self.drafts.day(due - 1) if done else None,
        )  # fmt: skip

    def _event(self) -> None:
        text, (_template, category, positive) = self.pair("event")
        self.drafts.add(
            "event", happened_on=self.drafts.day(-self.random.randint(20, 700)), precision="day", text=text,
            category=category, positive=positive, about=(self.household.children[0].id,), source=self.worker["name"],
            sensitivity="normal",
        )  # fmt: skip

    def _flag(self) -> None:
        category, template = self.random.choice(material("stories")["flags"])
        names = self.household.names(self.household.children[0], self.household.carers[0])
        self.drafts.add(
            "flag", category=category, text=self.teller.tell([template], names), source=self.worker["name"],
            from_on=self.drafts.day(-max(self.began - 9, 1)), checked_on=self.drafts.day(-9), about=self.household.people[:1],
        )  # fmt: skip
