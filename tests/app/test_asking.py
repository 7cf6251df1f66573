"""A family that was begun without a line: the council is asked after the next sync, once, and what it answers is in the record (F17)."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.app.asking import Asking
from desktop.app.line import SERVER, Line
from desktop.app.post import Post
from desktop.casework.duplicates import NewFamily
from desktop.casework.families import Families
from desktop.casework.looked import Looked, Questions
from desktop.casework.people import NewPerson
from desktop.errors import DoorstepError
from desktop.ui.tasks import PoolTasks
from sync.protocol.trouble import Trouble
from sync.server import searching
from tests.support.central import Central
from tests.support.laptops import Laptop

OSEI = NewFamily("Osei", people=(NewPerson("Ama", "Osei"), NewPerson("Kofi", "Osei")), postcode="S65 1AB")


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    made = Central(tmp_path, f"sqlite:///{tmp_path}/central.db")
    made.start()
    yield made
    made.stop()


@pytest.fixture
def laptops(central: Central) -> Iterator[tuple[Laptop, Laptop]]:
    with tempfile.TemporaryDirectory() as folder:
        both = Laptop(Path(folder), central), Laptop(Path(folder), central, name="Nadia Khan")
        yield both
        for laptop in both:
            laptop.store.close()


def test_f17_what_waits_is_asked_after_a_sync_and_answered_once(
    qtbot, central: Central, laptops: tuple[Laptop, Laptop]
):
    jo, nadia = laptops
    known = Families(nadia.desk).add(OSEI, Looked("no"))
    nadia.sync()
    mine = Families(jo.desk).add(OSEI, Looked("no"))
    jo.store.put_setting(SERVER, jo.url)
    tasks = PoolTasks((DoorstepError, Trouble), pytest.fail)
    line = Line(jo.store, os.urandom, central.bundle)
    post = Post(line, jo.desk, tasks, lambda: None)
    questions = Questions(jo.desk)
    asking = Asking(post, questions, line.is_known, tasks)

    with qtbot.waitSignal(asking.answered, timeout=20_000):
        post.send()
    with qtbot.waitSignal(post.finished, timeout=20_000):
        post.send()

    post._timer.stop()
    post._after_change.stop()
    tasks.close()
    assert [(one.family, one.council) for one in questions.open()] == [(mine, "likely")]
    with central.session() as connection:
        (search,) = searching.searches(connection)
    assert (search.user, search.families) == (jo.user, [known])
