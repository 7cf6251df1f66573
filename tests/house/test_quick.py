"""The quick run: what it leaves out by a list is there, or a test that took another name would be left out for nothing."""

import ast

from tests.house.sources import python
from tests.support.quick import listed


def test_what_is_listed_as_slow_is_there():
    tests = {
        f"{source.name}::{name}" for source in python("tests/") for node in source.tree.body for name in _tests(node)
    }

    assert listed() - tests == set()


def _tests(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.ClassDef):
        return [f"{node.name}::{name}" for inner in node.body for name in _tests(inner)]
    return [node.name] if isinstance(node, ast.FunctionDef) else []
