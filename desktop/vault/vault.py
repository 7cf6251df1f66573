"""A vault: the folder that holds one worker's encrypted database, and the header that opens it.

Creating, unlocking, changing the passphrase, recovering, and turning the database key. Each change of the header is one replacement
of one file, so that at every moment there is a header which opens the database. There is no call that destroys a key.
"""

from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec.structs import replace

from desktop.vault import folder as places
from desktop.vault import header as headers
from desktop.vault import slots
from desktop.vault.disk import Disk
from desktop.vault.errors import (
    NeedsKeyStore,
    NoVault,
    VaultDamaged,
    VaultExists,
    WrongPassphrase,
    WrongRecoveryCode,
)
from desktop.vault.header import Facts, Header
from desktop.vault.instance import Instance
from desktop.vault.keys import KEY_BYTES, DatabaseKeys, WrongSecret, stretch, unwrap, wrap
from desktop.vault.slots import Means
from desktop.vault.tries import Tries
from sync.protocol import canonical, recovery, trust
from sync.protocol.codes import WrongCode, read_recovery_code


class Vault:
    """One vault, claimed for this process until `close`."""

    def __init__(self, folder: Path, header: Header, instance: Instance, means: Means) -> None:
        """For `create` and `open`."""
        self.folder = folder
        self._header = header
        self._instance = instance
        self._means = means
        self._tries = Tries(folder / "tries.json", means.clock, means.disk)

    @classmethod
    def create(
        cls, folder: Path, *, council_json: bytes, user: str, device: str, initials: str, passphrase: str, means: Means
    ) -> tuple[Self, DatabaseKeys]:
        """A new vault with a new key, in a folder that has none. `council_json` has been verified by `trust.verify`.

        Raises:
            VaultExists, AlreadyOpen, UnsafeFolder, NotWritten.
        """
        places.make(folder)
        with ExitStack() as undo:
            instance = Instance(folder / "lock")
            undo.callback(instance.release)
            if _is_there(folder):
                raise VaultExists
            keys = DatabaseKeys(means.random(KEY_BYTES))
            header = _first_header(keys.database, council_json, (user, device, initials), passphrase, means)
            vault = cls(folder, header, instance, means)
            means.disk.replace(vault._bundle_path(header), council_json)
            vault._keep(header, keys)
            undo.pop_all()
        return vault, keys

    @classmethod
    def open(cls, folder: Path, means: Means) -> Self:
        """The vault in a folder, still locked.

        Raises:
            NoVault, AlreadyOpen, UnsafeFolder, VaultDamaged, HeaderTooNew.
        """
        if not _is_there(folder):
            raise NoVault
        places.must_be_safe(folder)
        with ExitStack() as undo:
            instance = Instance(folder / "lock")
            undo.callback(instance.release)
            vault = cls(folder, headers.load(_header_bytes(folder, means.disk)), instance, means)
            undo.pop_all()
        return vault

    @property
    def facts(self) -> Facts:
        """Council, user, device and initials; anyone may read them."""
        return self._header.facts

    @property
    def epoch(self) -> int:
        """How often this vault was opened anew; the server gives the device a new number when it rises (F6)."""
        return self._header.epoch

    @property
    def database(self) -> Path:
        """Where the encrypted database is."""
        return self.folder / places.DATABASE

    def unlock(self, passphrase: str) -> DatabaseKeys:
        """The keys, for the right passphrase.

        Raises:
            WrongPassphrase, WaitAMinute, NeedsKeyStore, VaultDamaged.
        """
        if self.facts.pepper:
            raise NeedsKeyStore
        self._tries.must_be_free()
        slot = self._header.passphrase
        try:
            key = unwrap(slot.key, stretch(passphrase, slot.stretching), headers.bound_facts(self.facts))
        except WrongSecret:
            self._tries.wrong()
            raise WrongPassphrase from None
        self._tries.right()
        return self._vouched(key)

    def change_passphrase(self, old: str, new: str) -> None:
        """The same key under another passphrase. When somebody may know the old one, `rotate` as well.

        Raises:
            WrongPassphrase, WaitAMinute, NeedsKeyStore, VaultDamaged, NotWritten.
        """
        keys = self.unlock(old)
        slot = slots.passphrase_slot(keys.database, new, self.facts, self._means)
        self._keep(replace(self._header, passphrase=slot), keys)

    def rotate(self, passphrase: str) -> DatabaseKeys:
        """A new database key under the same passphrase, and a new recovery secret; then as after `recover`.

        Raises:
            WrongPassphrase, WaitAMinute, NeedsKeyStore, VaultDamaged, NotWritten.
        """
        return self._turn(self.unlock(passphrase), passphrase)

    def recover(self, code: str, new_passphrase: str) -> DatabaseKeys:
        """Open with the help desk's code; afterwards passphrase, recovery secret, database key and epoch are new.

        The store then brings the database from a key in `former` to `database` and calls `settle`. Until then the header opens both.

        Raises:
            WrongRecoveryCode, VaultDamaged, NotWritten.
        """
        try:
            secret = slots.recovery_key(read_recovery_code(code), self.facts)
            key = unwrap(self._header.recovery.key, secret, headers.bound_facts(self.facts))
        except (WrongCode, WrongSecret):
            raise WrongRecoveryCode from None
        return self._turn(self._vouched(key), new_passphrase)

    def settle(self, keys: DatabaseKeys) -> DatabaseKeys:
        """The database is under `keys.database` for certain: forget the former keys.

        Raises:
            NotWritten: nothing is forgotten; call again.
        """
        self._keep(replace(self._header, former=()), keys)
        return DatabaseKeys(keys.database)

    def bundle(self) -> trust.TrustBundle:
        """Whom this laptop believes.

        Raises:
            VaultDamaged: the file is not the one that the header names.
        """
        try:
            raw = self._means.disk.read(self._bundle_path(self._header), trust.MOST_BYTES + 1)
        except OSError:
            raise VaultDamaged from None
        if trust.digest(raw) != self._header.bundle:
            raise VaultDamaged
        return trust.read(raw)

    def keep_bundle(self, council_json: bytes, keys: DatabaseKeys) -> None:
        """Believe a later bundle, if the one held so far vouches for it; or put the same one back where it was damaged.

        Raises:
            BundleRefused: of `sync.protocol.trust`.
            VaultDamaged: the one held so far is damaged, and this is another.
            NotWritten: the one held so far still stands.
        """
        before = self._bundle_path(self._header)
        if trust.digest(council_json) == self._header.bundle:
            self._means.disk.replace(before, council_json)
            return
        bundle = trust.verify(council_json, self.bundle())
        slot = slots.recovery_slot(keys.database, bundle, self.facts, self._means)
        header = replace(self._header, bundle=trust.digest(council_json), recovery=slot)
        self._means.disk.replace(self._bundle_path(header), council_json)
        self._keep(header, keys)
        with suppress(OSError):  # a file left over is refused by its hash
            self._means.disk.remove(before)

    def recovery_copy(self) -> bytes:
        """What the council keeps for the help desk (JSON text); sent at enrolment and whenever the slot is new."""
        slot = self._header.recovery
        rest = canonical.encode([self.facts, self.epoch, slot])
        return canonical.encode(
            recovery.RecoveryCopy(self.facts.council, self.facts.device, slot.key_id, slot.sealed, rest)
        )

    def close(self) -> None:
        """Let another process have the vault."""
        self._instance.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _turn(self, keys: DatabaseKeys, passphrase: str) -> DatabaseKeys:
        turned = DatabaseKeys(self._means.random(KEY_BYTES), (keys.database, *keys.former))
        bound = headers.bound_facts(self.facts)
        header = replace(
            self._header,
            epoch=self._header.epoch + 1,
            passphrase=slots.passphrase_slot(turned.database, passphrase, self.facts, self._means),
            recovery=slots.recovery_slot(turned.database, self.bundle(), self.facts, self._means),
            former=tuple(wrap(key, turned.database, bound, self._means.random) for key in turned.former),
        )
        self._keep(header, turned)
        self._tries.right()
        return turned

    def _vouched(self, key: bytes) -> DatabaseKeys:
        headers.must_be_vouched_for(self._header, key)
        bound = headers.bound_facts(self.facts)
        return DatabaseKeys(key, tuple(unwrap(former, key, bound) for former in self._header.former))

    def _keep(self, header: Header, keys: DatabaseKeys) -> None:
        vouched = headers.with_mac(header, keys.database)
        self._means.disk.replace(self.folder / places.HEADER, headers.dump(vouched))
        self._header = vouched

    def _bundle_path(self, header: Header) -> Path:
        return self.folder / f"council-{header.bundle[:16]}.json"


def _first_header(key: bytes, council_json: bytes, who: tuple[str, str, str], passphrase: str, means: Means) -> Header:
    user, device, initials = who
    bundle = trust.read(council_json)
    facts = Facts(bundle.council, user, device, initials, status_id=means.random(16).hex())
    return Header(
        facts=facts,
        epoch=1,
        bundle=trust.digest(council_json),
        passphrase=slots.passphrase_slot(key, passphrase, facts, means),
        recovery=slots.recovery_slot(key, bundle, facts, means),
    )


def _is_there(folder: Path) -> bool:
    return (folder / places.HEADER).exists() or (folder / places.DATABASE).exists()


def _header_bytes(folder: Path, disk: Disk) -> bytes:
    try:
        return disk.read(folder / places.HEADER, headers.MOST_BYTES + 1)
    except OSError:  # a database without its header, or a header that is a link
        raise VaultDamaged from None
