"""What a session answers: what a change did, and how one question stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from desktop.forms.answers import AnswerKey
from desktop.forms.nodes import Node

RepeatId: TypeAlias = str


@dataclass(frozen=True, slots=True)
class Undo:
    """A removed instance, as `Session.undo` takes it back."""

    node: Node
    parent: Node
    index: int
    dropped: tuple[tuple[Node, str], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Every key of which anything on the page is now different, and the answers that were cleared on the way."""

    keys: frozenset[AnswerKey]
    added: frozenset[AnswerKey] = frozenset()
    removed: frozenset[AnswerKey] = frozenset()
    cleared: frozenset[AnswerKey] = frozenset()
    undo: Undo | None = None


@dataclass(frozen=True, slots=True)
class NodeState:
    """What a page shows of one question. `messages` are the form's words where the answer breaks a rule of it."""

    value: str
    relevant: bool
    required: bool
    readonly: bool
    valid: bool
    messages: tuple[str, ...]
    label: str
    hint: str
