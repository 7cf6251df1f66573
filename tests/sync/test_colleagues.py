"""Who wrote what is told by name."""

import msgspec

from desktop.casework.colleagues import Colleagues
from sync.protocol.messages import Manifest
from tests.support.central import Central
from tests.support.desks import a_family
from tests.sync.conftest import NewLaptop


def test_the_person_of_the_second_laptop_is_named_on_the_first_after_a_sync(council: Central, a_laptop: NewLaptop):
    jo, sam = a_laptop(), a_laptop(name="Sam Adeyemi")
    family = a_family(jo.desk)
    jo.sync()
    before = Colleagues(jo.desk).name(sam.user)
    council.run("allocate", family, sam.user)

    jo.sync()

    named = Colleagues(jo.desk)
    assert (before, named.name(sam.user), named.name(jo.user)) == ("", "Sam Adeyemi", "Jo Ellery")


def test_who_has_left_a_family_is_still_named(council: Central, a_laptop: NewLaptop):
    jo, sam = a_laptop(), a_laptop(name="Sam Adeyemi")
    family = a_family(jo.desk)
    jo.sync()
    council.run("allocate", family, sam.user)
    council.run("allocate", family, sam.user, "--remove")

    jo.sync()
    sam.sync()

    assert Colleagues(jo.desk).name(sam.user) == "Sam Adeyemi"
    assert Colleagues(sam.desk).name(jo.user) == ""


def test_the_manifest_of_an_earlier_server_is_read_and_takes_no_name_away(a_laptop: NewLaptop):
    jo = a_laptop()
    jo.store.put_setting("staff", {"u-sam": "Sam Adeyemi"})

    earlier = msgspec.json.decode(b'{"v":1,"epoch":"1","minimum":"0.1.0","streams":[]}', type=Manifest)
    jo.replica.finish(earlier, None)

    assert Colleagues(jo.desk).name("u-sam") == "Sam Adeyemi"
