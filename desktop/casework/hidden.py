"""How a record says that it is kept from the family: out of their copy, folded away where they may be looking."""

HIDDEN = "not_for_family"


def sensitivity(*, hidden: bool) -> str:
    """What a record of that kind holds."""
    return HIDDEN if hidden else "normal"
