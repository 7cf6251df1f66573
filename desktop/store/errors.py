"""What can go wrong with the store.

StoreError
├── NoDatabase          there is no database at this place
├── DatabaseExists      there is one already; it is never written over
├── NotEncrypted        the file is a plain database, not ours
├── WrongKey            the key does not open it, or its first page is damaged
├── DatabaseDamaged     some page is not what was written; snapshots can restore it
├── ProfileRefused      the library did not take the setting `name` of the opening profile (F12)
├── StoreTooNew         a later release wrote it, at `revision`
├── NotSaved            a save was undone as a whole
│   ├── DiskFull        there is no room
│   ├── DiskFailed      the disk answered with SQLite's `number`
│   ├── DatabaseBusy    another process or save held it too long
│   ├── RecordExists    a record with this id is there already
│   ├── UncapturedWrite a statement would have changed a record behind change capture
│   ├── NotCapturable   a record was changed in a way that cannot travel; `field` says where
│   └── NotHeld         a record names a stream that this laptop does not hold
└── NoSnapshot          there is no sound snapshot to restore
"""

from desktop.errors import DoorstepError


class StoreError(DoorstepError):
    """Root of the store's errors."""


class NoDatabase(StoreError):
    """There is no database at this place."""


class DatabaseExists(StoreError):
    """There is a database at this place already."""


class NotEncrypted(StoreError):
    """The file is a plain SQLite database."""


class WrongKey(StoreError):
    """The key does not open the file; or its first page is damaged, which cannot be told apart."""


class DatabaseDamaged(StoreError):
    """Bytes of the file are not what was written."""


class ProfileRefused(StoreError):
    """A setting of the opening profile did not take."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class StoreTooNew(StoreError):
    """A later release wrote this database."""

    def __init__(self, revision: str) -> None:
        super().__init__(revision)
        self.revision = revision


class NotSaved(StoreError):
    """The save was undone as a whole; what was there before still stands."""


class DiskFull(NotSaved):
    """There is no room left."""

    passing = True


class DiskFailed(NotSaved):
    """The disk or the database answered with an error; `number` is SQLite's code."""

    passing = True

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class DatabaseBusy(NotSaved):
    """Somebody else held the database for too long."""

    passing = True


class RecordExists(NotSaved):
    """There is a record with this id, or a rule of the table forbids the row."""


class UncapturedWrite(NotSaved):
    """A statement tried to change a record behind change capture."""


class NotCapturable(NotSaved):
    """A record was changed in a way that cannot travel: `field` of the record with this `kind`."""

    def __init__(self, kind: str, field: str) -> None:
        super().__init__(kind, field)
        self.kind = kind
        self.field = field


class NotHeld(NotSaved):
    """The stream is not one that this laptop holds."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.stream = stream


class NoSnapshot(StoreError):
    """There is no snapshot that opens and is sound."""
