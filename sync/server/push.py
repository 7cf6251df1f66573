"""The answer to a push: a verdict for each change set, page by page, each page in one transaction (sync.md, section 3).

A page that was judged stays judged whatever comes after it: sent again, it gets the same answers.
"""

from collections.abc import Iterable, Iterator

import msgspec

from sync.server.access import Caller
from sync.server.council import Council
from sync.server.database import Database
from sync.server.judging import Judge
from sync.server.received import pages


def verdicts(database: Database, caller: Caller, council: Council, at: str, lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of the answer.

    Raises:
        BadLine, TooManyLines: as `received.pages`; verdicts before it hold.
        CodecError: the body cannot be read further; likewise.
    """
    for page in pages(lines):
        with database.writing() as connection:
            answers = Judge(connection, caller, council.id, at, page).verdicts()
        for answer in answers:
            yield msgspec.json.encode(answer) + b"\n"
