"""What the command line takes as arguments, looked at before anything is done; and what it says of one that is none.

Each is given to argparse as a type, which tells the sentence and ends with status 2.
"""

import re
from argparse import ArgumentTypeError
from urllib.parse import urlsplit

from sync.server.person_links import PersonIn

_COUNCIL = re.compile(r"[a-z][a-z0-9-]{1,39}")
_OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
MOST_REVISIONS = 100_000
FAMILY = "the family's id, of 22 letters"


def a_council(text: str) -> str:
    """A council's id, which stands in the names of schemas, roles and folders."""
    if _COUNCIL.fullmatch(text) is None:
        raise ArgumentTypeError("a council's id is 2 to 40 small letters, digits and hyphens, a letter first")
    return text


def a_server(text: str) -> str:
    """An address that laptops go to: none of them sends anything in the clear, but to its own machine."""
    try:
        address = urlsplit(text)
        host, scheme, _port = address.hostname, address.scheme, address.port
    except ValueError:
        host = None
    if not host or not (scheme == "https" or (scheme == "http" and host in _OWN_MACHINE)):
        raise ArgumentTypeError("a server's address begins with https:// and names a host")
    return text


def a_port(text: str) -> int:
    """A port; 0 for any that is free."""
    if not (text.isascii() and text.isdecimal() and int(text) < 2**16):
        raise ArgumentTypeError("a port is a number below 65536")
    return int(text)


def some(text: str) -> int:
    """How many, at least one."""
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise ArgumentTypeError("a number from 1 on is meant")
    return int(text)


def revisions(text: str) -> int:
    """How many revisions."""
    if not (text.isascii() and text.isdecimal() and int(text) <= MOST_REVISIONS):
        raise ArgumentTypeError("a number from 0 to 100000 is meant")
    return int(text)


def a_person(text: str) -> PersonIn:
    """A person in a family."""
    try:
        return PersonIn.read(text)
    except ValueError:
        raise ArgumentTypeError("a person is named FAMILY/PERSON, or FAMILY/PERSON/COMPARTMENT, by their ids") from None
