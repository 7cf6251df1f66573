"""Pictures of every screen: `python -m tests.screens [--only WORD] [--out FOLDER] [--docs]`.

Into FOLDER goes each screen in each theme and at twice the text size. With `--docs` the light ones go to docs/gallery too, with their index.
"""

import argparse
import os
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from desktop.ui import theme
from tests.screens.index import write_index
from tests.screens.looks import LIGHT, LOOKS
from tests.screens.registry import SCREENS
from tests.screens.room import Room, room

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "gallery"
WIDE, HIGH, PALETTE = 1366, 768, 96


def main() -> None:
    """Every look in a laptop of its own: what a theme before it left behind would not be seen."""
    asked = _asked()
    app = QApplication(["doorstep", *theme.ARGUMENTS])
    for look, worn in LOOKS.items():
        began = time.process_time()
        theme.dress(app, worn)
        folder = asked.out / look
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as vault, room(Path(vault), WIDE, HIGH) as opened:
            _render(opened, folder, asked.only)
        print(f"{look}: {time.process_time() - began:.1f} s", flush=True)
    if asked.docs:
        shutil.rmtree(DOCS, ignore_errors=True)
        shutil.copytree(asked.out / LIGHT, DOCS)
        write_index(DOCS / "README.md")


def _render(opened: Room, folder: Path, only: str) -> None:
    for screen in SCREENS:
        if only in screen.name:
            screen.open(opened)
            _save(opened.shown.grab().toImage(), folder / f"{screen.name}.png")
            opened.clear()


def _save(image: QImage, path: Path) -> None:
    """With a palette of the theme's colours and the commonest of all others, which is a third of the size and looks the same."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    common = [colour for colour, _n in Counter(memoryview(plain.constBits()).cast("I")).most_common(PALETTE)]
    worn = [QColor(said).rgb() for said in theme.current().hexes.values()]
    palette = list(dict.fromkeys((*worn, *common)))[:256]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    written = QImageWriter(str(path), b"PNG")
    written.setCompression(100)
    if not written.write(plain.convertToFormat(QImage.Format.Format_Indexed8, palette, flags)):
        raise OSError(path.name)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="screens whose name has this in it")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "gallery")
    parser.add_argument("--docs", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
