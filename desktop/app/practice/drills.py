"""What happens in a drill: the line is cut, or a colleague changes the sentence that was just changed here."""

from desktop.app.practice.line import PracticeLine
from desktop.casework.conflicts import Conflicts
from desktop.casework.desk import Desk, families_by_stream, records_by_stream
from desktop.casework.plans import Plans
from desktop.ui.words import practice as words
from sync.records.plan import Plan


class Drills:
    """Implements `ports.Drills`. To be used from the network's lane, as the line is."""

    def __init__(self, desk: Desk, line: PracticeLine) -> None:
        self._desk, self._line = desk, line

    def cut(self, *, cut: bool) -> None:
        self._line.cut = cut

    def clash(self) -> None:
        """Both change the aim of the plan before either has seen what the other wrote. One clash at a time is enough."""
        if Conflicts(self._desk).open():
            return
        self._line.council.take(())
        with self._desk.reading() as session:
            stream, (plan, *_) = next(iter(records_by_stream(session, Plan).items()))
            family, record, aim = families_by_stream(session)[stream], plan.id, plan.aim or ""
        Plans(self._desk).set_aim(family, words.YOUR_AIM, aim)
        self._line.council.write(family, stream, Plan.compartment, (Plan.kind, record), {"aim": words.THEIR_AIM})
