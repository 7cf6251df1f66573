"""The Early Help Assessment on paper: the office's copy, and the family's, from which anything private is refused."""

from datetime import date
from functools import partial

from desktop.reports import words
from desktop.reports.document import (
    AssessmentDocument,
    Copy,
    Item,
    Outcome,
    Place,
    Plan,
    Score,
    Section,
    Signature,
    Standing,
    private_places,
    texts,
)
from desktop.reports.errors import PrivateInFamilyCopy
from desktop.reports.look import FAMILY, LARGE, OFFICE, Look, printable
from desktop.reports.para import Heading, para
from desktop.reports.pdf import Sheet, pdf
from desktop.reports.shapes import DotScale, Emblem, SignatureLine
from desktop.reports.story import Story


def assessment_pdf(document: AssessmentDocument, copy: Copy, today: date, *, large_print: bool = False) -> bytes:
    """A tagged A4 PDF.

    Raises PrivateInFamilyCopy when a family's copy would hold what is not for them, DocumentFailed when it cannot be set.
    """
    if copy is Copy.FAMILY and (places := private_places(document)):
        raise PrivateInFamilyCopy(places)
    size = LARGE if large_print else FAMILY if copy is Copy.FAMILY else OFFICE
    edition = words.edition(document.version, document.agreed_on, today)
    sheet = Sheet(words.ASSESSMENT, words.COPIES[copy], words.CONFIDENTIAL, f"{document.reference}, {edition}", today)
    return pdf(partial(_tell, document, copy, edition), sheet, Look(size))


def _tell(document: AssessmentDocument, copy: Copy, edition: str, story: Story) -> None:
    _top(story, document, copy, edition)
    _who(story, document)
    for section in document.sections:
        _section(story, section)
    _scores(story, document)
    _level(story, document)
    if document.plan:
        _plan(story, document.plan, copy)
    _sharing(story, document)
    _signatures(story, document.signatures)


def _top(story: Story, document: AssessmentDocument, copy: Copy, edition: str) -> None:
    brand = story.para(document.council, "brand")
    left = [story.para(words.ASSESSMENT, "title", "H1", Heading), story.para(document.family, "family")]
    notes = [words.COPIES[copy], edition, document.reference]
    right = [story.para(words.INVENTED, "badge")] if document.invented else []
    right += [story.para(note, "meta") for note in notes]
    for line in right:
        line.style.alignment = 2
    mark = 15 * story.look.k
    story.layout(
        [[Emblem(mark), brand]],
        [(mark + 6) / story.width, 1 - (mark + 6) / story.width],
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    )
    story.layout([[left, right]], [0.6, 0.4], ("RIGHTPADDING", (-1, 0), (-1, -1), 0))
    if not all(map(printable, texts(document))):
        story.space(6)
        story.text(words.UNPRINTABLE, "hidden")


def _who(story: Story, document: AssessmentDocument) -> None:
    story.heading(words.WHO)
    children, carers, others = (
        "\n".join(
            words.marked(_named(person.name, person.age, person.relation), hidden=person.not_for_family)
            for person in document.people
            if person.place is place
        )
        for place in (Place.CHILD, Place.CARER, Place.OTHER)
    )
    agreed = "\n".join(dict.fromkeys(consent.agency for consent in document.consents if consent.shares))
    lead = _named(document.lead.name, document.lead.phone, "")
    facts = [
        (words.CHILDREN, children),
        (words.LEAD, lead),
        (words.CARERS, carers),
        (words.AGREED_TO_SHARE, agreed or words.NOBODY),
        (words.OTHERS, others),
    ]
    story.facts([(label, said) for label, said in facts if said])


def _named(name: str, detail: str, relation: str) -> str:
    return ", ".join(part for part in (name, detail) if part) + (f" ({relation})" if relation else "")


def _section(story: Story, section: Section) -> None:
    story.heading(section.title)
    if section.not_for_family:
        story.text(words.HIDDEN, "hidden")
    for item in section.items:
        _item(story, item)


def _item(story: Story, item: Item) -> None:
    story.question(item.question)
    if item.not_for_family:
        story.text(words.HIDDEN, "hidden")
    if item.standing is not Standing.ANSWERED:
        story.text(words.STANDINGS[item.standing], "quiet")
    if item.text:
        story.text(item.text)
    if item.choices:
        story.bullets(item.choices)
    for quote in item.words:
        story.quotation(quote.text, quote.said_by)
    if item.said_by:
        story.text(words.SAID_BY.format(name=item.said_by), "quiet")


def _scores(story: Story, document: AssessmentDocument) -> None:
    if not document.scores:
        return
    story.heading(words.SCORES, room=70 + 20 * len(document.scores))
    table = story.root.add("Table")
    width = 0.44 * story.width
    rows = []
    for score in document.scores:
        row = table.add("TR")
        area = para(
            words.marked(score.area, hidden=score.not_for_family), story.style("cell"), row.add("TH", scope="Row")
        )
        figures, became = words.change(score.before, score.now)
        said = para(became, story.style("cell"), row.add("TD"), strong=figures)
        rows.append([area, _dots(score, width, story.look.k), said])
    story.layout(rows, [0.28, 0.48, 0.24], ("BOTTOMPADDING", (0, 0), (-1, -1), 4 * story.look.k))
    first = document.scores[0]
    story.text(words.scale_note(document.scored_first_on, (first.lowest, first.highest)), "quiet")


def _dots(score: Score, width: float, k: float) -> DotScale:
    return DotScale(score.before, score.now, (score.lowest, score.highest), width, k)


def _level(story: Story, document: AssessmentDocument) -> None:
    if level := document.level:
        story.heading(words.LEVEL)
        if level.not_for_family:
            story.text(words.HIDDEN, "hidden")
        story.text(level.name, "question")
        story.text(level.reason)


def _plan(story: Story, plan: Plan, copy: Copy) -> None:
    story.heading(words.PLAN)
    if plan.not_for_family:
        story.text(words.HIDDEN, "hidden")
    if plan.aim:
        story.question(words.AIM)
        story.text(plan.aim)
    for outcome in plan.outcomes:
        _outcome(story, outcome, copy)
    if plan.if_things_get_worse:
        story.question(words.WORSE)
        story.text(plan.if_things_get_worse)
    if plan.review_on:
        story.question(words.REVIEW)
        story.text(words.day(plan.review_on))


def _outcome(story: Story, outcome: Outcome, copy: Copy) -> None:
    """What is wanted, over its actions; how far each has come is for the office, for it is old when the family reads it."""
    story.question(outcome.wanted, room=100)
    if outcome.not_for_family:
        story.text(words.HIDDEN, "hidden")
    story.space(2)
    rows = [
        (
            words.marked(action.what, hidden=action.not_for_family),
            action.who,
            words.weekday(action.by) if action.by else "",
            action.known_by,
            action.progress,
        )
        for action in outcome.actions
    ]
    if rows and copy is Copy.OFFICE:
        story.table([*words.ACTION_COLUMNS, words.PROGRESS], (0.34, 0.17, 0.16, 0.2, 0.13), rows)
    elif rows:
        story.table(words.ACTION_COLUMNS, (0.42, 0.19, 0.18, 0.21), [row[:-1] for row in rows])
    story.space(4)


def _sharing(story: Story, document: AssessmentDocument) -> None:
    if not document.consents:
        return
    story.heading(words.SHARING, room=120)
    rows = [
        (
            said.person,
            words.marked(said.agency, hidden=said.not_for_family),
            said.purpose,
            said.decision,
            words.day(said.said_on) if said.said_on else "",
        )
        for said in document.consents
    ]
    story.table(words.SHARING_COLUMNS, (0.18, 0.22, 0.22, 0.16, 0.22), rows)


def _signatures(story: Story, signatures: tuple[Signature, ...]) -> None:
    if not signatures:
        return
    story.heading(words.AGREED, room=130)
    across, gap = 3, 15 * story.look.k
    width = story.width / across - gap
    for start in range(0, len(signatures), across):
        row = [_signed(story, signature, width) for signature in signatures[start : start + across]]
        story.layout([row + [""] * (across - len(row))], [1 / across] * across)
        story.space(6)


def _signed(story: Story, signature: Signature, width: float) -> list[object]:
    figure = (
        story.root.add("Figure", alt=words.SIGNATURE_OF.format(name=signature.name))
        if signature.strokes
        else story.root
    )
    said = words.moment(signature.signed_at) if signature.signed_at else signature.said
    return [
        SignatureLine(signature.strokes, figure, width, story.look.k),
        story.para(words.marked(signature.name, hidden=signature.not_for_family), "body"),
        story.para(said, "quiet"),
    ]
