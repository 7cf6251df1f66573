"""Unlocking a laptop whose file is damaged: from its snapshot, else from what is left."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.clock import SystemClock
from desktop.vault.keys import FEWEST_PASSES
from desktop.vault.slots import Means
from desktop.vault.vault import Vault
from sync.records.family import Family
from tests.app.test_gate import WORDS, QuickGate, a_family_on, set_up
from tests.support.central import Central


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


@pytest.mark.slow
def test_a_damaged_file_is_put_back_from_its_snapshot_with_what_was_written_since(
    gate: QuickGate, council: Central, tmp_path: Path
):
    set_up(gate, council)
    assert gate.opened is not None
    gate.opened.store.keep_snapshot()
    family = a_family_on(gate)
    gate.opened.store.put_setting("damaged", value=True)
    gate.close()
    again = QuickGate(tmp_path / "laptop")

    again.unlock(WORDS)

    assert again.restored is not None
    assert again.restored.salvaged >= 1
    assert again.opened is not None
    with again.opened.store.reading() as session:
        assert session.get_one(Family, family).name == "Hartley-Okoro"
    again.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    "left",
    [None, b"", bytes(3 * 4096), b"SQLite format 3\0"],
    ids=["it is gone", "no byte is left", "no page is what was written", "it is somebody else's"],
)
def test_a_file_of_which_nothing_is_left_gives_way_to_its_snapshot(
    gate: QuickGate, council: Central, tmp_path: Path, left: bytes | None
):
    set_up(gate, council)
    assert gate.opened is not None
    family, path = a_family_on(gate), gate.opened.vault.database
    gate.opened.store.keep_snapshot()
    gate.close()
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    again = QuickGate(tmp_path / "laptop")

    again.unlock(WORDS)

    assert again.restored is not None
    assert again.opened is not None
    with again.opened.store.reading() as session:
        assert session.get_one(Family, family).name == "Hartley-Okoro"
    again.close()


@pytest.mark.slow
def test_what_can_be_read_of_a_damaged_file_is_opened_where_there_is_no_snapshot(
    gate: QuickGate, council: Central, tmp_path: Path
):
    set_up(gate, council)
    assert gate.opened is not None
    family = a_family_on(gate)
    gate.opened.store.put_setting("damaged", value=True)
    gate.close()
    again = QuickGate(tmp_path / "laptop")

    again.unlock(WORDS)

    assert again.restored is None
    assert again.opened is not None
    with again.opened.store.reading() as session:
        assert session.get_one(Family, family).name == "Hartley-Okoro"
    again.close()


@pytest.mark.slow
def test_damage_found_while_the_key_is_turned_keeps_nobody_out(gate: QuickGate, council: Central, tmp_path: Path):
    set_up(gate, council)
    assert gate.opened is not None
    gate.opened.store.keep_snapshot()
    family, vault = a_family_on(gate), gate.opened.vault
    gate.close()
    with Vault.open(vault.folder, Means(SystemClock(), passes=FEWEST_PASSES)) as cut_short:
        cut_short.rotate(WORDS)
    spoilt = bytearray(vault.database.read_bytes())
    spoilt[-2000] ^= 1
    vault.database.write_bytes(spoilt)
    again = QuickGate(tmp_path / "laptop")

    again.unlock(WORDS)

    assert again.restored is not None
    assert again.opened is not None
    with again.opened.store.reading() as session:
        assert session.get_one(Family, family).name == "Hartley-Okoro"
    again.close()
