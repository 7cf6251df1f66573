"""What a JSON schema describes, as a Hypothesis strategy: for the part of JSON Schema that `docs/openapi.json` speaks."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

Schema = dict[str, Any]

LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
ANYTHING: SearchStrategy[Any] = st.recursive(
    LEAVES, lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=8), parts, max_size=4)
)
"""Any JSON at all."""


class Described:
    """Values of a document's schemas. `words` are texts that mean something to whoever is asked, and come often."""

    def __init__(self, document: dict[str, Any], words: list[str]) -> None:
        self._document = document
        self._text = st.sampled_from(words) | st.text(max_size=40)

    def values(self, schema: Schema) -> SearchStrategy[Any]:
        """Values that a schema allows; of one that says nothing, anything."""
        match schema:
            case {"$ref": str(where)}:
                return st.deferred(
                    lambda: self.values(self._document["components"]["schemas"][where.rpartition("/")[2]])
                )
            case {"anyOf": list(choices)}:
                return st.one_of(*map(self.values, choices))
            case {"enum": list(members)}:
                return st.sampled_from(members)
            case {"type": str(name)}:
                return self._typed(name, schema)
        return ANYTHING

    def _typed(self, name: str, schema: Schema) -> SearchStrategy[Any]:
        match name:
            case "object":
                return self._object(schema)
            case "array" if "prefixItems" in schema:
                return st.tuples(*map(self.values, schema["prefixItems"]))
            case "array":
                return st.lists(self.values(schema.get("items", {})), max_size=min(schema.get("maxItems", 4), 4))
            case "string":
                most = schema.get("maxLength")
                return self._text if most is None else self._text.map(lambda text: text[:most])
            case "integer":
                return st.integers(schema.get("minimum"), schema.get("maximum"))
            case "boolean":
                return st.booleans()
            case "number":
                return st.floats(allow_nan=False, allow_infinity=False)
        return st.none()

    def _object(self, schema: Schema) -> SearchStrategy[Any]:
        parts = {name: self.values(part) for name, part in schema.get("properties", {}).items()}
        needed = {name: part for name, part in parts.items() if name in schema.get("required", ())}
        others = {name: part for name, part in parts.items() if name not in needed}
        if not parts:
            return st.dictionaries(self._text, self.values(schema.get("additionalProperties") or {}), max_size=3)
        return st.fixed_dictionaries(needed, optional=others)
