"""Working days: Monday to Friday without England's bank holidays and the council's own closed days. Works without a network."""

from collections.abc import Collection
from datetime import date, timedelta

import holidays
import holidays.countries.united_kingdom  # with the imports, and not with the first day that is asked for

_DAY = timedelta(days=1)


class WorkingDays:
    """A council's calendar."""

    def __init__(self, closed: Collection[date] = ()) -> None:
        """`closed` are days besides the bank holidays on which the council does not work."""
        self._bank_holidays = holidays.country_holidays("GB", subdiv="ENG")
        self._closed = frozenset(closed)
        self._known: dict[date, bool] = {}

    def works(self, day: date) -> bool:
        """Whether the council works on a day."""
        found = self._known.get(day)
        if found is None:
            works = day.weekday() < 5 and day not in self._bank_holidays and day not in self._closed
            found = self._known[day] = works
        return found

    def after(self, day: date, count: int) -> date:
        """The count-th working day after a day; the day itself is not counted, whatever it is. With none to count, the day."""
        while count > 0:
            day += _DAY
            count -= self.works(day)
        return day

    def before(self, day: date, count: int) -> date:
        """The count-th working day before a day, which is not counted."""
        while count > 0:
            day -= _DAY
            count -= self.works(day)
        return day

    def between(self, day: date, until: date) -> int:
        """How many working days come after a day, up to and including another; 0 when that is not later."""
        days = (until - day).days
        return sum(self.works(day + n * _DAY) for n in range(1, days + 1))
