"""What leaves the laptop is in the log of reads (F10), and is there first: what cannot be noted is not handed out."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.sources import Source, python

_HANDS_OUT = {"save_pdf": "printer", "save": "files"}
"""Methods of the ports behind which copies lie outside Doorstep, and what the port is called."""


def _hands_out(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Attribute(attr=port) | ast.Name(id=port), attr=method):
            return _HANDS_OUT.get(method) == port.lstrip("_")
    return False


def _unnoted(source: Source) -> Iterator[str]:
    """Functions that hand out a copy without noting it before; arguments are worked out before the call."""
    helpers = {
        node.name for node in source.nodes if isinstance(node, ast.FunctionDef) and _notes(node, node.end_lineno or 0)
    }
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and _hands_out(call) and not _notes(node, call.end_lineno or 0, helpers):
                    yield f"{source.name}:{call.lineno}"


def _notes(node: ast.FunctionDef, until: int, helpers: frozenset[str] | set[str] = frozenset()) -> bool:
    return any(
        isinstance(call.func, ast.Attribute) and call.func.attr in {"note", *helpers}
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and call.lineno <= until
    )


def test_f10_every_copy_that_leaves_is_noted_before_it_does():
    sources = [source for source in python("desktop/ui/") if not source.is_in("desktop/ui/ports.py")]

    assert [place for source in sources for place in _unnoted(source)] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def f(self):\n self._printer.save_pdf('x', b'')\n self._reads.note('export')", 1),
        ("def f(self):\n self._reads.note('export')\n self._printer.save_pdf('x', b'')", 0),
        ("def f(files):\n files.save('x', b'')", 1),
    ],
)
def test_a_copy_that_is_not_noted_is_seen(text: str, found: int):
    tree = ast.parse(text)

    assert len([*_unnoted(Source("x.py", text, tree, tuple(ast.walk(tree))))]) == found
