"""The way in: a code from the council, a passphrase of one's own, the help desk when it is forgotten."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.app.gate import NOT_ENROLLED, LaptopGate
from desktop.app.line import Line
from desktop.clock import SystemClock
from desktop.store.turning import turned
from desktop.ui.ports import Brought
from desktop.vault import folder as places
from desktop.vault import keys
from desktop.vault.errors import AlreadyOpen, WrongPassphrase
from sync.engine.errors import CodeUnknown, CodeUsed, Offline
from sync.records.family import Family
from sync.records.ids import stream_id
from tests.support.central import Central
from tests.vault.vaults import create

WORDS = "kettle purple ladder harbour anchor"


class QuickGate(LaptopGate):
    """A gate whose passphrase is stretched as little as is allowed."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, SystemClock(), os.urandom, passes=keys.FEWEST_PASSES)


@pytest.fixture
def council(a_central: Callable[..., Central]) -> Central:
    council = a_central()
    council.start()
    return council


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[QuickGate]:
    gate = QuickGate(tmp_path / "laptop")
    yield gate
    gate.close()


def set_up(gate: QuickGate, council: Central, user: str | None = None) -> None:
    gate.check_code(council.url, council.a_code(user or council.a_user()))
    gate.create(WORDS, lambda _step: None)


def a_family_on(gate: QuickGate) -> str:
    assert gate.opened is not None
    family = "AaEQl2ZAcFGxy9Xxt-0CDw"
    with gate.opened.store.writing(gate.opened.store.identity.user) as session:
        session.begin_family(family)
        session.add(Family(id=family, stream=stream_id(family, Family.compartment), name="Hartley-Okoro"))
    return family


@pytest.mark.slow
def test_a_later_council_json_is_the_vaults_from_the_next_unlock_and_the_council_gets_the_new_recovery_copy(
    gate: QuickGate, council: Central
):
    set_up(gate, council)
    assert gate.opened is not None
    sync = Line(gate.opened.store, os.urandom, gate.opened.vault.bundle()).sync
    sync(lambda _step: None)
    council.run("phones", "--phone", "First Response", "01632 960 100")
    council.run("renew", str(council.folder / "keys" / "council.json"))
    council.stop()
    council.start()
    sync(lambda _step: None)
    gate.close()

    gate.unlock(WORDS)

    bundle = gate.opened.vault.bundle()
    copy = gate.opened.vault.recovery_copy().decode()
    Line(gate.opened.store, os.urandom, bundle).sync(lambda _step: None)
    assert (bundle.n, [phone.number for phone in bundle.phones]) == (2, ["01632 960 100"])
    with council.session() as connection:
        told = connection.exec_driver_sql("SELECT recovery FROM device").scalars().all()
    assert told == [copy]
    gate.close()
    gate.unlock(WORDS)
    assert gate.opened.store.setting("needs_new_number") is False


@pytest.mark.slow
def test_a_code_lets_a_laptop_in_and_brings_its_families(gate: QuickGate, council: Central, tmp_path: Path):
    user = council.a_user()
    set_up(gate, council, user)
    family = a_family_on(gate)
    assert gate.opened is not None
    Line(gate.opened.store, os.urandom, gate.opened.vault.bundle()).sync(lambda _step: None)
    second, told = QuickGate(tmp_path / "second"), list[Brought]()

    greeting = second.check_code(council.url, council.a_code(user))
    second.create(WORDS, told.append)

    assert greeting.worker_name == "Jo Ellery"
    assert greeting.families == 1
    assert told[-1] == Brought(1, 1)
    assert second.opened is not None
    with second.opened.store.reading() as session:
        assert session.get_one(Family, family).name == "Hartley-Okoro"
    second.close()


@pytest.mark.slow
def test_what_was_set_up_is_unlocked_by_its_passphrase_and_by_nothing_else(
    gate: QuickGate, council: Central, tmp_path: Path
):
    set_up(gate, council)
    family = a_family_on(gate)
    gate.close()
    again = QuickGate(tmp_path / "laptop")

    with pytest.raises(WrongPassphrase):
        again.unlock("another five words entirely here")
    again.unlock(WORDS)

    assert again.opened is not None
    with again.opened.store.reading() as session:
        assert session.get_one(Family, family).name == "Hartley-Okoro"
    with pytest.raises(AlreadyOpen):
        QuickGate(tmp_path / "laptop").unlock(WORDS)
    again.close()


@pytest.mark.slow
def test_an_enrolment_that_was_cut_is_finished_at_the_next_unlock(gate: QuickGate, council: Central, tmp_path: Path):
    gate.check_code(council.url, council.a_code(council.a_user()))
    council.stop()
    with pytest.raises(Offline):
        gate.create(WORDS, lambda _step: None)
    gate.close()
    council.start()
    again = QuickGate(tmp_path / "laptop")

    again.unlock(WORDS)

    assert again.opened is not None
    assert again.opened.store.identity.number != NOT_ENROLLED
    again.close()


@pytest.mark.slow
def test_a_code_works_once_and_a_wrong_one_never(gate: QuickGate, council: Central, tmp_path: Path):
    code = council.a_code(council.a_user())
    gate.check_code(council.url, code)
    gate.create(WORDS, lambda _step: None)
    late = QuickGate(tmp_path / "late")

    with pytest.raises(CodeUsed):
        late.check_code(council.url, code)
    with pytest.raises(CodeUnknown):
        late.check_code(council.url, "ABCDE-FGH")

    assert late.vaults() == []


def test_a_laptop_of_one_person_is_listed_before_anything_that_reads_its_header_is_imported(tmp_path: Path):
    a_locked_vault(tmp_path, "SA")
    code = f"""
import os, sys
from pathlib import Path
from desktop.app.gate import LaptopGate
from desktop.clock import SystemClock
listed = LaptopGate(Path({str(tmp_path)!r}), SystemClock(), os.urandom).vaults()
heavy = {{name.split(".")[0] for name in sys.modules}} & {{"msgspec", "cryptography", "sqlalchemy", "uuid"}}
print(len(listed), sorted(heavy))
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "1 []"


def test_two_people_on_one_laptop_choose_by_their_initials(tmp_path: Path):
    one, two = a_locked_vault(tmp_path, "SA"), a_locked_vault(tmp_path, "JE")

    listed = {Path(choice.folder_id): choice.initials for choice in QuickGate(tmp_path).vaults()}

    assert listed == {one: "SA", two: "JE"}


def a_locked_vault(root: Path, initials: str) -> Path:
    folder = places.new_folder(root, "northmere", os.urandom)
    create(folder, initials=initials)
    (folder / places.DATABASE).touch()
    return folder


def by_the_help_desk(gate: QuickGate, council: Central, root: Path, new_words: str) -> QuickGate:
    """The laptop closed, and opened again with a code that the help desk spoke."""
    assert gate.opened is not None
    device = gate.opened.store.identity.device
    gate.close()
    shares = sorted(council.shares.iterdir())[:2]
    spoken = council.run("recover", device, stdin="\n".join(share.read_text().strip() for share in shares) + "\n")
    again = QuickGate(root)
    again.recover(spoken.split(":")[-1].strip(), new_words)
    return again


@pytest.mark.slow
def test_a_recovered_laptop_takes_a_new_number_and_can_be_recovered_again(
    gate: QuickGate, council: Central, tmp_path: Path
):
    set_up(gate, council)
    family = a_family_on(gate)
    assert gate.opened is not None
    number = gate.opened.store.identity.number
    once = by_the_help_desk(gate, council, tmp_path / "laptop", "five other words of mine now")
    assert once.opened is not None

    Line(once.opened.store, os.urandom, once.opened.vault.bundle()).sync(lambda _step: None)

    renewed = once.opened.store.identity.number
    twice = by_the_help_desk(once, council, tmp_path / "laptop", "and again five quite other words")
    assert renewed > number
    assert twice.opened is not None
    report = Line(twice.opened.store, os.urandom, twice.opened.vault.bundle()).sync(lambda _step: None)
    assert (report.applied, report.refused) == (0, 0)
    with twice.opened.store.reading() as session:
        assert session.get_one(Family, family).name == "Hartley-Okoro"
    twice.close()


@pytest.mark.slow
def test_the_help_desk_opens_a_laptop_whose_passphrase_is_forgotten_and_the_old_one_is_dead(
    gate: QuickGate, council: Central, tmp_path: Path
):
    set_up(gate, council)
    family = a_family_on(gate)
    assert gate.opened is not None
    device = gate.opened.store.identity.device
    gate.close()
    shares = sorted(council.shares.iterdir())[:2]
    spoken = council.run("recover", device, stdin="\n".join(share.read_text().strip() for share in shares) + "\n")
    again = QuickGate(tmp_path / "laptop")

    again.recover(spoken.split(":")[-1].strip(), "five other words of mine now")

    assert again.opened is not None
    with again.opened.store.reading() as session:
        assert session.get_one(Family, family).name == "Hartley-Okoro"
    again.close()
    with pytest.raises(WrongPassphrase):
        QuickGate(tmp_path / "laptop").unlock(WORDS)


def test_a_database_is_turned_once_and_stays_turned(tmp_path: Path):
    from desktop.ids import Ids, seeded
    from desktop.store.errors import WrongKey
    from desktop.store.session import Store
    from desktop.store.settings import Identity

    clock = SystemClock()
    old, new, path = bytes(32), bytes([1]) * 32, tmp_path / "vault.db"
    Store.create(path, old, Identity("c", "u", "U", "d", 1, bytes(32)), clock, Ids(clock.now, seeded(1))).close()

    turned(path, new, [old])
    turned(path, new, [old])

    Store.open(path, new, clock, Ids(clock.now, seeded(1))).close()
    with pytest.raises(WrongKey):
        Store.open(path, old, clock, Ids(clock.now, seeded(1)))


def test_workers_who_share_a_laptop_are_told_apart_by_initials_and_nothing_else(gate: QuickGate, tmp_path: Path):
    """F13. Two with the same initials get a number, one whose header is damaged a sign: no two choices look the same."""
    for name, initials in (("a", "JE"), ("b", "PS"), ("c", "JE"), ("d", "AB")):
        create(tmp_path / "laptop" / "northmere" / name, initials=initials)
        (tmp_path / "laptop" / "northmere" / name / places.DATABASE).touch()
    (tmp_path / "laptop" / "northmere" / "d" / places.HEADER).write_bytes(b"{")

    assert [found.initials for found in gate.vaults()] == ["JE", "PS", "JE 2", "?"]
