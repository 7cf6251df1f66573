"""Each heavy or dangerous thing is used in one place. The layers themselves are import-linter's, in pyproject.toml."""

import pytest

from tests.house.sources import Source, python

_OURS = ("desktop/", "sync/")
_ONLY_IN = {
    "PySide6": ("desktop/ui/", "desktop/app/"),
    "sqlalchemy": ("sync/records/", "sync/server/", "desktop/store/", "desktop/casework/"),
    "alembic": ("sync/server/", "desktop/store/"),
    "sqlcipher3": ("desktop/store/",),
    "psycopg": ("sync/server/",),
    "litestar": ("sync/server/",),
    "uvicorn": ("sync/server/",),
    "httpx": ("sync/engine/transport.py",),
    "reportlab": ("desktop/reports/",),
    "openpyxl": ("desktop/publishing/",),
    "pyxform": ("desktop/publishing/",),
    "xml.dom": (),
    "lxml": (),
    "pickle": (),
    "tempfile": ("sync/server/serving.py",),  # counters of its workers, no word of anybody's
    "unittest": (),
}
_THREADS = ("threading", "concurrent", "multiprocessing", "queue")


def outside(module: str, places: tuple[str, ...], sources: tuple[Source, ...]) -> list[str]:
    """The files that import a module, or one below it, and stand in none of the places."""
    return [
        source.name
        for source in sources
        if not source.is_in(*places)
        and any(name == module or name.startswith(f"{module}.") for name in source.imports())
    ]


@pytest.mark.parametrize(("module", "places"), _ONLY_IN.items())
def test_a_library_stays_in_its_place(module, places):
    assert outside(module, places, python(*_OURS)) == []


def test_xml_from_outside_is_parsed_without_its_dangers():
    """Elements are the standard library's; only defusedxml makes them from text (F18)."""
    parsers = {f"xml.etree.ElementTree.{name}" for name in ("parse", "fromstring", "XML", "XMLParser", "iterparse")}

    assert [source.name for source in python(*_OURS) if source.imports() & {*parsers, "xml.etree.ElementTree.*"}] == []


@pytest.mark.parametrize("module", _THREADS)
def test_the_laptop_has_threads_in_one_file(module):
    assert outside(module, ("desktop/ui/tasks.py",), python("desktop/")) == []


@pytest.mark.parametrize(
    "name", ["QSettings", "QTemporaryFile", "QTemporaryDir", "QThread", "QThreadPool", "QFileSystemModel"]
)
def test_what_writes_or_runs_beside_us_is_not_used(name):
    assert [source.name for source in python("desktop/") if name in source.names()] == []


def test_the_two_modules_that_the_vault_shares_are_light():
    heavy = {"sqlalchemy", "msgspec", "httpx", "litestar"}

    for source in python("sync/protocol/"):
        if source.is_in("sync/protocol/codes.py"):
            assert not {name.split(".")[0] for name in source.imports()} & heavy
        if source.is_in("sync/protocol/codes.py", "sync/protocol/trust.py"):
            assert not any(name.startswith("sync.records") for name in source.imports())


def test_logic_does_not_ask_the_system_for_the_time():
    """Time arrives as an argument (desktop/clock.py); the two programs' own starting points may look."""
    asking = [
        source.name
        for source in python(*_OURS)
        if not source.is_in("desktop/clock.py", "sync/server/clock.py")
        and ("datetime.now(" in source.text or "time.time(" in source.text or "date.today(" in source.text)
    ]

    assert asking == []
