"""The names of the people one works with, by their user ids, as the council's last manifest told them."""

from desktop.casework.desk import Desk

STAFF = "staff"
"""The setting in which the last manifest's names are kept: an object of user id to name."""


class Colleagues:
    """Telling who somebody is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def name(self, user: str) -> str:
        """A user's name; empty where it is not known here."""
        if user == self._desk.worker.user:
            return self._desk.worker.name
        staff = self._desk.store.setting(STAFF)
        return str(staff.get(user, "")) if isinstance(staff, dict) else ""
