"""The start of the laptop's program: `doorstep [--root DIR] ...` or `doorstep --self-test DIR`. Hygiene first, then everything else (F11)."""

import sys
from pathlib import Path
from typing import NoReturn

from desktop import process


def main() -> NoReturn:
    """Run until the window closes. The arguments are the composition root's to read."""
    process.harden()
    if len(sys.argv) == 3 and sys.argv[1] == "--self-test":
        from desktop.app import selftest

        process.end(selftest.run(Path(sys.argv[2])))
    from desktop.app import run

    process.end(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
