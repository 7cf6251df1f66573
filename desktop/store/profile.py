"""The one way a database file is opened (F12): every setting in order, each read back.

The key goes by the database library itself, never through SQLAlchemy, and no error of the library leaves this module: their text
can hold the key.
"""

from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.store.errors import (
    DatabaseDamaged,
    DiskFailed,
    NoDatabase,
    NotEncrypted,
    ProfileRefused,
    StoreError,
    WrongKey,
)

KEY_BYTES = 32
BUSY_SECONDS = 10.0
_PLAIN = b"SQLite format 3\0"
_NOT_A_DATABASE, _CORRUPT = 26, 11
# Of a NULL without an adapter the driver asks the value and the protocol first, a microsecond each time: most of what writing a row of
# many empty columns costs.
sqlcipher.register_adapter(type(None), lambda null: null)
_PROFILE = (
    (
        "cipher_memory_security",
        "OFF",
        "0",
    ),  # locks and wipes each allocation: saves 1.5 times, searches up to 60 times slower
    ("temp_store", "MEMORY", 2),  # else a sort spills plain rows into /var/tmp
    ("secure_delete", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("wal_autocheckpoint", "0", 0),  # checkpoints are idle work, not a save's
    ("cache_size", "-16384", -16384),
)


def open_connection(path: Path, key: bytes, *, create: bool = False) -> sqlcipher.Connection:
    """A connection with the whole profile in place.

    Raises:
        NoDatabase, NotEncrypted, WrongKey, DatabaseDamaged, DiskFailed: the file is not there, or not readable with this key.
        ProfileRefused: the library is not SQLCipher, or a setting did not take.
    """
    if len(key) != KEY_BYTES:
        raise WrongKey
    if not create and not path.exists():
        raise NoDatabase
    if not create and path.stat().st_size == 0:  # the library would begin a new one
        raise DatabaseDamaged
    connection = None
    try:
        connection = _connect(path, create)
        _apply(connection, path, key)
    except sqlcipher.Error as error:
        failure = _failure(connection, error)
    except StoreError as error:
        failure = error
    else:
        return connection
    if connection is not None:
        connection.close()
    raise failure


def empty_connection(path: Path, key: bytes) -> sqlcipher.Connection:
    """A connection to a file that is not there yet, with its key and nothing else: what a backup is written into.

    Raises:
        DiskFailed: it cannot be made.
    """
    try:
        connection = _connect(path, create=True)
        _give_key(connection, key)
    except sqlcipher.Error as error:
        failure = _failure(None, error)
    else:
        return connection
    raise failure


def _connect(path: Path, create: bool) -> sqlcipher.Connection:
    return sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # transactions begin and end where we say
        check_same_thread=False,  # the pool hands a connection to one lane at a time
    )


def _apply(connection: sqlcipher.Connection, path: Path, key: bytes) -> None:
    _give_key(connection, key)
    if not connection.execute("PRAGMA cipher_version").fetchall():
        raise ProfileRefused("cipher_version")
    with path.open("rb") as file:
        if file.read(len(_PLAIN)) == _PLAIN:
            raise NotEncrypted
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for name, value, expected in _PROFILE:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        if connection.execute(f"PRAGMA {name}").fetchone() != (expected,):
            raise ProfileRefused(name)


def _give_key(connection: sqlcipher.Connection, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


def _failure(connection: sqlcipher.Connection | None, error: sqlcipher.Error) -> StoreError:
    number = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if number == _CORRUPT:
        return DatabaseDamaged()
    if number != _NOT_A_DATABASE or connection is None:
        return DiskFailed(number)
    return DatabaseDamaged() if _some_page_opens(connection) else WrongKey()


def _some_page_opens(connection: sqlcipher.Connection) -> bool:
    """Whether the key is right for any page: then it is the file that is wrong."""
    bad = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    path = connection.execute("PRAGMA database_list").fetchone()[2]
    return bad < Path(path).stat().st_size // 4096
