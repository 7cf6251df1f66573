"""What b is to a, when a is something to b (domain.md 3.2, B2)."""

_MIRRORED = (
    "partner",
    "spouse",
    "civil_partner",
    "separated",
    "divorced",
    "former_partner",
    "full_sibling",
    "half_sibling",
    "step_sibling",
    "cousin",
    "friend",
    "neighbour",
    "other",
)
_INVERSES = {
    "mother": "child",
    "father": "child",
    "parent": "child",
    "child": "parent",
    "step_parent": "step_child",
    "step_child": "step_parent",
    "adoptive_parent": "adopted_child",
    "adopted_child": "adoptive_parent",
    "foster_carer": "foster_child",
    "foster_child": "foster_carer",
    "special_guardian": "child_under_special_guardianship",
    "child_under_special_guardianship": "special_guardian",
    "kinship_carer": "child_in_kinship_care",
    "child_in_kinship_care": "kinship_carer",
    "grandparent": "grandchild",
    "grandchild": "grandparent",
    "aunt_or_uncle": "niece_or_nephew",
    "niece_or_nephew": "aunt_or_uncle",
    "lodger": "host",
    "host": "lodger",
    **{relation: relation for relation in _MIRRORED},
}
RELATIONS = tuple(_INVERSES)


def inverse(relation: str) -> str:
    """The other direction; a relation that this version does not know is read as other."""
    return _INVERSES.get(relation, "other")
