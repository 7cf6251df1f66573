"""How `doorstep-central` is used: what each command says of itself, and what it says when it cannot do what was asked."""

import argparse
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.server.cli import _parser, main
from tests.house.sources import ROOT
from tests.support.central import Central, Refused

REFUSED, WRONG_USAGE = 1, 2
FOUNDING = ("--name", "Northmere Council", "--server", "https://doorstep.example")


def commands(parser: argparse.ArgumentParser, named: str = "") -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Every command by its whole name, what its list says of it, and its own parser."""
    for group in (action for action in parser._actions if isinstance(action, argparse._SubParsersAction)):
        about = {choice.dest: choice.help or "" for choice in group._choices_actions}
        for name, command in group.choices.items():
            whole = f"{named} {name}".strip()
            yield whole, about[name], command
            yield from commands(command, whole)


@pytest.mark.parametrize(("name", "about", "command"), [*commands(_parser())], ids=lambda one: str(one)[:20])
def test_each_command_and_each_argument_says_what_it_is(name: str, about: str, command: argparse.ArgumentParser):
    assert about, name
    for action in command._actions:
        assert action.help or isinstance(action, argparse._SubParsersAction), (name, action.dest)


def test_operations_md_names_each_command():
    told = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")

    missing = [name for name, _about, _command in commands(_parser()) if not re.search(rf"\b{name}\b", told)]

    assert missing == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("history", "-1"),
        ("history", "100001"),
        ("serve", "--port", "99999"),
        ("serve", "--workers", "0"),
        ("links", "of", "Leo"),
        ("council", "Bad Id", *FOUNDING),
        ("council", "northmere", "--name", "Northmere Council", "--server", "doorstep.example"),
        ("council", "northmere", "--name", "Northmere Council", "--server", "http://doorstep.example"),
        ("council", "northmere", "--name", "Northmere Council", "--server", "https://[::1"),
    ],
    ids=" ".join,
)
def test_an_argument_that_is_none_is_told_in_a_sentence(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SystemExit) as ended:
        main(["--database", "sqlite:///none.db", *arguments])

    said = capsys.readouterr().err.splitlines()[-1]
    assert ended.value.code == WRONG_USAGE
    assert len(said) < 200
    assert "invalid" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--database", "sqlite:////nowhere/central.db", "verify"), "the database cannot be opened"),
        (("--database", "postgresql://nobody@127.0.0.1:1/none", "verify"), "the database cannot be opened"),
        (("--database", "northmere", "verify"), "--database is no URL"),
        (("--keys", "/proc/none", "council", "northmere", *FOUNDING), "/proc/none: No such file"),
        (("council", "northmere", *FOUNDING, "--shares", "/proc/none"), "/proc/none: No such file"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_what_cannot_be_done_is_told_in_one_sentence(
    arguments: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(tmp_path)

    status = main(arguments)

    (line,) = capsys.readouterr().err.splitlines()
    assert status == REFUSED
    assert line.startswith(f"doorstep-central: {said}")


def test_a_port_that_is_taken_is_told_in_one_sentence(tmp_path: Path):
    council = Central(tmp_path, f"sqlite:///{tmp_path}/central.db")

    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(Refused) as refused:
        council.run("serve", "--port", str(taken.getsockname()[1]))

    assert "Address already in use" in str(refused.value)


def test_a_council_whose_shares_cannot_be_written_is_not_founded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "share-2.txt").touch()

    refused = main(("council", "northmere", *FOUNDING, "--shares", "."))
    founded = main(("--keys", "others", "council", "northmere", *FOUNDING, "--shares", "shares"))

    assert (refused, founded) == (REFUSED, 0)


def test_a_backup_never_takes_the_place_of_the_database_itself(tmp_path: Path):
    council = Central(tmp_path, f"sqlite:///{tmp_path}/central.db")
    before = (tmp_path / "central.db").stat().st_ino

    for name in (tmp_path / "central.db", tmp_path / "." / "central.db"):
        with pytest.raises(Refused):
            council.run("backup", str(name))

    assert (tmp_path / "central.db").stat().st_ino == before
