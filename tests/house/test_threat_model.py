"""What the threat model says is proved has its proof."""

import re

from tests.house.sources import ROOT, python

_NAMED = re.compile(r"`(test_\w+)`")


def test_every_test_that_the_threat_model_names_exists():
    named = set(_NAMED.findall((ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")))
    there = {name for source in python("tests/") for name in re.findall(r"def (test_\w+)", source.text)}

    assert len(named) > 50
    assert named - there == set()
