"""A later council.json (F5): signed where the root key is, given by the server, believed by a laptop only if the one it holds vouches for it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store import beliefs
from sync.protocol import trust
from sync.protocol.messages import Manifest
from tests.support.central import Central, Refused
from tests.support.councils import a_council
from tests.support.laptops import Laptop
from tests.sync.conftest import NewLaptop

PHONE = ("First Response", "01632 960 100")


@pytest.fixture(scope="module")
def council() -> Iterator[Central]:
    """One of these tests' own, since others believe it too."""
    with tempfile.TemporaryDirectory(prefix="council-") as folder:
        made = Central(Path(folder), f"sqlite:///{folder}/central.db")
        made.start()
        yield made
        made.stop()


def bundle_file(council: Central) -> Path:
    return council.folder / "keys" / "council.json"


def numbers(laptop: Laptop, in_vault: trust.TrustBundle) -> list[tuple[str, str]]:
    return [(phone.name, phone.number) for phone in beliefs.held(laptop.store, in_vault).phones]


def test_new_numbers_come_with_the_next_manifest_and_the_vault_takes_them(a_laptop: NewLaptop, council: Central):
    laptop = a_laptop()
    before = council.bundle
    laptop.sync()

    council.run("phones", "--phone", *PHONE)
    council.run("renew", str(bundle_file(council)))
    council.stop()
    council.start()
    laptop.sync()

    assert numbers(laptop, before) == [PHONE]
    taken: list[bytes] = []
    beliefs.hand_over(laptop.store, taken.append)
    assert trust.verify(taken[0], before).n == before.n + 1
    assert laptop.store.setting(beliefs.LATER) is None


def test_what_the_held_one_does_not_vouch_for_is_passed_over(a_laptop: NewLaptop, council: Central):
    laptop = a_laptop()
    held = council.bundle
    stranger = a_council(7)
    forged = trust.sign(stranger.later(council=held.council), stranger.root).decode()

    for council_json in (forged, "{}", bundle_file(council).read_text()):
        beliefs.keep(laptop.store, held, council_json)

    assert laptop.store.setting(beliefs.LATER) is None
    assert beliefs.held(laptop.store, held) == held


def test_the_council_takes_none_that_is_older_or_anothers(council: Central, tmp_path: Path):
    stranger = tmp_path / "council.json"
    stranger.write_bytes(a_council(7).json)
    before = bundle_file(council).read_bytes()
    council.run("phones", "--phone", *PHONE)
    council.run("renew", str(bundle_file(council)))
    earlier = tmp_path / "earlier.json"
    earlier.write_bytes(before)

    for file in (stranger, earlier, tmp_path / "missing.json"):
        with pytest.raises(Refused, match="is no later"):
            council.run("renew", str(file))


def test_a_laptop_that_tells_nothing_is_told_nothing(a_laptop: NewLaptop, council: Central):
    laptop = a_laptop()
    with laptop.transport() as transport:
        told, _etag = transport.get("/v1/manifest", Manifest)
        odd, _etag = transport.get("/v1/manifest?bundle=x", Manifest)

    assert told is not None
    assert odd is not None
    assert (told.council, odd.council) == (None, None)
