"""Two workers on one visit, each with a laptop, both without a line: what they wrote meets at the council, and nothing clashes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.casework.people import People
from desktop.casework.visit_writing import VisitWriting
from desktop.casework.visits import Ending, Visits
from tests.support.central import Central
from tests.support.desks import a_family, a_person, a_visit, today_at
from tests.support.laptops import Laptop


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    made = Central(tmp_path, f"sqlite:///{tmp_path}/central.db")
    made.start()
    yield made
    made.stop()
    assert "fault in" not in made.log.read_text()


@pytest.mark.slow
def test_what_two_workers_write_of_one_visit_meets_without_a_clash(tmp_path: Path, central: Central):
    jo, priya = (Laptop(tmp_path, central, name=name) for name in ("Jo Ellery", "Priya Shah"))
    family = a_family(jo.desk)
    a_person(jo.desk, family, "Tom", years=9)
    a_person(jo.desk, family, "Dana", "parent", years=34)
    visit = a_visit(jo.desk, family, today_at(10), worker=jo.user, visit_type="joint")
    jo.sync()
    central.run("allocate", family, priya.user)
    priya.sync()

    for laptop, seen in ((jo, "with_others"), (priya, "alone")):
        visits, writing = Visits(laptop.desk), VisitWriting(laptop.desk)
        visits.begin(visit)
        for person in People(laptop.desk).of(family):
            if person.is_child:
                writing.met(visit, person.person, "seen", seen, "")
                writing.met(visit, person.person, "said", f"Told {laptop.desk.worker.first_name} about school", "")
            else:
                writing.heard(visit, person.person, f"{person.name} spoke with {laptop.desk.worker.first_name}", "")
        writing.write(visit, "observation", f"{laptop.desk.worker.first_name} saw the kitchen.", "")
        writing.write(visit, "analysis", f"{laptop.desk.worker.first_name} thinks it is calmer.", "")
        visits.catch(family, visit, replace(visits.new_line(), text=f"Caught by {laptop.desk.worker.first_name}"))
        visits.finish(family, visit, Ending(next_at=today_at(14, days=7 if laptop is jo else 8)))
    for laptop in (jo, priya, jo):
        laptop.sync()

    for laptop, other in ((jo, "Priya"), (priya, "Jo")):
        (theirs,) = VisitWriting(laptop.desk).of(family, visit).others
        assert laptop.conflicts() == []
        assert theirs.part.observation == f"{other} saw the kitchen."
        assert theirs.part.name.startswith(other)
        assert (theirs.children[0].said, theirs.adults[0].said) == (
            f"Told {other} about school",
            f"Dana spoke with {other}",
        )
        assert {entry.text for entry in Visits(laptop.desk).note(family, visit).entries} == {
            "Caught by Jo",
            "Caught by Priya",
        }
    assert jo.state(family) == priya.state(family)
    for laptop in (jo, priya):
        laptop.store.close()
