"""The published forms, compiled once for all tests, as a laptop compiles them once for all its pages."""

from pathlib import Path

from desktop.casework.library import Library

FORMS = Path(__file__).parents[2] / "resources" / "forms"
LIBRARY = Library(FORMS)
