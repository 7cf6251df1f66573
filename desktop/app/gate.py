"""The gate between a closed laptop and the families on it: setting up, unlocking, recovering. Implements `ui.ports.Gate`.

A laptop makes its vault and its database first and enrols after (decision 3), so an enrolment that was cut is finished at the next
unlock and no answer that was lost costs a code. The unlock page only needs to know which vaults there are: everything else is imported
when it is first used (F11).
"""

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.app import own_passphrase, recovering
from desktop.clock import Clock
from desktop.ui.ports import Brought, CouncilGreeting, Strength, VaultChoice
from desktop.vault import folder as places

if TYPE_CHECKING:
    from desktop.ids import IdSource, RandomBytes
    from desktop.store.restoring import Restored
    from desktop.store.session import Store
    from desktop.vault.keys import DatabaseKeys
    from desktop.vault.slots import Means
    from desktop.vault.vault import Vault
    from sync.engine.engine import Progress
    from sync.engine.enrolment import Welcome

SERVER, COUNCIL_NAME, TEAM, ROLE, CODE = "server", "council_name", "team", "role", "enrolment_code"
"""Settings of the store: where the council is, what it is called, the worker's team, and the code not yet used up."""

DAMAGED = "damaged"
"""A setting: the day's snapshot found damage, so the next unlock restores."""

BRING_SECONDS = 10.0
"""How long a new laptop waits for more than its first family before it opens."""

NOT_ENROLLED = 0
_SEVERAL = 2
_UNREADABLE = "?"
"""For initials, where a header is damaged."""


@dataclass(frozen=True)
class Opened:
    """An unlocked laptop."""

    vault: "Vault"
    store: "Store"
    by: str = "unlock"
    """How, as the log of reads says it: or "recover" (F10)."""


@dataclass(frozen=True)
class _Invitation:
    url: str
    code: str
    welcome: "Welcome"


class LaptopGate:
    """The gate of this machine. Its methods run in the store's and the network's lanes."""

    def __init__(
        self,
        root: Path,
        clock: Clock,
        random: "RandomBytes",
        demo_passphrase: str | None = None,
        passes: int | None = None,
    ) -> None:
        """`root`: the folder of all vaults. `passes` are Argon2id's; without, as many as take half a second here."""
        self.opened: Opened | None = None
        self.restored: Restored | None = None
        """What had to be put back at this unlock."""
        self._root = root
        self._clock = clock
        self._random = random
        self._passes = passes
        self._demo_passphrase = demo_passphrase
        self._invitation: _Invitation | None = None

    def vaults(self) -> Sequence[VaultChoice]:
        begun = (
            places.DATABASE,
            places.SNAPSHOTS,
        )  # a header alone: its setting up was cut before there was anything to lose
        folders = [folder for folder in places.folders(self._root) if any((folder / name).exists() for name in begun)]
        if len(folders) < _SEVERAL:
            return [VaultChoice("", str(folder)) for folder in folders]
        return [VaultChoice(said, str(folder)) for said, folder in zip(_told_apart(folders), folders, strict=True)]

    def demo_passphrase(self) -> str | None:
        return self._demo_passphrase

    def unlock(self, passphrase: str, folder_id: str | None = None) -> None:
        vault = self._vault(folder_id)
        try:
            self._open(vault, vault.unlock(passphrase))
        except BaseException:
            vault.close()
            raise

    def recover(self, code: str, new_passphrase: str, folder_id: str | None = None) -> None:
        vault = self._vault(folder_id)
        try:
            self._open(vault, vault.recover(code, new_passphrase), "recover")
        except BaseException:
            vault.close()
            raise

    def check_code(self, server_url: str, code: str) -> CouncilGreeting:
        from sync.engine.enrolment import question
        from sync.engine.transport import Transport

        with Transport(server_url) as transport:
            welcome = question(code, transport)
        self._invitation = _Invitation(server_url, code, welcome)
        greeting = welcome.greeting
        return CouncilGreeting(greeting.council_name, greeting.user_name, greeting.team, greeting.families)

    def suggest_words(self) -> str:
        return own_passphrase.suggest(self._random)

    def strength(self, passphrase: str) -> Strength:
        return own_passphrase.strength(passphrase, self._names())

    def create(self, passphrase: str, progress: Callable[[Brought], None]) -> None:
        if self.opened is None:
            self.opened = self._make(passphrase)
        self.opened = Opened(self.opened.vault, self._enrolled(self.opened.vault, self.opened.store))
        self._bring(progress)

    def close(self) -> None:
        """Let go of the file and the vault."""
        if self.opened is not None:
            self.opened.store.close()
            self.opened.vault.close()
            self.opened = None

    @cached_property
    def _ids(self) -> "IdSource":
        from desktop.ids import Ids

        return Ids(self._clock.now, self._random)

    def _vault(self, folder_id: str | None) -> "Vault":
        from desktop.vault.vault import Vault

        return Vault.open(Path(folder_id or self.vaults()[0].folder_id), self._means())

    def _means(self) -> "Means":
        from desktop.vault.slots import Means

        return Means(self._clock, self._random, self._passes)

    def _open(self, vault: "Vault", keys: "DatabaseKeys", by: str = "unlock") -> None:
        if keys.former:
            self._turn(vault.database, keys)
            keys = vault.settle(keys)
        store = self._sound_store(vault.database, keys.database)
        try:
            recovering.believe(vault, store, keys)
            self.opened = Opened(vault, self._enrolled(vault, store), by)
        except BaseException:
            store.close()
            raise

    def _turn(self, database: Path, keys: "DatabaseKeys") -> None:
        """Bring the database under its new key; one that is damaged is put back first, under the key that it was written with."""
        from desktop.store.errors import DatabaseDamaged, NoDatabase, NoSnapshot, WrongKey
        from desktop.store.restoring import restore
        from desktop.store.turning import turned

        try:
            turned(database, keys.database, keys.former)
        except (DatabaseDamaged, NoDatabase, WrongKey):
            for former in keys.former:
                with suppress(NoSnapshot):
                    self.restored = restore(database, former, self._clock.now())
                    break
            turned(database, keys.database, keys.former)

    def _sound_store(self, database: Path, key: bytes) -> "Store":
        """The store; where its file is damaged, the newest sound snapshot with what can be salvaged. The damaged file is kept.

        Where there is no snapshot, what opens is opened as it is: what waits in it can still be sent.
        """
        from desktop.store.errors import DatabaseDamaged, NoDatabase, NoSnapshot, NotEncrypted, WrongKey
        from desktop.store.restoring import restore
        from desktop.store.session import Store

        open_it = partial(Store.open, database, key, self._clock, self._ids, self._random)
        try:
            store = open_it()
        except (DatabaseDamaged, NoDatabase, NotEncrypted, WrongKey):  # the header vouches for the key
            self.restored = restore(database, key, self._clock.now())
            return open_it()
        if not store.setting(DAMAGED):
            return store
        store.close()
        with suppress(NoSnapshot):
            self.restored = restore(database, key, self._clock.now())
        return open_it()

    def _make(self, passphrase: str) -> Opened:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        from desktop.store.session import Store
        from desktop.store.settings import Identity
        from desktop.vault.vault import Vault
        from sync.records.ids import id_text

        assert self._invitation is not None  # noqa: S101  (the steps of setting up come in order)
        greeting = self._invitation.welcome.greeting
        device = id_text(self._ids.new())
        vault, keys = Vault.create(
            places.new_folder(self._root, greeting.council, self._random),
            council_json=self._invitation.welcome.raw_bundle,
            user=greeting.user,
            device=device,
            initials="".join(part[0] for part in greeting.user_name.split()[:2]).upper(),
            passphrase=passphrase,
            means=self._means(),
        )
        key = Ed25519PrivateKey.generate()
        identity = Identity(
            greeting.council, greeting.user, greeting.user_name, device, NOT_ENROLLED, key.private_bytes_raw()
        )
        first = {
            SERVER: self._invitation.url,
            COUNCIL_NAME: greeting.council_name,
            TEAM: greeting.team,
            ROLE: greeting.role,
            CODE: self._invitation.code,
        }
        store = Store.create(vault.database, keys.database, identity, self._clock, self._ids, self._random, first=first)
        return Opened(vault, store)

    def _enrolled(self, vault: "Vault", store: "Store") -> "Store":
        """The store with the device's number, asked for if it has none yet; after a recovery, due to take another (F6)."""
        if store.identity.number != NOT_ENROLLED:
            if store.setting(recovering.VAULT_EPOCH) != vault.epoch:
                recovering.note(vault, store)
            return store
        from sync.engine.enrolment import enrol
        from sync.engine.transport import Transport

        with Transport(store.setting(SERVER)) as transport:
            copy = vault.recovery_copy().decode()
            enrolled = enrol(store.setting(CODE), transport, store.identity.device, store.identity.key(), copy)
        store.take_number(enrolled.number)
        store.put_setting(CODE, None)
        store.put_setting(recovering.VAULT_EPOCH, vault.epoch)
        return store

    def _bring(self, progress: Callable[[Brought], None]) -> None:
        from desktop.app.line import Line
        from sync.engine.errors import Cancelled

        assert self.opened is not None  # noqa: S101  (`create` has just made it)
        families = self._invitation.welcome.greeting.families if self._invitation else 0
        until, here = self._clock.boottime() + BRING_SECONDS, 0

        def report(step: "Progress") -> None:
            """A family is some streams of several; what is told is families."""
            nonlocal here
            if step.step == "receiving":
                here = step.done * families // max(step.total, 1)
                progress(Brought(here, families))

        def is_enough() -> bool:
            return here > 0 and self._clock.boottime() >= until

        with suppress(Cancelled):  # on a slow line the others come while the first is worked with
            Line(self.opened.store, self._random, self.opened.vault.bundle()).sync(report, is_enough)

    def _names(self) -> list[str]:
        if self._invitation is None:
            return []
        greeting = self._invitation.welcome.greeting
        return [greeting.council_name, greeting.user_name]


def _told_apart(folders: Sequence[Path]) -> list[str]:
    """Initials are all that is told of whose a vault is (F13); who shares them with another, or whose cannot be read, gets a number too."""
    said: list[str] = []
    for folder in folders:
        initials = places.found(folder).initials or _UNREADABLE
        before = sum(other.partition(" ")[0] == initials for other in said)
        said.append(f"{initials} {before + 1}" if before else initials)
    return said


def machine_root(environment: dict[str, str]) -> Path:
    """Where the vaults of this machine's user are."""
    return places.data_root(sys.platform, environment, Path.home())
