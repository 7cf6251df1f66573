"""F12: the one profile that a database is opened with, each setting in order and read back."""

import pytest

from desktop.store import profile
from desktop.store.errors import ProfileRefused
from tests.store.laptop import KEY, Laptop

IN_ORDER = (
    *("cipher_memory_security", "temp_store", "secure_delete", "trusted_schema", "cell_size_check", "foreign_keys"),
    *("journal_mode", "synchronous"),
)


def test_the_settings_are_those_of_the_rule_in_its_order():
    assert tuple(name for name, _value, _expected in profile._PROFILE)[: len(IN_ORDER)] == IN_ORDER


def test_every_setting_holds_in_an_open_database(laptop: Laptop):
    connection = profile.open_connection(laptop.path, KEY)

    held = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name, _value, _expected in profile._PROFILE}
    connection.close()

    assert held == {name: expected for name, _value, expected in profile._PROFILE}


@pytest.mark.parametrize("setting", profile._PROFILE, ids=lambda setting: setting[0])
def test_a_setting_that_the_library_does_not_take_refuses_the_database(laptop: Laptop, monkeypatch, setting):
    laptop.store.close()
    name, value, _expected = setting
    monkeypatch.setattr(profile, "_PROFILE", ((name, value, "what it does not answer"),))

    with pytest.raises(ProfileRefused) as refused:
        profile.open_connection(laptop.path, KEY)

    assert refused.value.name == name
