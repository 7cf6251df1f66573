"""`python -m tests.sync.soak --minutes 10`: random histories of everything, and of redaction, on SQLite and PostgreSQL in turn, for as long as told.

Each round has a new seed, which is printed, and a council of its own, which is verified in the end. The first history that breaks a promise is
shrunk and printed, and ends it with status 1; `--seed` with its world and database runs that round again.
"""

import argparse
import contextlib
import random
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

from hypothesis import seed

from tests.support.central import Central
from tests.support.postgres import Postgres
from tests.sync.redacting_world import RedactingWorld
from tests.sync.test_promises import attack
from tests.sync.whole_world import WholeWorld
from tests.sync.world import World

EXAMPLES, STEPS = 20, 50
DATABASES = ("sqlite", "postgresql")
WORLDS: dict[str, Callable[[Central], World]] = {"whole": WholeWorld, "redacting": RedactingWorld}


def main() -> int:
    """Run rounds until the time is up; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.sync.soak")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, help="only this round")
    parser.add_argument("--database", choices=DATABASES, action="append", help="instead of both in turn")
    parser.add_argument("--world", choices=WORLDS, action="append", help="likewise")
    given = parser.parse_args()
    until, rounds = monotonic() + 60 * given.minutes, 0
    while rounds == 0 or (given.seed is None and monotonic() < until):
        databases, worlds = given.database or DATABASES, given.world or [*WORLDS]
        database, world = databases[rounds % len(databases)], worlds[rounds // len(databases) % len(worlds)]
        chosen = random.randrange(2**32) if given.seed is None else given.seed
        print(f"seed {chosen} of the {world} world on {database}", flush=True)
        try:
            _round(database, WORLDS[world], chosen)
        except Exception:  # noqa: BLE001  (whatever it is, it is what was looked for)
            traceback.print_exc()
            print(f"broken: python -m tests.sync.soak --seed {chosen} --world {world} --database {database}")
            return 1
        rounds += 1
    print(f"{rounds * EXAMPLES} histories of up to {STEPS} steps kept every promise")
    return 0


def _round(database: str, world: Callable[[Central], World], chosen: int) -> None:
    with _council(database) as council:

        @seed(chosen)
        def begun() -> World:
            return world(council)

        attack(begun, EXAMPLES, STEPS)
        council.run("verify")


@contextlib.contextmanager
def _council(database: str) -> Iterator[Central]:
    with contextlib.ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="soak-")))
        url = f"sqlite:///{folder}/central.db"
        if database == "postgresql":
            server = Postgres()
            opened.callback(server.stop)
            url = server.database()
        council = Central(folder, url)
        council.start()
        yield council
        council.stop()
        if "fault in" in council.log.read_text():
            raise AssertionError(council.log.read_text())


if __name__ == "__main__":
    sys.exit(main())
