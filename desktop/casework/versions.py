"""Versions of an assessment: what a draft reads through to, and where an edit of what is signed is kept (S16, S17).

A next version holds only what was changed in it, until it is signed and then holds everything. What it does not hold is read from the
signed version that it starts from.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from desktop.casework.answers import Columns
from desktop.casework.hidden import HIDDEN, hidden_answers
from desktop.store.capture import Saving, is_written
from desktop.store.conflicts import DELETED
from desktop.store.sets import PENDING
from desktop.store.tables import change, change_set
from sync.records.assessment import Answer, Assessment
from sync.records.ids import natural_id
from sync.records.record import ANSWER_MARK, Record
from sync.records.registry import KINDS, declared
from sync.rules.assessments import HEAD, SIGNATURE, is_content, is_signed, next_version


def editable(session: Saving, assessment: str) -> Assessment:
    """The version in which an edit of this one is kept. To be asked first in a save.

    A draft is edited itself. A signature that the server has not confirmed is taken back by editing. What is signed for good is
    followed by its next version, begun where there is none.
    """
    row = session.get_one(Assessment, assessment)
    if is_signed(row.state) and not is_confirmed(session, row):
        session.take_back(row)
    if not is_signed(row.state):
        return row
    return editable(session, following(session, row).id)


def following(session: Saving, signed: Assessment) -> Assessment:
    """The version after a signed one, begun with its head where there is none. Of one whose head has not arrived yet, only answers may
    be here."""
    there = session.get(Assessment, next_version(signed.id))
    if there is not None and there.state is not None:
        return there
    begun = there or Assessment(id=next_version(signed.id), stream=signed.stream)
    begun.previous, begun.state = signed.id, "draft"
    for name in HEAD:
        setattr(begun, name, getattr(signed, name))
    session.add(begun)
    session.flush()
    return begun


def put(session: Saving, kind: str, record: str, field: str, value: Any, shown: Any) -> bool:
    """Write a field by its name on the wire, chosen over what was `shown` of it (S18), as the first act of a save; of what is signed, in
    the version that is `editable`.

    False: there is no such record or field here, and nothing was written.
    """
    column, mark, key = field.partition(ANSWER_MARK)
    row: Record | Answer | None
    signed: Record | Answer | None = None
    if kind == Assessment.kind and field != DELETED and session.get(Assessment, record) is not None:
        version = editable(session, record)
        row = answer_row(session, version.id, key, version.stream) if mark else version
        if (before := inherited(version)) is not None:
            signed = row_of(session, kind, before, field)
    else:
        row = row_of(session, kind, record, field)
    if row is None or declared(kind, field) is None:
        return False
    session.save_shown(row, column, shown, value, getattr(signed, column, None))
    return True


def row_of(session: Session, kind: str, record: str, field: str) -> Record | Answer | None:
    """The row that holds a field: the record, or one answer of an assessment."""
    if declared(kind, field) is None:
        return None
    _column, mark, key = field.partition(ANSWER_MARK)
    return session.get(Answer, (record, key)) if mark else session.get(KINDS[kind], record)


def is_confirmed(session: Session, row: Assessment) -> bool:
    """Whether the signature of an assessment has reached the server: nothing of this laptop's own waits there."""
    waits = (
        select(change.c.n)
        .join(change_set, change_set.c.n == change.c.n)
        .where(change.c.kind == Assessment.kind, change.c.record == row.id, change.c.field == SIGNATURE)
        .where(change_set.c.state.in_(PENDING))
    )
    return session.execute(waits).first() is None


def companion(assessment: str) -> str:
    """The record that keeps an assessment's restricted answers, in the family's restricted stream (forms.md, section 4)."""
    return natural_id("restricted assessment", assessment)


def answers_of(session: Session, row: Assessment) -> dict[str, Columns]:
    """Every answer's columns by its key, restricted ones too, with what a draft inherits."""
    found: dict[str, Columns] = {}
    for version in (inherited(row), row.id):
        for record in (version, companion(version)) if version else ():
            for key, columns in _written(session, record).items():
                found.setdefault(key, {}).update(columns)
            for key in hidden_answers(session, row.stream, record):
                found.setdefault(key, {})["sensitivity"] = HIDDEN
    return found


def inherited(row: Assessment) -> str | None:
    """The signed version that a draft reads through to."""
    return row.previous if row.previous and not is_signed(row.state) else None


def inherited_answer(session: Session, target: Assessment, key: str, *, restricted: bool) -> Answer | None:
    """The answer that a draft reads through to, where nobody has written it there."""
    version = inherited(target)
    if version is None:
        return None
    return session.get(Answer, (companion(version) if restricted else version, key))


def fill_in(session: Saving, row: Assessment) -> None:
    """Write into a draft, as its own, all that it reads through to: what a signature covers stands in the version signed."""
    version = inherited(row)
    if version is None:
        return
    signed = session.get_one(Assessment, version)
    for name in Assessment.fields():
        if is_content(name) and not is_written(row, name):
            _copy(session, row, name, getattr(signed, name))
    for key, columns in _written(session, version).items():
        answer = answer_row(session, row.id, key, row.stream)
        for name, value in columns.items():
            if not is_written(answer, name):
                _copy(session, answer, name, value)
    own = session.unknown(row)
    later = {name: cell for name, cell in session.unknown(signed).items() if name not in own and is_content(name)}
    session.inherit(row, {name: cell for name, cell in later.items() if not _is_own(session, row, name)})


def _is_own(session: Saving, row: Assessment, name: str) -> bool:
    """Whether somebody wrote a field into a version, as far as this release has a column for it."""
    holder = row_of(session, Assessment.kind, row.id, name)
    return holder is not None and is_written(holder, name.partition(ANSWER_MARK)[0])


def answer_row(session: Saving, record: str, key: str, stream: str) -> Answer:
    """The row of one answer, begun where there is none."""
    row = session.get(Answer, (record, key))
    if row is None:
        row = Answer(assessment=record, key=key, stream=stream)
        session.add(row)
    return row


def _copy(session: Saving, row: Assessment | Answer, name: str, value: Any) -> None:
    if value is not None:
        session.save_shown(row, name, value, value, value)


def _written(session: Session, record: str) -> dict[str, Columns]:
    rows = session.scalars(select(Answer).where(Answer.assessment == record).options(undefer(Answer.versions)))
    return {row.key: {name: getattr(row, name) for name in Answer.fields() if is_written(row, name)} for row in rows}
