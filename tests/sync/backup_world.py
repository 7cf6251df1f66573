"""The world of random histories, in which the council's server is also lost and put back from its last backup (S28)."""

from itertools import count
from pathlib import Path

from hypothesis.stateful import rule

from tests.support.central import Central
from tests.sync.world import World

_databases = count(1)


def back_up(council: Central) -> None:
    council.run("backup", str(_backup(council)))


def put_back(council: Central) -> None:
    """The database is lost, and the last backup is served from another."""
    council.kill()
    folder = council.folder
    (ledger := folder / "ledger.jsonl").touch()
    council.database_url = f"sqlite:///{folder}/restored-{next(_databases)}.db"
    council.run("restore", str(_backup(council)), "--ledger", str(ledger))
    council.start()


def _backup(council: Central) -> Path:
    return council.folder / "backup.db"


class BackupWorld(World):
    """Nobody is taken away from the family in it: what a laptop erased it cannot send again."""

    def __init__(self, council: Central) -> None:
        super().__init__(council)
        back_up(council)

    @rule()
    def back_up(self) -> None:
        back_up(self.council)

    @rule()
    def lose_the_server(self) -> None:
        put_back(self.council)

    @rule()
    def allocate(self) -> None:
        """Nothing."""
