"""Every page, dialog and cover is among the screens that the rules are checked on and of which the gallery takes pictures."""

import ast

from tests.house.sources import python
from tests.screens.registry import SCREENS

_BASES = {"Page", "Dialog", "FormDialog", "Cover", "QDialog"}
_NO_BASE_OF_THEIRS = {"UnlockPage", "EnrolPage", "Curtain"}
"""Screens of the frame before the lock, and what hides everything."""


def test_every_page_dialog_and_cover_is_a_screen():
    there = {
        f"{source.name.removesuffix('.py').replace('/', '.')}.{node.name}"
        for source in python("desktop/ui/")
        for node in source.nodes
        if isinstance(node, ast.ClassDef)
        and (node.name in _NO_BASE_OF_THEIRS or {ast.unparse(base) for base in node.bases} & _BASES)
        and node.name not in _BASES
    }
    shown = {f"{screen.shows.__module__}.{screen.shows.__qualname__}" for screen in SCREENS}

    assert there <= shown, "add it to a module of tests/screens"
    assert len(there) > 40


def test_no_two_screens_share_a_name():
    names = [screen.name for screen in SCREENS]

    assert len(set(names)) == len(names)
