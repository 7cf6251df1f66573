"""The start of the laptop's program: `doorstep [--vault DIR] ...`. Hygiene first, then everything else (F11)."""

import sys

from desktop import process


def main() -> int:
    """Run until the window closes; the exit status. The arguments are the composition root's to read."""
    process.harden()
    from desktop.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
