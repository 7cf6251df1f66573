"""Tasks and due dates of a whole caseload, worked out from its records as Today does each time it is opened."""

from collections.abc import Iterator
from time import perf_counter

from desktop.casework.due import due, family_records
from desktop.casework.families import Families
from tests.bench.figure import Figure, Goal, NotRight, percentile
from tests.bench.full_vault import FullVault

_TIMES = 40


def measured(vault: FullVault) -> Iterator[Figure]:
    """p95 of working all of it out, beside only reading the records that it is worked out from."""
    whole, bare = [], []
    with vault.desk() as desk:
        names = {row.family: row.name for row in Families(desk).mine()}
        for _ in range(_TIMES):
            begun = perf_counter()
            with desk.reading() as session:
                found = due(session, desk, names)
            whole.append((perf_counter() - begun) * 1000)
            if not any(one.kind != "action" for one in found):
                raise NotRight
            begun = perf_counter()
            with desk.reading() as session:
                list(family_records(session))
            bare.append((perf_counter() - begun) * 1000)
    name, against = "tasks and due dates of a caseload: p95", "reading its records: p95"
    yield Figure(name, percentile(whole, 95), "ms", vault.n, against, percentile(bare, 95), Goal(value=100))
