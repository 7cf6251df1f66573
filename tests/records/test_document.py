"""The page of fields that people read."""

from pathlib import Path

from sync.records.document import document
from sync.records.registry import RECORDS

PAGE = Path(__file__).parents[2] / "docs" / "fields.md"


def test_the_page_of_fields_is_current():
    assert PAGE.read_text(encoding="utf-8") == document(), "python -m sync.records.document > docs/fields.md"


def test_the_page_names_every_kind():
    assert all(f"\n## {record.kind}\n" in document() for record in RECORDS)
