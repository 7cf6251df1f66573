"""The answer to a push: a verdict for each change set, page by page, each page in one transaction (sync.md, section 3).

A page that was judged stays judged whatever comes after it: sent again, it gets the same answers.
"""

from collections.abc import Iterable, Iterator

import msgspec

from sync.server.access import Caller
from sync.server.central import Central
from sync.server.judging import Judge
from sync.server.received import pages


def verdicts(central: Central, caller: Caller, at: str, lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of the answer.

    Raises:
        BadLine, TooManyLines: as `received.pages`; verdicts before it hold.
        Spent: there was enough for today; likewise.
        CodecError: the body cannot be read further; likewise.
    """
    for page in pages(lines):
        with central.database.writing() as connection:
            answers = Judge(connection, caller, central.council, central.quotas, at, page).verdicts()
        for answer in answers:
            yield msgspec.json.encode(answer) + b"\n"
