"""Merging sets of choices: what either person added is in, what either took away is out."""

from collections.abc import Iterable


def merge_choices(base: Iterable[str], mine: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """The merged set, in the order of the wire."""
    before, one, other = set(base), set(mine), set(theirs)
    return sorted((one & other) | (one - before) | (other - before))
