"""The demonstration: one visit, from the living room to the council, on two laptops and a server that are processes of their own.

    python packaging/demo [--screen] [--keys] [--families N] [--out FOLDER]

Without `--screen` the whole day is lived offscreen, and the folder holds a numbered picture of each screen, the assessment's PDFs and
day.md. With it, the laptop is set up the same way and then opened on the screen. With `--keys` nobody touches a mouse. The status is
not 0 if any step failed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import day  # noqa: E402  (found beside this file, and importing the project from the line above)
from council import JO, PRIYA, Council  # noqa: E402  (likewise)
from desk import Laptop, StepFailed  # noqa: E402  (likewise)
from diary import Diary  # noqa: E402  (likewise)

from desktop.ui.words import sending  # noqa: E402  (likewise)

MORNING = datetime.fromisoformat("2026-10-06T10:42:00+01:00")
PASSPHRASE = "kettle purple ladder harbour anchor"  # noqa: S105  (the demonstration's, shown on its unlock page)
PRIYAS = "The school rang in September: Maya was late nine times in three weeks."
JOS = "The form tutor rang in September, after nine late marks in three weeks, and Dana rang back."


def main() -> int:
    """Live the day; the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--screen", action="store_true")
    parser.add_argument("--keys", action="store_true")
    parser.add_argument("--families", type=int, default=14)
    parser.add_argument(
        "--program", type=Path, default=Path(__file__).with_name("laptop.py"), help="what a laptop runs"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "demo")
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    options.out.mkdir(parents=True)
    council = Council(options.out / "council")
    laptops: list[Laptop] = []
    try:
        council.open()
        families = council.enter_families(options.families, MORNING.date())
        jo, priya = (_laptop(options, name) for name in ("jo", "priya"))
        laptops += (jo, priya)
        if options.screen:
            return _on_screen(council, jo)
        _live(council, jo, priya, Diary(options.out, council, len(families)))
    except StepFailed as failed:
        print(f"The day stopped: {failed}", file=sys.stderr)
        return 1
    finally:
        for laptop in laptops:
            laptop.drop()
        council.close()
    print(f"The day is over: see {options.out / 'day.md'}")
    return 0


def _live(council: Council, jo: Laptop, priya: Laptop, diary: Diary) -> None:
    with diary.chapter(
        "The laptop is set up", "Jo types the council's address and a one-time code, and chooses a passphrase."
    ):
        jo.switch_on()
        jo.do("set_up", code=council.code(JO), address=council.url, passphrase=PASSPHRASE)
        jo.do("look_at_the_day")
    with diary.chapter(
        "In the living room", "The line is cut. Jo writes notes, answers of the assessment, and an action."
    ):
        council.cut()
        for step in (
            "visit_the_family",
            "write_the_assessment",
            "write_the_plan",
            "finish_the_visit",
            "see_what_waits",
        ):
            jo.do(step)
    diary.look_for(jo.root, day.THEIR_WORDS, day.WORRY, day.LED_TO, day.ACTION, day.FAMILY)
    with diary.chapter(
        "Back at the office", "The line is there again. Jo sends, and prints the assessment for the family."
    ):
        council.connect()
        jo.do("send", expecting=sending.UP_TO_DATE)
        jo.do("print_copies")
    with diary.chapter("A colleague's laptop", "Priya sets hers up and finds Jo's words on it."):
        priya.switch_on()
        priya.do("set_up", code=council.code(PRIYA), address=council.url, passphrase=PASSPHRASE)
        priya.do("read_what_came")
    with diary.chapter(
        "Two people, one sentence", "Both change the same answer before either sends. Nothing is lost; Jo chooses."
    ):
        council.cut()
        priya.do("correct", said=PRIYAS)
        jo.do("correct", said=JOS)
        council.connect()
        priya.do("send", expecting=sending.UP_TO_DATE)
        jo.do("send", expecting=sending.NEEDS_YOU)
        jo.do("settle")
        jo.do("send", expecting=sending.UP_TO_DATE)
    with diary.chapter("The next morning", "Jo opens the laptop with the passphrase, and everything is there."):
        jo.switch_off()
        jo.switch_on()
        jo.do("unlock", passphrase=PASSPHRASE)
        jo.switch_off()
        priya.switch_off()
    diary.close()


def _on_screen(council: Council, jo: Laptop) -> int:
    jo.switch_on()
    jo.do("set_up", code=council.code(JO), address=council.url, passphrase=PASSPHRASE)
    jo.switch_off()
    command = [sys.executable, "-P", "-m", "desktop", "--root", str(jo.root), "--demo", str(jo.demo)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def _laptop(options: argparse.Namespace, name: str) -> Laptop:
    out = options.out
    demo = out / f"{name}.json"
    demo.write_text(json.dumps({"passphrase": PASSPHRASE, "at": MORNING.isoformat(), "prints": str(out / "prints")}))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    return Laptop(out / name, demo, out, f"{name}-", environment, keys=options.keys, program=options.program)


if __name__ == "__main__":
    sys.exit(main())
