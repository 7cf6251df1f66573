"""What the server writes to its log: one JSON object a line, of times, ids, codes, counts and types. Never what anybody sent (F15)."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime


class _Lines(logging.Formatter):
    """Leaves out the words of exceptions, which may quote a body, and the source lines of other people's code."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0]:
            kind, _error, trace = record.exc_info
            line["error"] = f"{kind.__module__}.{kind.__qualname__}"
            line["trace"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return json.dumps(line)


def configure() -> None:
    """Log every request, and warnings and worse of everything, to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("doorstep.requests").setLevel(logging.INFO)
