"""The mockups' family, with the pages of its people."""

from tests.ui.people.conftest import gathered

__all__ = ["gathered"]
