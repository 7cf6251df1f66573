"""Redactable signatures (F2): whatever is removed in whatever order, the rest still verifies, and nothing else can change."""

import hashlib

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sync.protocol import commitment
from sync.protocol.canonical import NotCanonical, decode, encode
from sync.protocol.change_set import ALGORITHM, FORMAT, Change, ChangeSet, Group, Head, flattened, grouped

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
HEAD = Head(FORMAT, ALGORITHM, "northmere", "S" * 22, 3, 7, "jo", "2026-10-06T10:42:00Z", needs=[5], reason="A call.")
EVERY_SHAPE = [
    Group("visit", "A" * 22, 4, {"observation": "Émile “said” \n ok", "state": "done", "arrived_at": None}),
    Group(
        "assessment",
        "B" * 22,
        -6,
        {'value@q001/"é': ["a", "b"], "n": -12, "flag": True, "o": {"b": 1, "a": {"é": "x"}}},
    ),
]

words = st.text(alphabet="abcdefgh é", min_size=1, max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=6,
)
changes = st.lists(
    st.builds(
        Change, st.sampled_from(["note", "visit"]), st.sampled_from(["A", "B"]), words, st.integers(-5, 5), values
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda change: change[:3],
)


def sealed(given_changes: list[Change]) -> ChangeSet:
    seed = hashlib.sha256(repr(given_changes).encode()).digest()[: commitment.SEED_BYTES]
    return commitment.seal(HEAD, grouped(given_changes), seed, KEY)


@given(changes, st.data())
@settings(max_examples=60)
def test_any_values_may_be_redacted_in_any_order_and_the_rest_still_verifies(given_changes, data):
    whole = sealed(given_changes)
    order = data.draw(st.permutations(range(len(given_changes))))
    gone = order[: data.draw(st.integers(0, len(order)))]

    left = whole
    for position in gone:
        left = commitment.redact(left, [position])

    assert commitment.verify(left, KEY.public_key())
    assert commitment.digest(left) == commitment.digest(whole)
    before, after = list(flattened(whole.changes)), list(flattened(left.changes))
    for position, (was, now) in enumerate(zip(before, after, strict=True)):
        assert now == (was._replace(value=None) if position in gone else was)


@given(changes, st.data())
@settings(max_examples=25)
def test_redacting_at_once_or_one_by_one_leaves_the_same_bytes(given_changes, data):
    whole = sealed(given_changes)
    gone = data.draw(st.sets(st.integers(0, len(given_changes) - 1), min_size=1))

    at_once = commitment.redact(whole, gone)
    one_by_one = whole
    for position in sorted(gone):
        one_by_one = commitment.redact(one_by_one, [position])

    assert encode(at_once) == encode(one_by_one)


@given(changes, st.data())
@settings(max_examples=60)
def test_a_redacted_value_cannot_be_guessed_back(given_changes, data):
    """Its salt is gone with the seed: trying every likely value finds none."""
    whole = sealed(given_changes)
    position = data.draw(st.integers(0, len(given_changes) - 1))

    left = commitment.redact(whole, [position])

    assert left.seed is None
    assert left.redacted is not None
    assert str(position) not in left.redacted.salts
    assert whole.seed is not None
    assert whole.seed.encode() not in encode(left)


@given(changes, st.data())
@settings(max_examples=80)
def test_any_other_byte_changed_is_found(given_changes, data):
    whole = sealed(given_changes)
    gone = data.draw(st.sets(st.integers(0, len(given_changes) - 1)))
    honest = encode(commitment.redact(whole, gone) if gone else whole)
    at = data.draw(st.integers(0, len(honest) - 1))
    other = data.draw(st.integers(0, 255))
    assume(honest[at] != other)

    tampered = honest[:at] + bytes([other]) + honest[at + 1 :]

    try:
        read = decode(tampered, ChangeSet)
    except NotCanonical:
        return
    assert not commitment.verify(read, KEY.public_key())


def test_nothing_can_be_put_where_a_value_was_redacted():
    left = commitment.redact(sealed([Change("note", "A", "text", 0, "x"), Change("note", "A", "title", 0, "y")]), [0])
    put_back = [msgspec.structs.replace(left.changes[0], fields={"text": "z", "title": "y"})]

    assert not commitment.verify(msgspec.structs.replace(left, changes=put_back), KEY.public_key())


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda left: replaced(left, salts={}), id="a salt missing"),
        pytest.param(lambda left: replaced(left, commitments={}), id="a commitment missing"),
        pytest.param(lambda left: replaced(left, salts=left.redacted.salts | {"9": "A" * 22}), id="one too many"),
        pytest.param(lambda left: replaced(left, salts=left.redacted.salts | {"0": "A" * 22}), id="both for one value"),
        pytest.param(lambda left: msgspec.structs.replace(left, seed="A" * 22), id="a seed beside them"),
    ],
)
def test_what_stands_in_for_the_seed_is_exactly_what_is_needed(spoil):
    left = commitment.redact(sealed([Change("note", "A", "text", 0, "x"), Change("note", "A", "title", 0, "y")]), [0])

    assert commitment.verify(left, KEY.public_key())
    assert not commitment.verify(spoil(left), KEY.public_key())


def replaced(left: ChangeSet, **parts: dict[str, str]) -> ChangeSet:
    assert left.redacted is not None
    return msgspec.structs.replace(left, redacted=msgspec.structs.replace(left.redacted, **parts))


def test_a_value_moved_to_another_field_record_or_base_is_found():
    whole = sealed([Change("note", "A", "text", 0, "x"), Change("note", "B", "text", 3, "y")])
    groups = whole.changes
    swapped = [groups[1], groups[0]]
    rebased = [msgspec.structs.replace(groups[0], base=1), groups[1]]
    renamed = [msgspec.structs.replace(groups[0], fields={"title": "x"}), groups[1]]

    for changed in (swapped, rebased, renamed, groups[:1]):
        assert not commitment.verify(msgspec.structs.replace(whole, changes=changed), KEY.public_key())


def test_another_key_does_not_verify():
    assert not commitment.verify(
        sealed([Change("note", "A", "text", 0, "x")]), Ed25519PrivateKey.generate().public_key()
    )


@pytest.mark.parametrize("spoilt", ["", "A", "!" * 22, "A" * 21 + "B", "A" * 86])
def test_a_seed_that_is_none_verifies_nothing(spoilt):
    whole = sealed([Change("note", "A", "text", 0, "x")])

    assert not commitment.verify(msgspec.structs.replace(whole, seed=spoilt), KEY.public_key())


def test_a_link_changes_with_everything_that_it_covers():
    plain = ("", 1, "2026-10-06T10:42:00Z", b"d" * 32, "s")
    others = [
        ("x", *plain[1:]),
        (plain[0], 2, *plain[2:]),
        (*plain[:2], "later", *plain[3:]),
        (*plain[:3], b"e" * 32, "s"),
    ]

    links = {commitment.chain(*parts) for parts in (plain, *others, (*plain[:4], "t"))}

    assert len(links) == 6


def test_the_bytes_of_a_set_its_digest_and_its_redaction_are_what_they_always_were():
    """A laptop and a server of different releases must come to the same: these were made by the first release."""
    made, digest = commitment.sealed(HEAD, EVERY_SHAPE, bytes(range(16)), KEY)
    left = commitment.redact(made, [1, 3])

    assert digest.hex() == "b925cb959a5fc5961c6a9b3ed39c9bc3c39755ec8e86fa8b39a96ca0069080e4"
    assert made.signature == "JdnwWdEc9qlNaceigtfFAf6Dif1htcHSJ8zx1_UzoV5Cxo9JS2Dd0ci1-4CKU-VDvnk5Fylp6hJ9Y_76gDsdCQ"
    assert commitment.chain("", 1, "2026-10-06T10:43:00Z", digest, made.signature) == (
        "Ys8Dc8kxSBZHvAvtHsN1TfVqZoSkusMKfS5eFpbfXLM"
    )
    assert (
        hashlib.sha256(encode(made)).hexdigest() == "ef8a5c7cea95400b13ea438c0ff55b89305fadb31c1a320169984fa3ce4f7bc5"
    )
    assert (
        hashlib.sha256(encode(left)).hexdigest() == "6be6211a3edcb0490657470c10ca5d7ea5f95952c61cdd07dcc312ac35c2224b"
    )


@given(changes)
@settings(max_examples=60)
def test_a_digest_is_the_one_that_the_formulas_of_the_protocol_give(given_changes):
    made = sealed(given_changes)
    seed = commitment.raw(made.seed or "", commitment.SEED_BYTES)

    def hashed(*parts: bytes) -> bytes:
        return hashlib.sha256(b"".join(len(part).to_bytes(8, "big") + part for part in parts)).digest()

    salts = hashlib.shake_256(b"doorstep/salts/1" + seed).digest(16 * len(given_changes))
    commitments = b"".join(
        hashed(b"v", salts[16 * position : 16 * position + 16], encode(change.value))
        for position, change in enumerate(flattened(made.changes))
    )
    places = [[group.kind, group.record, group.base, sorted(group.fields)] for group in made.changes]

    assert commitment.digest(made) == hashed(b"doorstep/change-set/1", encode(made.head), encode(places), commitments)
