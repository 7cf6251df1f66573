"""How much either end takes from the other (F16). What is beyond is refused before it is held in memory."""

from sync.records.types import Wire

BODY_BYTES = 32 * 2**20
"""A request body as it travels."""
TEXT_BYTES = 128 * 2**20
"""Everything that a compressed body may unfold to; it is read in pieces and never held whole."""
LINE_BYTES = 4 * 2**20
"""One line of JSON: a change set, or a record of a snapshot."""
WINDOW_BYTES = 2**23
"""The memory that a zstd stream may ask its reader for."""
DEPTH = 32
"""How deep a value may nest."""
PULL_STREAMS = 5_000
PULL_BYTES = 8 * 2**20
"""The request of a pull, unpacked."""
PULL_SEALED = 10_000
"""How many sealed sets of one stream a pull may ask about."""
PULL_DEVICES = 1_000
"""How many devices a pull may name as known."""
LARGEST_NUMBER = 2**31 - 1
"""Of a device, and of its sets."""
PUSH_LINES = 20_000
PAGE_LINES = 50
PAGE_BYTES = 128 * 2**10
"""So many lines, or so much text, is one transaction at either end: what a broken line costs."""
BLOB_BYTES = 20 * 2**20
"""One file."""
BLOB_PIECE_BYTES = 2**20
"""What one request may carry of a file. A piece arrives whole or not at all, since its signature covers it."""
BLOB_CHUNK_BYTES = 128 * 1024
"""What a laptop writes or fetches of a file at a time: neither memory nor the write-ahead log feels it, and a poor line carries it."""
BLOBS_ASKED = 1_000
"""How many files one request may ask after."""
READS = 1_000
"""What one batch tells of who looked at what."""
READ_BYTES = 1_000
"""One of them."""
HISTORY = 500
"""How many of the latest revisions of a stream a laptop keeps the history of, where the council says nothing else."""
SEARCH_PEOPLE = 6
"""How many people one search before a new family may tell of."""
SEARCHES_PER_HOUR = 20
"""How often one person may ask (F17)."""
FRESH_SECONDS = 300
"""How far from the server's clock a request may have been signed, either way."""


def too_deep(value: Wire, left: int = DEPTH) -> bool:
    """Whether a value nests deeper than any record has reason to."""
    if isinstance(value, dict):
        return left == 0 or any(too_deep(part, left - 1) for part in value.values())
    if isinstance(value, list):
        return left == 0 or any(too_deep(part, left - 1) for part in value)
    return False
