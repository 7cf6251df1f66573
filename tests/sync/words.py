"""Tokens that exist once, in values of every form."""

from typing import Any

CODES: dict[str, tuple[Any, ...]] = {"minutes": (5, 20, 45), "status": ("answered", "declined", "not_asked")}
"""Columns that no token fits into, and what they may hold."""


def tokens(value: Any) -> frozenset[str]:
    """The tokens in a value of any form."""
    match value:
        case str():
            return frozenset(word.strip(".") for word in value.split() if word.startswith("T"))
        case list() | tuple():
            return frozenset().union(*map(tokens, value))
        case dict():
            return tokens(list(value.values()))
        case _:
            return frozenset()


def words_in(state: bytes) -> frozenset[str]:
    """Every word of a state in canonical form."""
    return frozenset(
        word.strip(".") for word in state.decode().replace('"', " ").replace("'", " ").replace("\\", " ").split()
    )


def changed(column: str, before: Any, at: int, token: str) -> Any:
    """The value with the token written in somewhere: a sentence replaced or put in, a member added, or all of it."""
    match column, before:
        case (("text" | "narrative"), str()):
            parts = before.split(". ")
            at %= len(parts)
            parts[at : at + at % 2 + 1] = [f"Now {token}" + ("." if at + at % 2 + 1 >= len(parts) else "")]
            return ". ".join(parts)
        case (("text" | "narrative"), None):
            return f"First {token}."
        case (("choices" | "words"), tuple()):
            return tuple(sorted({*before[at % 2 :], token}))
        case (("choices" | "words"), None):
            return (token,)
        case "decision", _:
            return {"answer": "given", "on": "2026-10-06", "how": "verbal", "witness": token}
        case "place", _:
            return {"line1": token, "postcode": "ZZ1 4QQ"}
    return token
