"""One page to take along to a visit, for who goes in without the laptop. What is kept from the family is on it only where somebody asked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from desktop.casework.people import PersonCard
from desktop.casework.preparing import Place, Preparation, Preparations
from desktop.reports import visit_words as words
from desktop.reports import wording
from desktop.reports.document import texts
from desktop.reports.words import CONFIDENTIAL, INVENTED, UNPRINTABLE, day, marked

if TYPE_CHECKING:
    from desktop.reports.story import Story


class VisitSheets:
    """Sheets as PDFs. `council` is its name on paper; `invented` marks the demonstration's."""

    def __init__(
        self, preparations: Preparations, council: str, today: Callable[[], date], *, invented: bool = False
    ) -> None:
        self._preparations, self._council, self._today, self._invented = preparations, council, today, invented

    def visit(self, family: str, visit: str, *, hidden: bool) -> bytes:
        """A tagged A4 PDF. ReportLab, 11 MB, is imported with the first one.

        Raises:
            DocumentFailed: it cannot be set.
        """
        from desktop.reports.look import OFFICE, Look
        from desktop.reports.pdf import Sheet, pdf

        page = self._preparations.of(family, visit)
        shown = page if hidden else shareable(page)
        sheet = Sheet(words.KIND, words.COPIES[hidden], CONFIDENTIAL, words.when(page.card.at, ""), self._today())
        return pdf(partial(self._tell, shown, hidden=hidden), sheet, Look(OFFICE))

    def _tell(self, page: Preparation, story: "Story", *, hidden: bool) -> None:
        from desktop.reports.look import printable
        from desktop.reports.para import Heading

        story.text(self._council, "brand")
        story.place(story.para(words.KIND, "title", "H1", Heading))
        story.text(wording.family(page.name), "family")
        notes = [words.when(page.card.at, page.card.place), words.COPIES[hidden]]
        for note in [*([INVENTED] if self._invented else []), *notes, page.card.purpose]:
            if note:
                story.text(note, "meta" if note != page.card.purpose else "body")
        if not all(map(printable, texts(page))):
            story.text(UNPRINTABLE, "hidden")
        if page.flags:
            story.heading(words.BEFORE)
            story.bullets([words.flag(flag.said.text, flag.said.source, flag.checked_on) for flag in page.flags])
        _route(story, page.places)
        story.heading(words.TAKE)
        for thing in page.to_take:
            story.text(words.to_take(thing.what, usual=thing.usual, packed=thing.packed))
        story.heading(words.LIVES)
        story.bullets([_person(person) for person in page.at_home])
        _consent(story, page)
        _news(story, page)
        _actions(story, page)


def shareable(page: Preparation) -> Preparation:
    """The same page without what is kept from the family: flags, the way in, hidden addresses, private lines, who must not see."""
    return replace(
        page,
        flags=(),
        news=tuple(one for one in page.news if not one.private),
        places=tuple(
            replace(place, route="", lines=words.ADDRESS_HIDDEN if place.hidden else place.lines)
            for place in page.places
        ),
        agreed=replace(page.agreed, not_to_see=""),
    )


def _route(story: "Story", places: tuple[Place, ...]) -> None:
    if places:
        story.heading(words.ROUTE)
    for place in places:
        story.text(marked(place.lines, hidden=place.hidden and place.lines != words.ADDRESS_HIDDEN), "question")
        if place.route:
            story.text(marked(place.route, hidden=True))


def _person(person: PersonCard) -> str:
    age = str(person.age) if person.age is not None and person.is_child else wording.due(person.due_on)
    parts = (person.full_name or person.name, age, wording.relation(person.relation))
    return ", ".join(part for part in parts if part)


def _consent(story: "Story", page: Preparation) -> None:
    agreed = page.agreed
    told = ", ".join(map(wording.agency, agreed.agencies)) or words.NOBODY
    facts = [(words.SHARE_WITH, told), (words.NOT_TO_TELL, agreed.limits)]
    if agreed.not_to_see:
        facts.append((words.NOT_TO_SEE, marked(agreed.not_to_see, hidden=True)))
    story.heading(words.CONSENT)
    story.text(words.consent(agreed.state.answer, agreed.state.on))
    story.facts([(label, said) for label, said in facts if said])


def _news(story: "Story", page: Preparation) -> None:
    story.heading(words.NEWS)
    if not page.news:
        story.text(words.NO_NEWS)
    for one in page.news:
        story.question(", ".join(part for part in (day(one.on), one.who) if part))
        story.text(marked(one.text, hidden=one.private))


def _actions(story: "Story", page: Preparation) -> None:
    story.heading(words.ACTIONS)
    if not page.actions:
        story.text(words.NO_ACTIONS)
        return
    rows = [
        (action.text, wording.names(action.owners), day(action.due_on) if action.due_on else "")
        for action in page.actions
    ]
    story.table(words.ACTION_COLUMNS, (0.54, 0.22, 0.24), rows)
