"""Two words among all notes: ranked, with what stands around them, the first page of twenty."""

import re
from collections import Counter
from collections.abc import Iterator
from random import Random
from time import perf_counter

from sqlalchemy import select

from desktop.casework.desk import Desk
from desktop.store.profile import open_connection
from sync.records.note import Note
from tests.bench.figure import Figure, Goal, NotRight, percentile
from tests.bench.full_vault import FullVault

_SEARCHES = 300
_COMMONEST = 50
_PAGE = 20
_SEED = 1
_WORD = re.compile(r"[^\W\d_]{3,}")


def measured(vault: FullVault) -> Iterator[Figure]:
    """p95 over all searches, beside the index's own bare answer to the same words."""
    found, bare = [], []
    connection = open_connection(vault.database, vault.key)
    with vault.desk() as desk:
        for first, second in asked(desk):
            begun = perf_counter()
            hits = desk.store.find(f"{first} {second}", limit=_PAGE)
            found.append((perf_counter() - begun) * 1000)
            if not hits:
                raise NotRight
            begun = perf_counter()
            connection.execute(
                "SELECT rowid FROM narrative_fts WHERE narrative_fts MATCH ? LIMIT ?", (f'"{first}" "{second}"', _PAGE)
            ).fetchall()
            bare.append((perf_counter() - begun) * 1000)
    connection.close()
    n = {**vault.n, "searches": len(found)}
    against, floor = "bare unranked look-up in the index: p95", percentile(bare, 95)
    yield Figure("search, two words, first page: p95", percentile(found, 95), "ms", n, against, floor, Goal(value=50))


def asked(desk: Desk, searches: int = _SEARCHES) -> Iterator[tuple[str, str]]:
    """Two words of one note, so that there is something to find; every sixth time two of the commonest words there are."""
    random = Random(_SEED)
    with desk.reading() as session:
        texts = [text for text in session.scalars(select(Note.text)) if text]
    words = Counter(word.lower() for text in texts[::50] for word in set(_WORD.findall(text)))
    commonest = [word for word, _count in words.most_common(_COMMONEST)]
    for number in range(searches):
        among = commonest if number % 6 == 0 else sorted(set(_WORD.findall(random.choice(texts))))
        first, second = random.sample(among, 2)
        yield first, second
