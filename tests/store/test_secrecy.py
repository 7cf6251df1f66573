"""No readable byte of what was written reaches any file: not the database, its log, its copies, nor a file that a sort spills into."""

from pathlib import Path

from desktop.store.profile import open_connection
from tests.store.laptop import KEY, Laptop

MARKER = b"Zanzibarmarker"


def _open_files_with_marker() -> list[str]:
    """Files that this process has open, deleted ones too, that hold the marker."""
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            target = str(descriptor.readlink())
            if target.startswith("/") and not target.startswith("/dev") and MARKER in descriptor.read_bytes():
                found.append(target)
        except OSError:
            continue  # closed meanwhile, or not a file
    return found


def test_no_file_holds_a_word_in_the_clear(laptop: Laptop, tmp_path: Path):
    laptop.a_note(f"{MARKER.decode()} was at school.")
    laptop.store.idle(60)
    laptop.a_note(f"{MARKER.decode()} was at home.")
    laptop.store.keep_snapshot()

    files = [file for file in tmp_path.rglob("*") if file.is_file()]

    assert {file.suffix for file in files} >= {".db", ".db-wal"}
    assert len(files) >= 4
    assert not [file for file in files if MARKER in file.read_bytes()]


def test_sorting_vacuuming_and_temporary_tables_spill_nothing(laptop: Laptop, tmp_path: Path):
    with laptop.store.applying() as connection:
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
            " INSERT INTO note (id, stream, text) SELECT i, 's', ? || hex(randomblob(20)) FROM n",
            (MARKER.decode(),),
        )
    laptop.store.close()
    connection = open_connection(laptop.path, KEY)
    found: list[str] = []
    looks = 0

    def look() -> int:
        nonlocal looks
        looks += 1
        if looks % 20 == 0:
            found.extend(_open_files_with_marker())
        return 0

    connection.set_progress_handler(look, 100_000)
    connection.execute("SELECT text FROM note ORDER BY text DESC").fetchall()
    connection.execute("CREATE TEMP TABLE other AS SELECT text FROM note ORDER BY text")
    connection.execute("CREATE INDEX temp.other_by_text ON other (text)")
    connection.execute("VACUUM")
    connection.set_progress_handler(None, 0)
    found.extend(_open_files_with_marker())
    connection.close()

    assert looks >= 20
    assert found == []
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and MARKER in file.read_bytes()]


def test_the_key_is_in_no_file_and_in_no_error(laptop: Laptop, tmp_path: Path):
    laptop.store.close()

    files = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]

    assert not [data for data in files if KEY in data or KEY.hex().encode() in data.lower()]
