"""`python -m tests.sync.soak --minutes 10`: random histories of everything, on SQLite and PostgreSQL in turn, for as long as told.

Each round has a new seed, which is printed, and a council of its own, which is verified in the end. The first history that breaks a promise is
shrunk and printed, and ends it with status 1; `--seed` runs that round again.
"""

import argparse
import contextlib
import random
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from hypothesis import seed

from tests.support.central import Central
from tests.support.postgres import Postgres
from tests.sync.test_promises import attack
from tests.sync.whole_world import WholeWorld

EXAMPLES, STEPS = 20, 50
DATABASES = ("sqlite", "postgresql")


def main() -> int:
    """Run rounds until the time is up; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.sync.soak")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, help="only this round")
    parser.add_argument("--database", choices=DATABASES, action="append", help="instead of both in turn")
    given = parser.parse_args()
    until, rounds = monotonic() + 60 * given.minutes, 0
    while rounds == 0 or (given.seed is None and monotonic() < until):
        databases = given.database or DATABASES
        chosen = random.randrange(2**32) if given.seed is None else given.seed
        print(f"seed {chosen} on {databases[rounds % len(databases)]}", flush=True)
        try:
            _round(databases[rounds % len(databases)], chosen)
        except Exception:  # noqa: BLE001  (whatever it is, it is what was looked for)
            traceback.print_exc()
            print(f"broken: python -m tests.sync.soak --seed {chosen} --database {databases[rounds % len(databases)]}")
            return 1
        rounds += 1
    print(f"{rounds * EXAMPLES} histories of up to {STEPS} steps kept every promise")
    return 0


def _round(database: str, chosen: int) -> None:
    with _council(database) as council:

        @seed(chosen)
        def world() -> WholeWorld:
            return WholeWorld(council)

        attack(world, EXAMPLES, STEPS)
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
