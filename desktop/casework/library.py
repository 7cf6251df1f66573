"""The published forms on this laptop. A record pins the version that it was begun with, so every version ever used stays."""

import hashlib
import re
from pathlib import Path

from desktop.errors import DoorstepError
from desktop.forms import FormDefinition

_REPEAT_IDS = re.compile(r"\{[^}]*\}")


class FormMissing(DoorstepError):
    """The version of a form that a record was made with is not on this laptop."""


class Library:
    """Forms by their digest, read when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._definitions: dict[str, FormDefinition] = {}

    def latest(self, form_id: str) -> FormDefinition:
        """The version that new records begin with.

        Raises:
            FormMissing: there is none with this id.
            FormInvalid: its file does not compile.
        """
        path = self._folder / f"{form_id}.xml"
        if not path.is_file():
            raise FormMissing
        published = path.read_bytes()
        digest = hashlib.sha256(published).hexdigest()
        if digest not in self._definitions:
            self._definitions[digest] = FormDefinition.parse(published)
        return self._definitions[digest]

    def get(self, form_id: str, digest: str) -> FormDefinition:
        """The very version that a record was made with.

        Raises:
            FormMissing: it is not on this laptop.
        """
        if digest not in self._definitions:
            self.latest(form_id)
        if digest not in self._definitions:
            raise FormMissing
        return self._definitions[digest]

    def question(self, form_id: str, key: str) -> str:
        """What the newest form asks under a key, in its first language; empty where it has no such question."""
        path = _REPEAT_IDS.sub("", key)
        definition = self.latest(form_id)
        labels = (one.labels for one in definition.questions() if one.key_path == path)
        return next((label.get(definition.default_language, "") for label in labels), "")
