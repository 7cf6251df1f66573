"""The sections as the rail shows them: pages over records first, the form's own, then the summary."""

from desktop.casework.sheets import Sheet
from desktop.forms import AnswerKey, Section, Session
from desktop.ui.assessment.model import AssessmentModel
from desktop.ui.widgets import section_rail
from desktop.ui.words import assessment as words

PEOPLE, CONSENT, SUMMARY = "@people", "@consent", "@summary"
"""No key of a form begins like this."""


def rail(model: AssessmentModel, sheet: Sheet) -> tuple[section_rail.Section, ...]:
    """Every section with how far it is, in words too."""
    agreed = sheet.head.consent.answer == "given"
    finished = not model.is_open
    sections = [_record(PEOPLE, words.PEOPLE, done=bool(sheet.people)), _record(CONSENT, words.CONSENT, done=agreed)]
    sections += [_section(section, later_in(model, section.key)) for section in model.session.sections()]
    return (*sections, _record(SUMMARY, words.SUMMARY, done=finished))


def keys(session: Session) -> list[str]:
    """The keys of the rail, in its order."""
    return [PEOPLE, CONSENT, *(section.key for section in session.sections()), SUMMARY]


def later_in(model: AssessmentModel, section: AnswerKey) -> int:
    """How many questions of a section wait for the worker to come back."""
    return sum(1 for key in model.session.rows(section) if key in model.later)


def _record(key: str, title: str, *, done: bool) -> section_rail.Section:
    return section_rail.Section(key, title, *(("done", words.DONE) if done else ("notStarted", words.NOT_STARTED)))


def _section(section: Section, later: int) -> section_rail.Section:
    waiting = later + section.wrong
    if waiting:
        state, said = "needsAnswer", words.to_answer(waiting)
    elif section.state == "done":
        state, said = "done", words.DONE
    elif section.state == "started":
        state, said = "inProgress", words.answered_of(section.answered, section.questions)
    else:
        state, said = "notStarted", words.NOT_STARTED
    return section_rail.Section(section.key, section.label, state, said)
