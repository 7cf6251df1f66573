"""The councils that these tests speak to."""

from tests.support.central import a_central, central, postgres

__all__ = ["a_central", "central", "postgres"]
