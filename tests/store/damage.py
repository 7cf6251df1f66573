"""A disk that spoils what was written on it."""

from desktop.store.profile import open_connection
from tests.store.laptop import KEY, Laptop


def damage(laptop: Laptop, *tables: str) -> None:
    """Spoil the first page of each of these tables."""
    connection = open_connection(laptop.path, KEY)
    pages = [
        connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        for table in tables
    ]
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    data = bytearray(laptop.path.read_bytes())
    for page in pages:
        data[(page - 1) * 4096 + 2000] ^= 1
    laptop.path.write_bytes(data)
