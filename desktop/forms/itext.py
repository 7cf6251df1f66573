"""The translations of a form: language, name of the text, and its pieces; pictures and sounds beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.forms.expressions import Expression

Pieces = tuple[str | Expression, ...]


@dataclass(frozen=True, slots=True)
class Itext:
    """`texts[language][name]` are pieces; `media[language][name]` maps a kind (image, audio) to a file name."""

    languages: tuple[str, ...] = ()
    default: str = ""
    texts: Mapping[str, Mapping[str, Pieces]] = field(default_factory=dict)
    media: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)

    def pieces(self, language: str, name: str) -> Pieces:
        """The text in that language, else in the form's default one, else nothing."""
        for spoken in (language, self.default):
            found = self.texts.get(spoken, {}).get(name)
            if found is not None:
                return found
        return ()

    def files(self, language: str, name: str) -> Mapping[str, str]:
        return self.media.get(language, {}).get(name) or self.media.get(self.default, {}).get(name) or {}

    def expressions(self, name: str) -> list[Expression]:
        """The outputs of that text in any language."""
        return [p for texts in self.texts.values() for p in texts.get(name, ()) if isinstance(p, Expression)]
