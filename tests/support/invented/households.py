"""Who is in an invented family: names that go together, ages, an address, a school for each child, telephone numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from desktop.casework.invented import Drafts, birthday
from tests.support.invented.words import material

_PRONOUNS = {"female": ("she", "her", "her"), "male": ("he", "him", "his")}


@dataclass(frozen=True)
class Member:
    """One person, written as a record already."""

    id: str
    name: str
    sex: str
    age: int
    school: str = ""


@dataclass(frozen=True)
class Household:
    """The people of one family and where they live."""

    name: str
    area: str
    children: tuple[Member, ...]
    carers: tuple[Member, ...]
    helper: Member
    """A grandparent: who helps."""

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(member.id for member in (*self.children, *self.carers, self.helper))

    def names(self, child: Member, carer: Member) -> dict[str, str]:
        """What fills the templates when the talk is of this child with this carer."""
        filled = {"c": child.name, "a": carer.name, "g": self.helper.name, "s": child.school}
        for mark, member in (("c", child), ("a", carer)):
            they, them, their = _PRONOUNS[member.sex]
            filled |= {f"{mark}_they": they, f"{mark}_them": them, f"{mark}_their": their}
        return filled


@dataclass(frozen=True)
class Cast:
    """A family as it is wanted: the name, the place, and (name, sex, age) of children and carers."""

    name: str
    culture: str
    area: str
    state: str
    children: tuple[tuple[str, str, int], ...]
    carers: tuple[tuple[str, str, int], ...]
    today: Any = None
    """A visit of today: at, minutes, place, purpose."""


def known() -> Iterator[Cast]:
    """The other families of the mockups, in their order."""
    for told in material("families")["known"]:
        children, carers = (tuple(tuple(one) for one in told[part]) for part in ("children", "carers"))
        yield Cast(told["name"], told["culture"], told["area"], told["state"], children, carers, told.get("today"))


def drawn(random: Random, taken: set[str], state: str) -> Cast:
    """A new family by chance, whose name nobody in `taken` has; it is added."""
    names = material("names")
    culture = random.choice(list(names["first"]))
    surname = random.choice(names["surnames"][culture])
    while surname in taken:
        other = random.choice(names["surnames"][random.choice(list(names["surnames"]))])
        surname = "-".join((random.choice(names["surnames"][culture]), other))
    taken.add(surname)
    used: set[str] = set()
    eldest = random.randint(1, 16)
    ages = [age for age in (eldest, eldest - random.randint(1, 3), eldest - random.randint(4, 7)) if age >= 0]
    children = tuple(_drawn_name(random, culture, age, used) for age in ages[: random.randint(1, 3)])
    grown = eldest + random.randint(19, 30)
    carers = tuple(_drawn_name(random, culture, grown + years, used) for years in (0, 2)[: random.randint(1, 2)])
    return Cast(surname, culture, random.choice(list(material("places")["towns"])), state, children, carers)


def _drawn_name(random: Random, culture: str, age: int, used: set[str]) -> tuple[str, str, int]:
    sex = random.choice(("female", "male"))
    free = [name for name in material("names")["first"][culture][sex] if name not in used]
    name = random.choice(free)
    used.add(name)
    return name, sex, age


def housed(cast: Cast, drafts: Drafts, number: int) -> Household:
    """Write the family, its address, its people and how they belong together. `number` makes its references its own."""
    random, town = drafts.random, material("places")["towns"][cast.area]
    drafts.add(
        "family",
        id=drafts.id,
        name=cast.name,
        reference=f"DEMO-EH-{200 + number:04}",
        area=cast.area,
        language=material("names")["language"][cast.culture],
    )
    house = {
        "line1": f"{random.randint(2, 98)} {random.choice(town['streets'])}",
        "town": cast.area,
        "postcode": f"{town['postcode']} {random.randint(1, 9)}{_two_letters(random)}",
    }
    home = drafts.add("address", place=house, use="home", from_on=drafts.day(-random.randint(200, 3000)))
    ethnicity = material("names")["ethnicity"][cast.culture]
    common = {
        "surname": cast.name,
        "ethnicity": ethnicity,
        "gp_practice": town["surgery"],
        "aware": "yes",
    }
    children = tuple(_child(drafts, town, common, *told) for told in cast.children)
    carers = tuple(_adult(drafts, "parent", common, number, *told) for told in cast.carers)
    sex = random.choice(("female", "male"))
    first = random.choice(material("names")["grandparents"][sex])
    helper = _adult(drafts, "important_other", common, number, first, sex, cast.carers[0][2] + random.randint(20, 27))
    household = Household(cast.name, cast.area, children, carers, helper)
    for person in household.people:
        drafts.add("residence", person=person, home=home, part="main")
    _relate(drafts, household)
    return household


def _child(drafts: Drafts, town: Any, common: Any, name: str, sex: str, age: int) -> Member:
    school = _school(town, age)
    year = {"year_group": f"Year {age - 5}"} if 6 <= age <= 16 else {}
    born = _born(drafts, age)
    made = drafts.add("person", first_name=name, role="child", sex=sex, born_on=born, school=school, **year, **common)
    return Member(made, name, sex, age, school)


def _adult(drafts: Drafts, role: str, common: Any, number: int, name: str, sex: str, age: int) -> Member:
    # Ofcom keeps 07700 900000 to 900999 and 01632 960000 to 960999 for drama.
    digits = (number * 7 + len(drafts.records)) % 1000
    phone = {
        "number": f"07700 900 {digits:03}" if age < 60 else f"01632 960 {digits:03}",
        "safe_to_call": True,
        "safe_to_leave_message": drafts.random.random() < 0.7,
    }
    work = drafts.random.choice(("full_time", "part_time", "seeking", "carer")) if age < 66 else "retired"
    made = drafts.add(
        "person",
        first_name=name,
        role=role,
        sex=sex,
        born_on=_born(drafts, age),
        phone=phone,
        employment=work,
        **common,
    )
    return Member(made, name, sex, age)


def _relate(drafts: Drafts, household: Household) -> None:
    for carer in household.carers:
        relation = "mother" if carer.sex == "female" else "father"
        held = "mother" if carer.sex == "female" else "birth_certificate"
        for child in household.children:
            drafts.add("relationship", a=carer.id, relation=relation, b=child.id, responsibility=held, quality="close")
    first, helper = household.carers[0], household.helper
    relation = "mother" if helper.sex == "female" else "father"
    drafts.add("relationship", a=helper.id, relation=relation, b=first.id, quality="ordinary")


def _school(town: Any, age: int) -> str:
    place: str = town["nursery"] if age < 5 else town["primary"] if age < 12 else town["secondary"]
    return place


def _born(drafts: Drafts, age: int) -> date:
    return birthday(drafts.today, age, drafts.random.randint(5, 350))


def _two_letters(random: Random) -> str:
    return "".join(random.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
