"""The messages of the search before a family is begun (F17): who it is about, and no more than whether somebody like them is known."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from sync.protocol.limits import SEARCH_PEOPLE

_Name = Annotated[str, Meta(max_length=100)]
_Code = Annotated[str, Meta(max_length=20)]
_Names = Annotated[list[_Name], Meta(max_length=4)]


class SoughtPerson(Struct, frozen=True, omit_defaults=True):
    """A person as far as they are known."""

    first_names: _Names = []
    surnames: _Names = []
    born_on: Annotated[str, Meta(pattern=r"^(\d{4}-\d\d-\d\d)?$")] = ""
    postcodes: Annotated[list[_Code], Meta(max_length=4)] = []
    nhs_number: _Code = ""
    upn: _Code = ""


class FamilySearch(Struct, frozen=True):
    """POST /v1/search: the people of one family."""

    people: Annotated[list[SoughtPerson], Meta(min_length=1, max_length=SEARCH_PEOPLE)]


class FamilySearched(Struct, frozen=True):
    """The answer: whether a family is known in which somebody may be, or probably is, one of them. Never which."""

    known: Literal["no", "possible", "likely"]
