"""The council's settings, from the operator's file to the laptop that goes by them (sync.md, section 1; domain.md 2.3)."""

import json
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.casework.council import SHIPPED, in_force
from desktop.casework.families import Families
from sync.protocol.change_set import Group
from sync.server.publishing import REFERENCE
from tests.support.central import Central, Refused
from tests.support.laptops import Laptop
from tests.support.wire import Wire, an_id
from tests.sync.conftest import NewLaptop

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def council() -> Iterator[Central]:
    """One of these tests' own: what it publishes comes to every laptop."""
    with tempfile.TemporaryDirectory(prefix="council-") as folder:
        made = Central(Path(folder), f"sqlite:///{folder}/central.db")
        made.start()
        yield made
        made.stop()


@pytest.fixture
def laptop(a_laptop: NewLaptop) -> Laptop:
    return a_laptop()


def publish(laptop: Laptop, folder: Path, change: Change, *options: str) -> str:
    """Have an operator publish the file that the laptop goes by, changed; what the command said."""
    settings = json.loads((SHIPPED / "rotherham.json").read_text())
    settings |= {"id": f"northmere-{laptop.desk.new_id()[-6:].lower().replace('_', '-')}", "council": "northmere"}
    change(settings)
    file = folder / "settings.json"
    file.write_text(json.dumps(settings, indent=3))
    return laptop.central.run("--operator", laptop.user, "settings", str(file), *options)


def test_a_laptop_goes_by_what_came_with_it_until_the_councils_settings_are_pulled(laptop: Laptop, tmp_path: Path):
    assert in_force(laptop.desk).timescales.review_weeks == 6
    today = laptop.desk.today()

    publish(laptop, tmp_path, lambda it: (it["timescales"].update(review_weeks=8), it.update(valid_from=str(today))))
    laptop.sync()

    assert in_force(laptop.desk).timescales.review_weeks == 8
    assert Families(laptop.desk).mine() == ()


def test_settings_wait_for_their_day_and_a_list_that_they_leave_out_is_the_releases(laptop: Laptop, tmp_path: Path):
    tomorrow = laptop.desk.today() + timedelta(days=1)

    def change(settings: dict[str, Any]) -> None:
        settings["valid_from"] = str(tomorrow)
        settings["lists"] = {"sources": {"self": "The family itself"}}

    publish(laptop, tmp_path, change)
    laptop.sync()
    before = in_force(laptop.desk)
    laptop.clock.advance(timedelta(days=1))
    after = in_force(laptop.desk)

    assert before.lists["sources"]["self"] != "The family itself"
    assert after.lists["sources"] == {"self": "The family itself"}
    assert after.lists["flag_categories"] == before.lists["flag_categories"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda it: it["timescales"].update(review_weeks="six"), "at timescales.review_weeks: "),
        (lambda it: it["timescales"].update(review_weeks=40), "review_weeks must not be more than review_red_weeks"),
        (lambda it: it["bounds"]["idle_minutes"].update(most=90), "idle_minutes 1 to 30"),
        (lambda it: it["bounds"]["text_percent"].update(most=150), "text_percent must go up to 200"),
        (lambda it: it.pop("levels"), "this is missing: levels"),
        (lambda it: it.update(council="elsewhere"), "at council: this database is another council's"),
    ],
    ids=["a word for a number", "red before due", "idle too long", "small text", "no levels", "another council's"],
)
def test_a_file_that_is_wrong_is_refused_with_the_place_and_the_reason(
    laptop: Laptop, tmp_path: Path, change: Change, said: str
):
    with pytest.raises(Refused, match=said):
        publish(laptop, tmp_path, change, "--check")


def test_a_file_published_again_changes_nothing_and_levels_that_records_name_stay(laptop: Laptop, tmp_path: Path):
    fixed = f"northmere-again-{laptop.central.port}"
    assert "in force from" in publish(laptop, tmp_path, lambda it: it.update(id=fixed))
    assert "already" in publish(laptop, tmp_path, lambda it: it.update(id=fixed))

    with pytest.raises(Refused, match="give the file a new id"):
        publish(laptop, tmp_path, lambda it: (it.update(id=fixed), it["levels"][0].update(label="Another")))

    assert "in force from" in publish(laptop, tmp_path, lambda it: (it.update(id=fixed), it.update(version="1.1")))
    assert laptop.central.run("verify").strip().endswith("0 wrong")


def test_no_device_writes_what_is_for_everyone_and_no_family_holds_it(laptop: Laptop, tmp_path: Path):
    publish(laptop, tmp_path, lambda it: it)
    manager = Wire(laptop.central, laptop.central.a_user("manager"))
    stream, begins = manager.begin()
    mine = Group("settings", an_id(), 0, {"document": "{}"})

    assert manager.push_one(manager.set(REFERENCE, mine)).code == "not_allowed"
    assert manager.push_one(begins, manager.set(stream, mine)).code == "compartment"
