"""Streams that are of no family (sync.md, section 1). Their owner stands where a family's id does, so that they travel like any other.

    person      a worker's own notes and time                 that worker
    team_desk   what a manager tells a team                   its workers read, its managers write
    inbox       what has come before there is a family        the front door
    reference   what everybody needs to know                  everyone reads, the council alone writes

A kind of record that is declared for families lies here only if it is named; kinds not known to this release may, since newer ones will.
"""

from enum import StrEnum

from sync.records.ids import natural_id


class Owned(StrEnum):
    """What stands where a compartment does."""

    PERSON = "person"
    TEAM_DESK = "team_desk"
    INBOX = "inbox"
    REFERENCE = "reference"


OWNED = frozenset(Owned)
MAY_LIE_IN = {
    Owned.PERSON: frozenset({"note", "own_time", "conflict", "concern", "disclosure"}),
    Owned.TEAM_DESK: frozenset({"conflict"}),
    Owned.INBOX: frozenset({"conflict"}),
    Owned.REFERENCE: frozenset({"settings"}),
}
"""The kinds of records that have a use without a family: a worker's own notes and time, and concerns about a child whose family they do not have;
wherever people write what two of them wrote at once; and what the council sets."""


def owner_id(owned: Owned, whose: str = "") -> str:
    """The owner's id: of a person by their user id, of a team's desk by the team's name; the others are the council's."""
    return natural_id("owner", owned, whose)
