"""Publishing: workbook → XForm → every rule of ours → what changed since the last version → the file that is signed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.forms.definition import FormDefinition
from desktop.forms.errors import FormInvalid
from desktop.publishing.comparison import Change, changes_since
from desktop.publishing.complaints import WorkbookRefused
from desktop.publishing.conversion import xform_of
from desktop.publishing.lint import faults_of_form, faults_of_workbook
from desktop.publishing.workbook import Workbook


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What was checked: digests are SHA-256 in hexadecimal. `changes` are those since the previous version."""

    form_id: str
    version: str
    digest: str
    workbook_digest: str
    questions: int
    changes: tuple[Change, ...]
    xform: bytes


def check(xlsx: Path, previous: FormDefinition | None = None) -> PublishReport:
    """Everything `publish` does but writing. Raises WorkbookRefused with every complaint found."""
    workbook = Workbook.read(xlsx)
    complaints = list(faults_of_workbook(workbook))
    if complaints:
        raise WorkbookRefused(complaints)
    xform = xform_of(xlsx)
    try:
        definition = FormDefinition.parse(xform)
    except FormInvalid as refusal:
        raise WorkbookRefused(list(faults_of_form(refusal, workbook))) from None
    changes = tuple(changes_since(previous, definition)) if previous is not None else ()
    blocking = [change.complaint(workbook) for change in changes if change.blocks]
    if blocking:
        raise WorkbookRefused(blocking)
    asked = sum(q.kind not in {"group", "repeat", "note"} for q in definition.questions())
    return PublishReport(
        definition.form_id, definition.version, definition.digest, workbook.digest, asked, changes, xform
    )


def publish(xlsx: Path, out: Path, previous: FormDefinition | None = None) -> PublishReport:
    """Write the XForm to `out`. Raises WorkbookRefused; then nothing is written."""
    report = check(xlsx, previous)
    out.write_bytes(report.xform)
    return report
