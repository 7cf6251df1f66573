"""What a new version changes for records begun with the old one; some of it must be said in the workbook first (`fh:was`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.forms.definition import FormDefinition, Question
from desktop.forms.migration import codes_of, successors
from desktop.publishing.complaints import Complaint
from desktop.publishing.workbook import Workbook

_WORDS = {
    "added": "A new question.",
    "moved": "It was called something else before.",
    "removed": "The version before has this question. Bring it back, or name it in bind::fh:was of the one that takes its place.",
    "kind": "Its type changed: answers already given may not fit. Give it a new name, and the old one in bind::fh:was.",
    "choice": "A choice was taken away that answers may already hold: {detail}. Keep it, and hide it with a choice filter.",
    "version": "The form changed but its version did not. Raise the version on the settings sheet.",
}
_BLOCKING = frozenset({"removed", "kind", "choice", "version"})


@dataclass(frozen=True, slots=True)
class Change:
    """`what`: added, moved, removed, kind, choice or version; `detail` the codes that went."""

    what: str
    path: str
    detail: str = ""

    @property
    def blocks(self) -> bool:
        return self.what in _BLOCKING

    def complaint(self, workbook: Workbook) -> Complaint:
        name = self.path.rpartition("/")[2]
        row = workbook.row_of(name)
        words = _WORDS[self.what].format(detail=self.detail)
        sheet = "settings" if self.what == "version" else "survey"
        return Complaint(sheet, row, "", words if row else f"{name}: {words}")


def changes_since(old: FormDefinition, new: FormDefinition) -> Iterator[Change]:
    if old.digest == new.digest:
        return
    if old.form_id == new.form_id and old.version == new.version:
        yield Change("version", "version")
    here = {q.path: q for q in new.questions()}
    follow = successors(old, new)
    for question in old.questions():
        path = follow.get(question.path, "")
        if path not in here:
            yield from () if question.kind == "note" else (Change("removed", question.path),)
        else:
            yield from _differences(question, here[path], old, new)
    yield from (Change("added", path) for path in here if path not in follow.values())


def _differences(was: Question, now: Question, old: FormDefinition, new: FormDefinition) -> Iterator[Change]:
    if was.path != now.path:
        yield Change("moved", now.path, was.path)
    if was.kind != now.kind and {was.kind, now.kind} != {"text", "long"}:
        yield Change("kind", now.path)
    gone = set(codes_of(old, was.path)) - set(codes_of(new, now.path))
    if gone:
        yield Change("choice", now.path, ", ".join(sorted(gone)))
