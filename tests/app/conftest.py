"""A real council for the gate to knock at."""

from tests.support.central import a_central, central, postgres

__all__ = ["a_central", "central", "postgres"]
