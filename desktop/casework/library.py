"""The published forms on this laptop. A record pins the version that it was begun with, so every version ever used stays."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from desktop.errors import DoorstepError
from desktop.forms import FormDefinition

_NAME = re.compile(r"[\w-]+")
_REPEAT_IDS = re.compile(r"\{[^}]*\}")


class FormMissing(DoorstepError):
    """The version of a form that a record was made with is not on this laptop."""


class Library:
    """Forms by their digest, read when first asked for. The newest lies in `<id>.xml`, those before it in `<id>-<anything>.xml`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._definitions: dict[str, FormDefinition] = {}

    def latest(self, form_id: str) -> FormDefinition:
        """The version that new records begin with.

        Raises:
            FormMissing: there is none with this id.
            FormInvalid: its file does not compile.
        """
        published = next(self._published(form_id, ".xml"), None)
        if published is None:
            raise FormMissing
        return self._definition(published, hashlib.sha256(published).hexdigest())

    def get(self, form_id: str, digest: str) -> FormDefinition:
        """The very version that a record was made with.

        Raises:
            FormMissing: it is not on this laptop.
            FormInvalid: its file, or the newest in its place, does not compile.
        """
        if digest in self._definitions:
            return self._definitions[digest]
        for published in self._published(form_id, ".xml", "-*.xml"):
            if hashlib.sha256(published).hexdigest() == digest:
                return self._definition(published, digest)
        self.latest(form_id)  # which says so, where it is missing because its file is spoilt
        raise FormMissing

    def holds(self, form_id: str, digest: str = "") -> bool:
        """Whether a version of a form is on this laptop; any of them, without a digest. It is not read."""
        published = self._published(form_id, ".xml", "-*.xml")
        return digest in self._definitions or any(
            not digest or hashlib.sha256(one).hexdigest() == digest for one in published
        )

    def _published(self, form_id: str, *ends: str) -> Iterator[bytes]:
        """The files of a form. Its id may come from somebody's record, so it must be a plain name (F18)."""
        for end in ends if _NAME.fullmatch(form_id) else ():
            yield from (path.read_bytes() for path in sorted(self._folder.glob(form_id + end)))

    def _definition(self, published: bytes, digest: str) -> FormDefinition:
        if digest not in self._definitions:
            self._definitions[digest] = FormDefinition.parse(published)
        return self._definitions[digest]

    def question(self, form_id: str, key: str) -> str:
        """What the newest form asks under a key, in its first language; empty where it has no such question."""
        path = _REPEAT_IDS.sub("", key)
        definition = self.latest(form_id)
        labels = (one.labels for one in definition.questions() if one.key_path == path)
        return next((label.get(definition.default_language, "") for label in labels), "")
