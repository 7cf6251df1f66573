"""Builders: a small form from its parts, a session on it, and what a test asks about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from desktop.clock import FixedClock
from desktop.forms import Answer, AnswerKey, FormDefinition, Session
from desktop.forms.session import Mode
from desktop.ids import Ids, seeded

ROOT = Path(__file__).parents[2]
TUESDAY = datetime(2026, 10, 6, 10, 31, tzinfo=UTC)

_SHELL = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa" xmlns:ev="http://www.w3.org/2001/xml-events" '
    'xmlns:fh="urn:family-help:forms:1"><h:head><h:title>T</h:title><model>'
    '<instance><data id="t" version="{version}">{data}</data></instance>{model}{binds}</model></h:head>'
    "<h:body>{body}</h:body></h:html>"
)


def a_form(
    data: str, binds: Mapping[str, str] | None = None, body: str = "", model: str = "", version: str = "1"
) -> bytes:
    """`binds` maps a path below the root to the attributes of its bind."""
    written = "".join(f'<bind nodeset="/data/{path}" {rules}/>' for path, rules in (binds or {}).items())
    return _SHELL.format(data=data, binds=written, body=body, model=model, version=version).encode()


def a_definition(data: str, binds: Mapping[str, str] | None = None, body: str = "", model: str = "") -> FormDefinition:
    return FormDefinition.parse(a_form(data, binds, body, model))


def a_session(
    definition: FormDefinition,
    answers: Mapping[str, str] | None = None,
    *,
    mode: Mode = "new",
    lang: str = "",
    **instances: bytes,
) -> Session:
    """An open record; `answers` are given one by one, as a worker would."""
    clock = FixedClock(TUESDAY)
    session = Session(
        definition, None, instances=instances, clock=clock, ids=Ids(clock.now, seeded(1)), lang=lang, mode=mode
    )
    for key, value in (answers or {}).items():
        session.set(key, Answer(value))
    return session


def reopened(session: Session, *, mode: Mode = "reopen", signed: bool = False, **instances: bytes) -> Session:
    """The same record opened again from what it stored."""
    clock = FixedClock(TUESDAY)
    answers = session.final() if signed else session.answers()
    return Session(
        session.definition, answers, instances=instances, clock=clock, ids=Ids(clock.now, seeded(2)), mode=mode
    )


def value(session: Session, key: str) -> str:
    """What the form reads there: nothing where it does not apply."""
    state = session.state(key)
    return state.value if state.relevant else ""


def values(answers: Mapping[AnswerKey, Answer]) -> dict[str, str]:
    return {str(key): answer.value for key, answer in answers.items() if not key.endswith("/#")}


def the_assessment() -> FormDefinition:
    """The Early Help Assessment as it is shipped."""
    return FormDefinition.parse((ROOT / "resources/forms/eha.xml").read_bytes())


def people(*rows: tuple[str, str, object, str]) -> bytes:
    """The people instance: id, label, age and role of each."""
    items = "".join(
        f"<item><name>{name}</name><label>{label}</label><age>{age}</age><role>{role}</role></item>"
        for name, label, age, role in rows
    )
    return f"<root>{items}</root>".encode()


MAYA = ("p1", "Maya", 14, "child")
LEO = ("p2", "Leo", 8, "child")
RUBY = ("p3", "Ruby", 2, "child")
ADA = ("p4", "Ada", "", "parent")
FAMILY = people(MAYA, LEO, RUBY, ADA)
