"""A file is one noun, a function one thought, and both say what they are for."""

import ast
import re

from tests.house.sources import Source, each

_EVERYTHING = ("desktop/", "sync/", "tests/", "packaging/")
_VAGUE = {"utils", "util", "helpers", "common", "manager", "controller", "base", "service", "impl", "misc"}
_UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|XX[X]|HAC[K])\b")


@each(*_EVERYTHING)
def test_a_module_is_short_and_says_what_it_is_for(source: Source):
    opening = ast.get_docstring(source.tree)

    assert len(source.text.splitlines()) <= 300, "split it along a noun"
    assert opening or not source.text.strip(), "say what the module is for"


@each("desktop/", "sync/")
def test_a_module_opens_with_a_few_lines_unless_it_draws_its_error_tree(source: Source):
    lines = (ast.get_docstring(source.tree) or "").splitlines()

    assert len(lines) <= 8 or any("├" in line or "└" in line or ":" in line for line in lines)


@each("desktop/", "sync/")
def test_a_function_is_one_thought(source: Source):
    long = [
        f"{node.name} has {length} lines"
        for node in source.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > 50
    ]

    assert long == []


@each(*_EVERYTHING)
def test_a_module_is_named_after_something(source: Source):
    assert source.name.rsplit("/", 1)[-1].removesuffix(".py") not in _VAGUE


@each(*_EVERYTHING)
def test_nothing_is_left_for_later(source: Source):
    assert not _UNFINISHED.search(source.text)


@each("desktop/", "sync/", "tests/")
def test_a_silenced_checker_is_told_why(source: Source):
    bare = [
        number
        for number, line in enumerate(source.text.splitlines(), 1)
        if re.search(r"#\s*(type: ignore|noqa)(\[[\w, -]+\]|: [A-Z0-9, ]+)?\s*$", line)
    ]

    assert bare == []


@each("tests/")
def test_tests_use_the_real_thing_and_do_not_wait(source: Source):
    assert not {"unittest.mock", "mock"} & source.imports()
    assert "time.sleep" not in {ast.unparse(node.func) for node in source.nodes if isinstance(node, ast.Call)}
