"""Every rule of the sync design, and every promise that it makes, has a test that names it."""

import ast
import re

from tests.house.sources import python

RULES = {f"S{number}" for number in range(1, 31)}
PROMISES = {f"promise {number}" for number in range(1, 7)}
OPEN: dict[str, str] = {}
"""Rules that no test can name yet, and why."""

_IN_A_NAME = re.compile(r"_(s\d+)(?=_)")
_IN_WORDS = re.compile(r"\bS\d+\b|\bpromise \d\b")


def _named() -> set[str]:
    """The rules in names and docstrings of tests, and in the docstring of a module for all of its tests."""
    found: set[str] = set()
    for source in python("tests/"):
        tests = [node for node in source.nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
        for test in tests:
            found |= {rule.upper() for rule in _IN_A_NAME.findall(test.name)}
        docstrings = [ast.get_docstring(test) for test in tests] + [ast.get_docstring(source.tree) if tests else None]
        found |= set(_IN_WORDS.findall(" ".join(filter(None, docstrings)).replace("Promise", "promise")))
    return found


def test_every_rule_and_promise_is_named_by_a_test_or_is_known_to_be_open():
    assert (RULES | PROMISES) - _named() - OPEN.keys() == set()


def test_no_rule_is_called_open_that_has_its_test():
    assert OPEN.keys() & _named() == set()
