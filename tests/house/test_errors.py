"""Errors and logs carry codes and ids, never what somebody wrote (F15)."""

import ast
from functools import cache

from tests.house.sources import Source, each, python

_BROAD = {"Exception", "BaseException"}
# Exceptions of the laptop that are not DoorstepErrors, because no page ever shows them.
_APART = {
    "DoorstepError": "the root itself",
    "Unexpected": "how the task runner wraps a fault of ours",
    "Cancelled": "how the task runner ends a task",
    "WrongSecret": "never leaves desktop/vault",
    "SelfTestFailed": "ends `doorstep --self-test`, which has no page",
    "PublishingError": "the forms officer's tool, which is not the laptop",
}
_LOGGING = {"debug", "info", "warning", "error", "exception", "critical", "log"}


@cache
def raised_classes(*folders: str) -> dict[str, list[str]]:
    """Each class of these folders whose line of bases leads to an exception, with its bases."""
    bases = {
        node.name: [ast.unparse(base).rsplit(".", 1)[-1] for base in node.bases]
        for source in python(*folders)
        for node in source.nodes
        if isinstance(node, ast.ClassDef)
    }

    def is_exception(name: str) -> bool:
        return name in {"Exception", "ValueError", "OSError", "RuntimeError"} or any(
            map(is_exception, bases.get(name, []))
        )

    return {name: above for name, above in bases.items() if any(map(is_exception, above))}


def test_the_laptops_errors_have_one_root():
    strays = [
        name
        for name, bases in raised_classes("desktop/").items()
        if {"Exception", "ValueError", "OSError", "RuntimeError"} & set(bases) and name not in _APART
    ]

    assert strays == []


@each("desktop/", "sync/")
def test_an_error_is_explained_where_it_is_declared(source: Source):
    exceptions = raised_classes("desktop/", "sync/")
    silent = [
        node.name
        for node in source.nodes
        if isinstance(node, ast.ClassDef) and node.name in exceptions and not ast.get_docstring(node)
    ]

    assert silent == []


@each("desktop/", "sync/")
def test_nothing_raised_quotes_what_it_was_given(source: Source):
    """A text filled in at run time may hold a name. Publishing quotes workbooks, in which nobody's data stands."""
    quoting = [
        node.lineno
        for node in source.nodes
        if isinstance(node, ast.Raise)
        and node.exc is not None
        and any(isinstance(part, ast.FormattedValue) or _is_repr(part) for part in ast.walk(node.exc))
    ]

    assert source.is_in("desktop/publishing/") or quoting == []


@each("desktop/", "sync/")
def test_a_log_line_is_a_constant_with_arguments(source: Source):
    built = [
        node.lineno
        for node in source.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _LOGGING
        and "log" in ast.unparse(node.func.value).lower()
        and node.args
        and not isinstance(node.args[0], ast.Constant)
    ]

    assert built == []


@each("desktop/", "sync/")
def test_what_catches_everything_lets_it_go_again(source: Source):
    """Only the task runner may keep a fault that nobody foresaw, in order to show the page of section 5."""
    kept = [
        node.lineno
        for node in source.nodes
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in _BROAD)
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    ]

    assert source.is_in("desktop/ui/tasks.py") or kept == []


def _is_repr(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "repr"
