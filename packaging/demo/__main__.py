"""The demonstration: one visit, from the living room to the council, on two laptops and a server that are processes of their own.

    python packaging/demo [--screen]
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import json
import os
import shutil
from datetime import date
from council import Council, JO
from desk import Laptop

OUT = Path("build/demo")
DAY = "2026-10-06T10:42:00+01:00"
PASSPHRASE = "kettle purple ladder harbour anchor"
shutil.rmtree(OUT, ignore_errors=True); OUT.mkdir(parents=True)
council = Council(OUT / "council")
council.open()
import time
t=time.time(); council.enter_families(14, date(2026,10,6)); print("families", time.time()-t)
demo = OUT / "demo.json"; demo.write_text(json.dumps({"passphrase": PASSPHRASE, "at": DAY}))
env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(Path.cwd())}
jo = Laptop(OUT/"jo", demo, OUT, "", env)
try:
    jo.switch_on()
    jo.do("set_up", code=council.code(JO), address=council.url, passphrase=PASSPHRASE)
    jo.do("look", title="today")
    jo.do("families")
    jo.switch_off()
finally:
    jo.drop(); council.close()
