"""A council's families, one after the other: first the Hartley-Okoros and the six beside them in the mockups, then as many as wanted."""

from collections.abc import Iterator
from datetime import date
from random import Random

from desktop.casework.first_family import hartley_okoro
from desktop.casework.invented import Drafts, InventedFamily
from tests.support.invented.households import Cast, drawn, housed, known
from tests.support.invented.telling import Teller
from tests.support.invented.words import first_family, material, suits, themes
from tests.support.invented.work import Work, with_form


def invented_council(seed: int, families: int, today: date, *, notes_per_family: int = 12) -> Iterator[InventedFamily]:
    """So many families as they stand on the morning of `today`, the same for the same arguments.

    `notes_per_family` is for each but the first, which has the two notes of the mockups.
    """
    random = Random(seed)
    teller = Teller(random)
    for number, cast in enumerate(_casts(random, families)):
        drafts = Drafts(today, random)
        if cast is None:
            yield hartley_okoro(drafts, first_family(), with_form())
            continue
        household = housed(cast, drafts, number)
        work = Work(drafts, teller, household, _themes(random, cast), cast.state)
        work.write(notes_per_family)
        if cast.today:
            visit = cast.today
            work.plan_visit(drafts.moment(0, visit["at"]), visit["minutes"], visit["place"], visit["purpose"])
        elif cast.state in {"assessing", "planning", "active"}:
            work.plan_visit(drafts.moment(random.randint(2, 12), "10:30"), 60, "home", work.told("purpose"))
        yield drafts.family(cast.name)


def _casts(random: Random, families: int) -> Iterator[Cast | None]:
    """Who is wanted; None is the first family, which has its own book."""
    first = [None, *known()]
    taken = {"Hartley-Okoro", *(cast.name for cast in first if cast)}
    states = material("families")["states"]
    for number in range(families):
        yield first[number] if number < len(first) else drawn(random, taken, states[number % len(states)])


def _themes(random: Random, cast: Cast) -> tuple[str, ...]:
    """What life is about here: three headings that suit the age of every child."""
    ages = [age for _name, _sex, age in cast.children]
    fitting = [name for name in themes() if suits(name, min(ages), max(ages))]
    return tuple(random.sample(fitting, 3))
