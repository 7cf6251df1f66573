"""From casework to paper: a copy of an assessment, worded for people and chosen for its reader."""

from collections.abc import Callable
from datetime import date

from desktop.casework.consents import ConsentLine
from desktop.casework.paper import Paper, PaperAnswer, Papers, PaperScore, PaperSection
from desktop.casework.people import PersonCard
from desktop.casework.plan_view import ActionCard, OutcomeCard, PlanView
from desktop.reports import wording
from desktop.reports.document import (
    Action,
    AssessmentDocument,
    Consent,
    Copy,
    Item,
    Level,
    Outcome,
    Person,
    Place,
    Plan,
    Quote,
    Score,
    Section,
    Standing,
    Worker,
)
from desktop.reports.words import day

LEVEL, WHY = "level/level_now", "level/level_why"
"""Questions of the form that stand under a heading of their own."""


class Copies:
    """Copies of assessments as PDFs. `council` is its name on paper; `invented` marks the demonstration's."""

    def __init__(self, papers: Papers, council: str, today: Callable[[], date], *, invented: bool = False) -> None:
        self._papers, self._council, self._today, self._invented = papers, council, today, invented

    def assessment(self, family: str, assessment: str, copy: Copy, *, large_print: bool = False) -> bytes:
        """A tagged A4 PDF. ReportLab, 11 MB, is imported with the first one.

        Raises:
            DocumentFailed: it cannot be set.
            PrivateInFamilyCopy: something hidden was about to be in it; nothing was made.
        """
        from desktop.reports.assessment import assessment_pdf

        paper = self._papers.of(family, assessment, for_family=copy is Copy.FAMILY)
        document = self._document(paper)
        return assessment_pdf(document, copy, self._today(), large_print=large_print)

    def _document(self, paper: Paper) -> AssessmentDocument:
        names = {person.person: person.name for person in paper.people}
        return AssessmentDocument(
            council=self._council,
            family=wording.family(paper.family),
            reference=paper.head.reference,
            version=paper.version,
            agreed_on=paper.signed_on,
            lead=Worker(name=paper.lead),
            invented=self._invented,
            people=tuple(_person(person) for person in paper.people),
            consents=tuple(_consent(line, names) for line in paper.consents if line.answer != "not_asked"),
            sections=tuple(_section(section, names) for section in paper.sections if _items(section)),
            scores=tuple(_score(score) for score in paper.scores),
            scored_first_on=min((score.since for score in paper.scores if score.since), default=None),
            level=_level(paper),
            plan=_plan(paper.plan),
        )


def _person(person: PersonCard) -> Person:
    place = Place.CHILD if person.is_child else Place.CARER if person.role == "parent" else Place.OTHER
    return Person(
        name=person.full_name or person.name,
        place=place,
        age=str(person.age) if person.age is not None and person.is_child else wording.due(person.due_on),
        relation=wording.relation(person.relation),
        not_for_family=False,
    )


def _consent(line: ConsentLine, names: dict[str, str]) -> Consent:
    return Consent(
        person=names.get(line.person, ""),
        agency=wording.agency(line.agency),
        purpose=wording.purpose(line.purpose),
        decision=wording.decision(line.answer),
        shares=line.answer == "given" and bool(line.agency),
        said_on=line.on,
        not_for_family=False,
    )


def _items(section: PaperSection) -> tuple[PaperAnswer, ...]:
    return tuple(answer for answer in section.answers if answer.key not in {LEVEL, WHY})


def _section(section: PaperSection, names: dict[str, str]) -> Section:
    items = tuple(_item(answer, names) for answer in _items(section))
    return Section(title=section.title, items=items, not_for_family=False)


def _item(paper: PaperAnswer, names: dict[str, str]) -> Item:
    answer = paper.answer
    speaker = names.get(answer.said_by, "")
    quotes = tuple(Quote(text=said, said_by=speaker) for said in answer.words)
    return Item(
        question=paper.label,
        text=_text(paper),
        choices=paper.choices if paper.kind in {"select_one", "select_multiple", "rank"} else (),
        words=quotes,
        said_by=speaker,
        standing=Standing(answer.status),
        not_for_family=paper.hidden,
    )


def _text(paper: PaperAnswer) -> str:
    value = paper.answer.value
    match paper.kind:
        case "select_one" | "select_multiple" | "rank":
            return ""
        case "date" if value:
            return _day(value)
        case "scale" if value:
            return wording.out_of_ten(value)
        case _:
            return value


def _day(value: str) -> str:
    try:
        return day(date.fromisoformat(value))
    except ValueError:  # its text has the answer in it, and a colleague's form may have taken other things for a date
        return value


def _score(score: PaperScore) -> Score:
    return Score(
        area=wording.area(score.area, score.who),
        now=score.latest,
        before=score.first if score.times > 1 else None,
        not_for_family=False,
    )


def _level(paper: Paper) -> Level | None:
    answers = {str(answer.key): answer for section in paper.sections for answer in section.answers}
    now, why = answers.get(LEVEL), answers.get(WHY)
    if now is None or not now.choices:
        return None
    shown = why is not None and (not why.hidden or now.hidden)
    reason = why.answer.value if why is not None and shown else ""
    return Level(name=now.choices[0], reason=reason, not_for_family=now.hidden)


def _plan(plan: PlanView) -> Plan | None:
    outcomes = [_outcome(outcome) for outcome in plan.outcomes]
    if plan.loose:
        loose = tuple(_action(action, "") for action in plan.loose)
        outcomes.append(Outcome(wanted=wording.OTHER_ACTIONS, actions=loose, not_for_family=False))
    if not outcomes and not plan.aim and not plan.contingency:
        return None
    return Plan(
        outcomes=tuple(outcomes),
        aim=plan.aim,
        if_things_get_worse=plan.contingency,
        review_on=plan.review_on,
        not_for_family=False,
    )


def _outcome(outcome: OutcomeCard) -> Outcome:
    actions = tuple(_action(action, outcome.measure) for action in outcome.actions)
    return Outcome(wanted=outcome.text, actions=actions, not_for_family=False)


def _action(action: ActionCard, known_by: str) -> Action:
    return Action(
        what=action.text,
        who=wording.names(action.owners),
        by=action.due_on,
        known_by=known_by,
        progress=wording.progress(action.progress),
        not_for_family=False,
    )
