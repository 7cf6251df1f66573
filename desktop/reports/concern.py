"""A safeguarding concern on paper, to be handed over: verbatim words first, what was seen, the body map, who was rung; opinion apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from reportlab.lib.colors import white
from reportlab.platypus import Flowable

from desktop.casework.body import HEIGHT, LIMBS, WIDTH, part_at
from desktop.casework.concerns import Account, ConcernView, Mark
from desktop.casework.people import PersonCard
from desktop.reports import concern_words as words
from desktop.reports import words as common
from desktop.reports.look import BOLD, OFFICE, REGULAR, Look, colour, printable
from desktop.reports.para import Heading
from desktop.reports.pdf import Sheet, pdf
from desktop.reports.shapes import Emblem
from desktop.reports.story import Story
from desktop.reports.structure import Element

_HIGH = 210
_GAP = 28


@dataclass(frozen=True)
class ConcernPaper:
    """`family` is its name, "" where none is known here; `invented`: of the demonstration, said on the first page."""

    council: str
    family: str
    view: ConcernView
    people: tuple[PersonCard, ...]
    invented: bool = False


def concern_pdf(paper: ConcernPaper, today: date) -> bytes:
    """A tagged A4 PDF.

    Raises DocumentFailed when it cannot be set.
    """
    reference = paper.view.concern[-5:].upper()
    sheet = Sheet(words.CONCERN, words.TO_HAND_OVER, words.CONFIDENTIAL, reference, today)
    return pdf(partial(_tell, paper), sheet, Look(OFFICE))


def _tell(paper: ConcernPaper, story: Story) -> None:
    account = paper.view.account
    _top(story, paper)
    _facts(story, paper)
    story.heading(words.VERBATIM)
    if account.words:
        story.quotation(account.words, account.said_by)
    else:
        story.text(words.NOT_SAID, "quiet")
    _asked(story, ((words.ASKED, account.asked),))
    story.heading(words.FACTS)
    story.text(account.seen or words.NOT_SAID, "body" if account.seen else "quiet")
    _body(story, account.marks)
    _safety(story, account)
    _rung(story, account)
    if account.opinion:
        story.heading(words.THOUGHT)
        story.text(account.opinion)
    if account.outcome:
        story.heading(words.OUTCOME)
        story.text(account.outcome)


def _top(story: Story, paper: ConcernPaper) -> None:
    mark = 15 * story.look.k
    story.layout(
        [[Emblem(mark), story.para(paper.council, "brand")]],
        [(mark + 6) / story.width, 1 - (mark + 6) / story.width],
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    )
    story.place(story.para(words.CONCERN, "title", "H1", Heading))
    if paper.invented:
        story.text(common.INVENTED, "badge")
    if not all(map(printable, _texts(paper))):
        story.text(common.UNPRINTABLE, "hidden")
    story.space(6)


def _facts(story: Story, paper: ConcernPaper) -> None:
    view, account = paper.view, paper.view.account
    named = [person for person in paper.people if person.person in account.about]
    children = [
        f"{person.full_name or person.name}{f', {person.age}' if person.age is not None else ''}" for person in named
    ]
    received = words.NOT_RECEIVED
    if view.received:
        received = common.moment(view.received_at) if view.received_at else words.RECEIVED
    facts = [
        (words.CHILDREN, "\n".join(filter(None, (*children, account.who))) or words.NOT_SAID),
        (words.FAMILY, paper.family or words.NOT_SAID),
        (words.NOTICED, account.noticed or words.NOT_SAID),
        (words.PLACE, account.place or words.NOT_SAID),
        (words.RAISED_BY, view.raised_by),
        (words.RAISED, common.moment(view.raised_at) if view.raised_at else ""),
        (words.RECEIVED, received),
    ]
    story.facts(facts)


def _safety(story: Story, account: Account) -> None:
    story.heading(words.SAFETY)
    _asked(
        story,
        (
            (words.SAFE_NOW, dict(words.SAFE).get(account.safe_now, words.NOT_SAID)),
            (words.ACTIONS, account.actions or words.NOT_SAID),
            (words.CATEGORIES, ", ".join(code.replace("_", " ") for code in account.categories)),
        ),
    )
    story.heading(words.KNOWN)
    told = dict(words.YES_NO)
    _asked(
        story,
        (
            (words.CHILD_TOLD, told.get(account.child_told, words.NOT_SAID)),
            (words.PARENT_TOLD, told.get(account.parent_told, words.NOT_SAID)),
            (words.CONSENT, dict(words.AGREED).get(account.consent, words.NOT_SAID)),
            (words.WHY_NOT, account.why_not),
            (words.OTHERS, account.others_know),
        ),
    )


def _asked(story: Story, answers: Sequence[tuple[str, str]]) -> None:
    for question, said in answers:
        if said:
            story.question(question)
            story.text(said)


def _rung(story: Story, account: Account) -> None:
    story.heading(words.CALLS)
    rows = [(call.whom, call.number, call.at, call.spoke_to, call.advice) for call in account.calls]
    if rows:
        story.table(words.RUNG_COLUMNS, (0.2, 0.18, 0.1, 0.2, 0.32), rows)
    else:
        story.text(words.NOT_SAID, "quiet")


def _body(story: Story, marks: tuple[Mark, ...]) -> None:
    if not marks:
        return
    story.room(_HIGH + 60)
    story.question(words.BODY)
    story.place(_Figures(marks, story.root.add("Figure", alt=words.FIGURES), story.look.k))
    story.space(6)
    rows = [
        (str(number), words.part(mark.side, part_at(mark.side, mark.x, mark.y)), mark.words)
        for number, mark in enumerate(marks, 1)
    ]
    story.table(words.MARK_COLUMNS, (0.1, 0.35, 0.55), rows)


def _texts(paper: ConcernPaper) -> list[str]:
    account = paper.view.account
    said = [value for value in vars(account).values() if isinstance(value, str)]
    said += [mark.words for mark in account.marks]
    return [paper.family, *said, *(value for call in account.calls for value in vars(call).values())]


class _Figures(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """Front and back, as on the screen."""

    def __init__(self, marks: tuple[Mark, ...], element: Element, k: float) -> None:
        super().__init__()
        self.marks, self.element, self.k = marks, element, k
        self.height = (_HIGH + 14) * k
        self.width = (2 * _HIGH * WIDTH / HEIGHT + _GAP) * k

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        with self.canv.content(self.element):
            for side in words.SIDES:
                self._figure(side)
            for number, mark in enumerate(self.marks, 1):
                self._mark(number, mark)

    def _at(self, side: str, x: float, y: float) -> tuple[float, float]:
        scale = _HIGH * self.k / HEIGHT
        left = 0 if side == "front" else (_HIGH * WIDTH / HEIGHT + _GAP) * self.k
        return left + x * scale, self.height - y * scale

    def _figure(self, side: str) -> None:
        canvas, scale = self.canv, _HIGH * self.k / HEIGHT
        canvas.setLineCap(1)
        for token, less in (("line", 0.0), ("sunken", 1.6)):
            canvas.setStrokeColor(colour(token))
            for limb in LIMBS:
                canvas.setLineWidth(limb.thick * scale - less)
                canvas.line(*self._at(side, limb.x1, limb.y1), *self._at(side, limb.x2, limb.y2))
        canvas.setFont(REGULAR, 8.8 * self.k)
        canvas.setFillColor(colour("text2"))
        x, _y = self._at(side, WIDTH / 2, 0)
        canvas.drawCentredString(x, 2, words.SIDES[side])

    def _mark(self, number: int, mark: Mark) -> None:
        canvas = self.canv
        x, y = self._at(mark.side, mark.x, mark.y)
        canvas.setFillColor(colour("danger"))
        canvas.setStrokeColor(white)
        canvas.setLineWidth(1)
        canvas.circle(x, y, 6.5 * self.k, stroke=1, fill=1)
        canvas.setFillColor(white)
        canvas.setFont(BOLD, 8 * self.k)
        canvas.drawCentredString(x, y - 2.8 * self.k, str(number))
