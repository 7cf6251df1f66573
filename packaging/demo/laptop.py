"""One laptop of the demonstration, in a process of its own: the real application, and a hand that does what it is told.

Reads one step a line on standard input, answers each with a line of JSON. The steps are functions of `day.py`.
"""

import argparse
import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import day
from hand import Hand
from keys import Keys
from PySide6.QtCore import QSocketNotifier

from desktop import app, process


def main(with_hand: Callable[[Path, str], Hand] | None = None) -> int:
    """Run until standard input ends. `with_hand` makes another hand, from where pictures go and how their names begin."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--prefix", default="")
    parser.add_argument("--keys", action="store_true")
    own, rest = parser.parse_known_args()
    application = app.build(rest)
    hand = (with_hand or (Keys if own.keys else Hand))(own.pictures, own.prefix)
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


def _answer(hand: Hand, order: dict[str, Any]) -> dict[str, object]:
    try:
        return {"done": day.STEPS[order["step"]](hand, **order["with"])}
    except Exception as trouble:  # noqa: BLE001  (whatever goes wrong, the day fails and says at which step)
        hand.picture("failure")
        return {"failed": type(trouble).__name__, "about": str(trouble), "where": traceback.format_exc(limit=-4)}


if __name__ == "__main__":
    process.end(main())
