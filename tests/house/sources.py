"""The project's own files, read and parsed once for all the house rules."""

import ast
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Source(NamedTuple):
    """One Python file; `name` is its path from the root, with /."""

    name: str
    text: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...]

    def is_in(self, *places: str) -> bool:
        """Whether it is one of these files, or below one of these folders (which end in /)."""
        return any(self.name == place or (place.endswith("/") and self.name.startswith(place)) for place in places)

    def imports(self) -> set[str]:
        """The modules that it imports, anywhere in it."""
        found: set[str] = set()
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        return found

    def names(self) -> set[str]:
        """Every name and attribute that it uses."""
        return {node.id for node in self.nodes if isinstance(node, ast.Name)} | {
            node.attr for node in self.nodes if isinstance(node, ast.Attribute)
        }


@cache
def tracked() -> tuple[str, ...]:
    """Every file of the repository, as git would give it to somebody who clones it now."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return tuple(name for name in listed.stdout.splitlines() if (ROOT / name).is_file())


@cache
def python(*folders: str) -> tuple[Source, ...]:
    """The Python files below these folders."""
    names = [name for name in tracked() if name.endswith(".py") and name.startswith(folders)]
    return tuple(_parsed(name) for name in names)


@cache
def _parsed(name: str) -> Source:
    text = (ROOT / name).read_text(encoding="utf-8")
    tree = ast.parse(text, name)
    return Source(name, text, tree, tuple(ast.walk(tree)))


def each(*folders: str) -> Callable[[Callable[[Source], None]], Callable[[], None]]:
    """Keep a rule in every Python file below these folders, as one test that tells of all the files that break it."""

    def of(rule: Callable[[Source], None]) -> Callable[[], None]:
        def test() -> None:
            broken = []
            for source in python(*folders):
                try:
                    rule(source)
                except AssertionError as how:
                    how.add_note(f"in {source.name}")
                    broken.append(how)
            if broken:
                raise ExceptionGroup(rule.__name__, broken)

        test.__doc__ = rule.__doc__
        return test

    return of
