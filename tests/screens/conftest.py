"""As in every test of the interface."""

from tests.ui.conftest import light, qapp_args

__all__ = ["light", "qapp_args"]
