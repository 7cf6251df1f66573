"""What the server writes to its log: times, codes, paths of code and types of errors. Never what anybody sent (F15)."""

import logging
import sys
import traceback
from types import TracebackType


class _Bare(logging.Formatter):
    """Leaves out the words of exceptions, which may quote a body, and the source lines of other people's code."""

    def formatException(  # noqa: N802  (logging's own name)
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        kind, _error, trace = ei
        frames = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([*frames, f"  {kind.__module__}.{kind.__qualname__}" if kind else ""])


def configure() -> None:
    """Log warnings and worse of everything to stderr, bare."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Bare("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
