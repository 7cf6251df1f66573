"""The names of the people that one works with: records and histories carry user ids only."""

from collections.abc import Mapping

from desktop.casework.desk import Desk
from desktop.store.replica import STAFF


class Colleagues:
    """Everybody who is or was a member of a family on this laptop, as far as the council told."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def name(self, user_id: str) -> str:
        """What somebody is called; empty while no sync has brought their name."""
        if user_id == self._desk.worker.user:
            return self._desk.worker.name
        return self._names().get(user_id, "")

    def _names(self) -> Mapping[str, str]:
        known = self._desk.store.setting(STAFF)
        return known if isinstance(known, dict) else {}
