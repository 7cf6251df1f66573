"""How old a person is on a day, and how long until a child is due."""

from datetime import date


def years(born_on: date, on: date) -> int:
    """Whole years lived, negative before birth. Who was born on 29 February is a year older on 1 March of a common year."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def months(born_on: date, on: date) -> int:
    """Whole months lived: how the age of a child under two is told."""
    return (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)


def weeks_to_go(expected_on: date, on: date) -> int:
    """Whole weeks until an unborn child is due; 0 in the last week, negative from the first day overdue."""
    return (expected_on - on).days // 7
