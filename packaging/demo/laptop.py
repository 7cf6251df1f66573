"""One laptop of the demonstration, in a process of its own: the real application, and a hand that does what it is told.

Reads one step a line on standard input, answers each with a line of JSON. The steps are functions of `day.py`.
"""

import argparse
import json
import sys
import traceback
from pathlib import Path

from PySide6.QtCore import QSocketNotifier

import day
from desktop import app
from hand import Hand


def main() -> int:
    """Run until standard input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--prefix", default="")
    own, rest = parser.parse_known_args()
    application = app.build(rest)
    hand = Hand(own.pictures, own.prefix)
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)

    def obey() -> None:
        line = sys.stdin.readline()
        if not line:
            application.quit()
            return
        notifier.setEnabled(False)
        print(json.dumps(_answer(hand, json.loads(line))), flush=True)
        notifier.setEnabled(True)

    notifier.activated.connect(obey)
    return application.exec()


def _answer(hand: Hand, order: dict[str, object]) -> dict[str, object]:
    arguments = order.get("with", {})
    assert isinstance(arguments, dict)
    try:
        return {"done": day.STEPS[str(order["step"])](hand, **arguments)}
    except Exception as trouble:  # noqa: BLE001  (whatever goes wrong, the day fails and says at which step)
        hand.picture("failure")
        return {"failed": type(trouble).__name__, "about": str(trouble), "where": traceback.format_exc(limit=-4)}


if __name__ == "__main__":
    sys.exit(main())
