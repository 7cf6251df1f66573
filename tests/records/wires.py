"""Hypothesis strategies for the values of declared fields, as Python holds them."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Boolean
from sqlalchemy.types import TypeEngine

from sync.records.assessment import Answer
from sync.records.ids import id_text
from sync.records.registry import RECORDS
from sync.records.text import canonical_text
from sync.records.types import Choices, Code, Compound, Day, Id, Ids, Instant, Whole, to_wire

ids = st.builds(id_text, st.builds(uuid.UUID, int=st.integers(0, 2**128 - 1)))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
days = st.dates(date(1900, 1, 1), date(2200, 1, 1))
moments = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # made aware
FIELDS = [
    *((record.kind, name, field) for record in RECORDS for name, field in record.fields().items()),
    *(("assessment", f"{name}@why_now", field) for name, field in Answer.fields().items()),
]


def values(type_: TypeEngine[Any]) -> st.SearchStrategy[Any]:
    """What a column of this type may hold."""
    match type_:
        case Code():
            return st.sampled_from(type_.codes)
        case Id():
            return ids
        case Whole():
            return st.integers(type_.low, type_.high)
        case Boolean():
            return st.booleans()
        case Day():
            return days
        case Instant():
            return moments
        case Choices():
            members = ids if isinstance(type_, Ids) else st.sampled_from(type_.codes) if type_.codes else texts
            return st.lists(members, max_size=4).map(tuple)
        case Compound():
            parts = {name: values(part).map(to_wire) for name, part in type_.parts.items()}
            return st.fixed_dictionaries({}, optional=parts)
        case _:
            return texts


def canonical(value: Any) -> Any:
    """What is left of a value after the wire: canonical text, whole seconds, sets in order."""
    match value:
        case str():
            return canonical_text(value)
        case datetime():
            return value.replace(microsecond=0)
        case tuple():
            return tuple(sorted({canonical_text(member) for member in value}))
        case dict():
            return {name: canonical(part) for name, part in value.items()}
        case _:
            return value
