"""What users read: short sentences in plain words, nothing technical, nobody blamed (interface.md, section 5)."""

import ast
import re
from collections.abc import Iterator

from tests.house.sources import Source, each, python

_BANNED = re.compile(
    r"\b(syncs?|synced|syncing|servers?|queues?|queued|invalid|illegal|failed to|payload|revision|please note)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.?])\s+|\n")
_LONGEST = 20
_PLACES = (
    "desktop/ui/words/",
    "desktop/reports/words.py",
    "desktop/reports/concern_words.py",
    "desktop/reports/visit_words.py",
)


def shown(source: Source) -> Iterator[tuple[int, str]]:
    """Each text of a file that is not a docstring; what is filled in counts as one word."""
    inside = {id(part) for node in source.nodes if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    docstrings = {
        id(node.body[0].value)
        for node in source.nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in source.nodes:
        if isinstance(node, ast.JoinedStr):
            yield (
                node.lineno,
                "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values),
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not {id(node)} & (inside | docstrings):
            yield node.lineno, node.value


def words(source: Source) -> Iterator[tuple[int, str]]:
    """Each text that is read by people: one word alone is mostly a name in the code."""
    return ((line, text) for line, text in shown(source) if " " in text and "\\" not in text)


@each(*_PLACES)
def test_words_are_plain(source):
    for line, text in words(source):
        assert not _BANNED.search(text), f"line {line}: {text}"
        assert "!" not in text, f"line {line}: {text}"


@each(*_PLACES)
def test_sentences_are_short(source):
    for line, text in words(source):
        longest = max(len(sentence.split()) for sentence in _SENTENCE_END.split(text))

        assert longest <= _LONGEST, f"line {line}: {text}"


def test_there_are_words_to_judge():
    assert sum(len(list(words(source))) for source in python(*_PLACES)) > 500
