"""When the server says that it may be sent requests, to whoever spreads them: not before they would be answered (`--watch`)."""

import os
import signal

import httpx
import pytest

from tests.server.test_councils import both
from tests.server.test_serving import both_workers, look
from tests.support.central import Central, free_port

__all__ = ["both"]

TRIES = 1_000


def becomes_ready(watch: int) -> bool:
    return any(look(watch, "/ready").status_code == 200 for _ in range(TRIES))


def put_version(central: Central, number: str) -> None:
    with central.session() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{number}'")


def version(central: Central) -> str:
    with central.session() as connection:
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def test_it_is_not_ready_while_the_database_is_at_another_releases_schema(a_central):
    council, watch = a_central(), free_port()
    council.start("--watch", str(watch))
    before, current = becomes_ready(watch), version(council)

    put_version(council, "of a later release")

    assert before
    assert look(watch, "/ready").status_code == 503
    assert httpx.get(f"{council.url}/health", trust_env=False).status_code == 200
    put_version(council, current)
    assert look(watch, "/ready").status_code == 200


@pytest.mark.slow
def test_it_is_not_ready_before_a_worker_takes_requests(a_central):
    council, watch = a_central(), free_port()
    council.start("--workers", "2", "--watch", str(watch))
    workers = both_workers(council.pid)
    for worker in workers:
        os.kill(worker, signal.SIGSTOP)

    before = look(watch, "/ready").status_code
    for worker in workers:
        os.kill(worker, signal.SIGCONT)

    assert before == 503
    assert becomes_ready(watch)


@pytest.mark.slow
def test_of_many_councils_all_must_have_been_brought_to_this_release_once(both):
    """After that one council alone shall not take the others with it."""
    (north, south), watch = both, free_port()
    current = version(south)
    put_version(south, "of an earlier release")
    north.start_all("--watch", str(watch))
    assert httpx.get(f"{north.url}/health", trust_env=False, timeout=30).status_code == 200

    before = look(watch, "/ready").status_code
    put_version(south, current)
    after = look(watch, "/ready").status_code
    put_version(south, "of a later release")

    assert (before, after, look(watch, "/ready").status_code) == (503, 200, 200)
