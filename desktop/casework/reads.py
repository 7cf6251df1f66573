"""What the worker at this laptop looks at and does with it, for the council's log of reads (F10): once for each record in a sitting.

A sitting is from unlock to lock, which ends the process. What leaves the laptop, as a print or a saved copy does, is noted each time.
"""

from desktop.casework.desk import Desk
from desktop.store import reads

VIEW, FIND, PRINT, EXPORT, UNLOCK, RECOVER = "view", "find", "print", "export", "unlock", "recover"
_EACH_TIME = frozenset({PRINT, EXPORT, UNLOCK, RECOVER})


class Reads:
    """The log of one sitting. Not for two threads at a time: its place is the store's lane."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._noted: set[tuple[str, str | None, str | None, str | None]] = set()

    def note(self, act: str, kind: str | None = None, record: str | None = None, family: str | None = None) -> None:
        """Note an act over a record, or a family, or a list. What was searched for is nobody's business.

        Raises:
            NotSaved: it could not be written.
        """
        read = (act, kind, record, family)
        if act not in _EACH_TIME and read in self._noted:
            return
        with self._desk.store.applying() as connection:
            reads.note(connection, self._desk.clock.now(), act, kind, record, family)
        self._noted.add(read)
