"""The whole-family record: people, where they live, how they belong together, who helps; changed, taken out and put back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from desktop.casework.consents import Consents, Conversation
from desktop.casework.families import Families, matching
from desktop.casework.households import Household, Households, NewAddress, NewResidence
from desktop.casework.network import Network, NewContact
from desktop.casework.overview import Overviews
from desktop.casework.parts import Parts
from desktop.casework.people import DateInFuture
from desktop.casework.picture import FamilyPicture, Pictures
from desktop.casework.relations import AlreadyRelated, NewRelation, Relations
from desktop.store.tables import change, change_set
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from tests.support.desks import JO, TODAY, a_family, a_person, hartley_okoro

REFUGE = {"line1": "9 Quiet Row", "town": "Farmouth", "postcode": "ZZ9 9ZZ"}


def pictured(desk, family) -> FamilyPicture:
    return Pictures(desk).of(family)


def person(picture: FamilyPicture, name: str) -> str:
    return next(sheet.person for sheet in picture.people if sheet.card.name == name)


def test_the_mockups_family_is_told_whole(desk):
    picture = pictured(desk, hartley_okoro(desk))

    assert [sheet.card.name for sheet in picture.people] == ["Maya", "Leo", "Ruby", "Pat", "Chidi", "Dana"]
    (home,) = picture.households
    assert (home.line, len(home.people), home.hidden) == ("14 Fern Close, Aldermoor, ZZ1 4QQ", 5, False)
    assert {contact.name: contact.covered for contact in picture.contacts} == {"Nadia Khan": False, "Sam Peel": True}


def test_a_field_is_changed_over_what_was_shown_and_a_wrong_number_only_warns(desk):
    family = a_family(desk)
    tom = a_person(desk, family)

    Parts(desk).change("person", tom, "nhs_number", "999 000 0019", "")
    Parts(desk).change("person", tom, "upn", "B801200005001", "")

    sheet = pictured(desk, family).sheet(tom)
    assert (sheet.values["nhs_number"], sheet.nhs_warning, sheet.upn_warning) == ("999 000 0019", "wrong_check", "")


def test_what_a_colleague_wrote_meanwhile_is_not_written_over(desk):
    family = a_family(desk)
    tom = a_person(desk, family, school="Millbrook Primary")
    parts = Parts(desk)
    parts.change("person", tom, "health", "Asthma.", "")

    parts.change("person", tom, "health", "Hay fever.", "")

    assert "Asthma." in pictured(desk, family).sheet(tom).values["health"]


def test_nobody_is_born_in_the_future(desk):
    tom = a_person(desk, a_family(desk))

    with pytest.raises(DateInFuture):
        Parts(desk).change("person", tom, "born_on", TODAY + timedelta(days=1), None)


def test_who_is_taken_out_is_told_with_the_reason_and_comes_back_as_they_were(desk):
    family = a_family(desk)
    tom = a_person(desk, family, school="Millbrook Primary")
    parts = Parts(desk)

    parts.take_out("person", tom, "Belongs to another family")
    parts.take_out("person", tom, "Said twice")
    (gone,) = pictured(desk, family).gone
    assert (gone.kind, gone.record, gone.why, gone.by) == ("person", tom, "Belongs to another family", JO.user)
    assert pictured(desk, family).people == ()

    parts.put_back("person", tom)

    assert pictured(desk, family).sheet(tom).values["school"] == "Millbrook Primary"
    assert pictured(desk, family).gone == ()


def test_a_child_has_two_homes_and_the_one_of_most_children_is_home(desk):
    family = a_family(desk)
    tom, esme, dad = (a_person(desk, family, name, years=years) for name, years in (("T", 9), ("E", 6), ("Rob", 40)))
    homes = Households(desk)
    mums = homes.add(family, NewAddress({"line1": "1 High Street"}, people=(tom, esme)))
    dads = homes.add(family, NewAddress({"line1": "2 Low Street"}, "second", people=(dad,)))
    homes.move_in(NewResidence(tom, dads, "second", 2))

    picture = pictured(desk, family)

    assert [home.address for home in picture.homes_of(tom)] == [mums, dads]
    assert {card.name: card.at_home for card in Overviews(desk).of(family).people} == {
        "T": True,
        "E": True,
        "Rob": False,
    }
    living = next(one for one in _at(picture, dads).people if one.person == tom)
    assert (living.values["days_per_week"], living.is_main) == (2, False)


def test_who_moved_out_and_in_again_lives_there_once(desk):
    family = a_family(desk)
    tom = a_person(desk, family)
    home = Households(desk).add(family, NewAddress({"line1": "1 High Street"}, people=(tom,)))
    (living,) = _at(pictured(desk, family), home).people
    Parts(desk).take_out("residence", living.residence, "Moved to his nan")

    Households(desk).move_in(NewResidence(tom, home))

    assert [one.person for one in _at(pictured(desk, family), home).people] == [tom]


def test_a_hidden_address_is_nowhere_in_the_shared_record(desk):
    family = a_family(desk)
    mum = a_person(desk, family, "Kate", "parent")

    refuge = Households(desk).add(family, NewAddress(REFUGE, "refuge", hidden=True, people=(mum,)))

    shared, restricted = (stream_id(family, one) for one in (Compartment.SHARED, Compartment.RESTRICTED))
    written = _written(desk)
    assert any("Quiet Row" in text for text in written[restricted])
    for stream, texts in written.items():
        if stream != restricted:
            for marker in (*REFUGE.values(), refuge):
                assert not any(marker in text for text in texts), stream == shared


def test_a_hidden_address_is_not_found_by_its_street_and_is_not_in_what_may_leave(desk):
    family = a_family(desk)
    mum = a_person(desk, family, "Kate", "parent")
    refuge = Households(desk).add(family, NewAddress(REFUGE, "refuge", hidden=True, people=(mum,)))

    assert _at(pictured(desk, family), refuge).hidden
    assert matching(Families(desk).mine(), "quiet row") == ()
    assert pictured(desk, family).without_hidden().households == ()


def test_a_relationship_is_said_once_and_told_from_both_sides(desk):
    family = a_family(desk)
    nan, tom = a_person(desk, family, "Pat", "adult"), a_person(desk, family)
    relations = Relations(desk)
    relations.add(family, NewRelation(nan, "grandparent", tom, quality="close"))

    (relation,) = pictured(desk, family).relations

    assert relation.seen_from(tom) == (nan, "grandparent")
    assert relation.seen_from(nan) == (tom, "grandchild")
    with pytest.raises(AlreadyRelated):
        relations.add(family, NewRelation(tom, "friend", nan))


def test_a_relationship_that_was_taken_out_can_be_said_anew(desk):
    family = a_family(desk)
    nan, tom = a_person(desk, family, "Pat", "adult"), a_person(desk, family)
    record = Relations(desk).add(family, NewRelation(nan, "mother", tom))
    Parts(desk).take_out("relationship", record, "She is his grandmother")

    again = Relations(desk).add(family, NewRelation(nan, "grandparent", tom))

    assert again == record
    assert [one.relation for one in pictured(desk, family).relations] == ["grandparent"]


def test_the_lead_leads_the_list_of_professionals_and_who_has_left_ends_it(desk):
    family = a_family(desk)
    network = Network(desk)
    left = network.add(family, NewContact("Ann"))
    network.add(family, NewContact("Bea"))
    network.add(family, NewContact("Cem", is_lead=True))
    Parts(desk).change("professional", left, "until_on", date(2026, 1, 1), None)

    assert [contact.name for contact in pictured(desk, family).contacts] == ["Cem", "Bea", "Ann"]


def test_consent_covers_a_professional_by_the_name_of_their_agency(desk):
    family = a_family(desk)
    mum = a_person(desk, family, "Kate", "parent")
    Network(desk).add(family, NewContact("Ann", agency="school"))
    assert not pictured(desk, family).contacts[0].covered

    Consents(desk).record(family, Conversation(mum, "given", ("school",)))

    assert pictured(desk, family).contacts[0].covered


def _at(picture: FamilyPicture, address: str) -> Household:
    return next(home for home in picture.households if home.address == address)


def _written(desk) -> dict[str, list[str]]:
    """All that waits to be sent, by stream: the sets are what a server would get."""
    found: dict[str, list[str]] = {}
    with desk.store.viewing() as connection:
        rows = connection.execute(select(change_set.c.stream, change).join(change, change.c.n == change_set.c.n)).all()
    for row in rows:
        found.setdefault(row.stream, []).append(" ".join(str(part) for part in row))
    return found
