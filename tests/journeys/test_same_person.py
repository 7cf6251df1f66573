"""One boy in two families: a worker asks on his page, her manager agrees on another laptop, both families say so, and it is undone the same way."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtTest import QTest

from desktop.app import post as posts
from desktop.app.gate import COUNCIL_NAME
from desktop.app.line import SERVER, Line
from desktop.app.linking import Linking
from desktop.app.own_passphrase import VaultPassphrase
from desktop.app.pages import Pages, Surroundings
from desktop.app.post import Post
from desktop.casework.person_links import PersonLinks
from desktop.errors import DoorstepError
from desktop.ui.mergers.page import DecidePage
from desktop.ui.people.links_dialogs import AskSame, AskTwo, DecideLink
from desktop.ui.people.person_page import PersonPage
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.shell.window import MainWindow
from desktop.ui.tasks import PoolTasks
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import PlainLabel
from desktop.vault.vault import Vault
from sync.protocol.trouble import Trouble
from tests.support.central import Central
from tests.support.desks import a_family, a_person
from tests.support.laptops import Laptop
from tests.ui import rules
from tests.ui.conftest import light, qapp_args
from tests.vault.vaults import make, means

__all__ = ["light", "qapp_args"]

Asked = TypeVar("Asked", bound=FormDialog)

SOON_MS = 20_000
ALSO_NOVAK, ALSO_NOWAK = "Leo is also in the Novak family", "Leo is also in the Nowak family"


class Open:
    """A laptop whose window is open, as the application wires it."""

    def __init__(self, qtbot, laptop: Laptop, folder: Path, role: str) -> None:
        laptop.store.put_setting(SERVER, laptop.url)
        laptop.store.put_setting(COUNCIL_NAME, "Northmere")
        self.qtbot, self.laptop, self.desk = qtbot, laptop, laptop.desk
        self.tasks = PoolTasks((DoorstepError, Trouble), pytest.fail)
        self.window = MainWindow(demo=True, now=laptop.clock.boottime)
        make(folder)
        passphrase = VaultPassphrase(Vault.open(folder, means()), os.urandom, ())
        line = Line(laptop.store, os.urandom, laptop.central.bundle)
        self.post = Post(line, laptop.desk, self.tasks, lambda: self.window.family)
        self.linking = Linking(self.post, PersonLinks(laptop.desk, role), line, laptop.clock.now, self.tasks)
        around = Surroundings(
            council="Northmere",
            phones=(),
            prints=folder,
            demo=True,
            passphrase=passphrase,
            is_known=line.is_known,
            links=self.linking,
            role=role,
        )
        self.pages = Pages(self.window, laptop.desk, self.tasks, self.post, around)
        self.post.arrived.connect(self.pages.reload)
        self.linking.heard.connect(self.pages.reload)
        self.window.open("today")
        self.window.show()

    def meets_the_council(self) -> None:
        with self.qtbot.waitSignal(self.post.finished, timeout=SOON_MS):
            self.post.send()
        self.linking.ask()

    def said(self) -> str:
        return "\n".join(label.text() for label in rules.shown(self.window, PlainLabel))

    def waits_for(self, words: str, *, gone: bool = False) -> None:
        self.qtbot.waitUntil(lambda: (words in self.said()) != gone, timeout=SOON_MS)

    def press(self, page: type[PersonPage] | type[DecidePage], words: str) -> None:
        found = self.window.findChild(page)
        assert found is not None
        self.qtbot.waitUntil(lambda: any(one.words() == words for one in rules.shown(found, Button)), timeout=SOON_MS)
        next(one for one in rules.shown(found, Button) if one.words() == words).click()

    def dialog(self, kind: type[Asked]) -> Asked:
        self.qtbot.waitUntil(lambda: any(rules.shown(self.window, kind)), timeout=SOON_MS)
        return next(iter(rules.shown(self.window, kind)))

    def close(self) -> None:
        for timer in (self.post._timer, self.post._after_change):
            timer.stop()
        self.tasks.close()
        self.window.close()
        self.window.deleteLater()
        rules.settle()


class Known:
    """Leo, in the families of his mother and of his father, with his worker Jo, her manager Nadia, and Sam who has his mother's family only."""

    def __init__(self, qtbot, central: Central, folder: Path) -> None:
        names = (("Jo Ellery", "practitioner"), ("Nadia Khan", "manager"), ("Sam Bryce", "manager"))
        laptops = [Laptop(folder, central, name=name, role=role) for name, role in names]
        self.nowak, self.novak = (a_family(laptops[0].desk, name) for name in ("Nowak", "Novak"))
        self.leo, self.leo_there = (a_person(laptops[0].desk, one, "Leo", years=9) for one in (self.nowak, self.novak))
        laptops[0].sync()
        for family, others in ((self.nowak, laptops[1:]), (self.novak, laptops[1:2])):
            for laptop in others:
                central.run("allocate", "--", family, laptop.user)
        for laptop in laptops[1:]:
            laptop.sync()
        self.jo, self.nadia, self.sam = (
            Open(qtbot, laptop, folder / str(n), role)
            for n, (laptop, (_name, role)) in enumerate(zip(laptops, names, strict=True))
        )
        for opened in (self.jo, self.nadia, self.sam):
            opened.meets_the_council()

    def close(self) -> None:
        for opened in (self.jo, self.nadia, self.sam):
            opened.close()
            opened.laptop.store.close()

    def asks(self, kind: type[AskSame] | type[AskTwo], words: str) -> None:
        self.jo.window.open("person", family=self.nowak, person=self.leo)
        self.jo.press(PersonPage, words)
        dialog = self.jo.dialog(kind)
        QTest.keyClicks(dialog._why, "Same birth certificate")
        dialog.save.click()
        self.jo.waits_for("Waits for a manager")

    def decides(self, decision: str) -> None:
        self.nadia.meets_the_council()
        self.nadia.window.open("decide")
        self.nadia.press(DecidePage, "Decide")
        dialog = self.nadia.dialog(DecideLink)
        dialog._decision.chip(decision).click()
        dialog.save.click()
        self.nadia.waits_for("Nothing to decide")
        for opened in (self.jo, self.sam):
            opened.meets_the_council()


@pytest.fixture
def known(qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Known]:
    monkeypatch.setattr(posts, "AFTER_CHANGE_MS", 600_000)
    central = Central(tmp_path, f"sqlite:///{tmp_path}/central.db")
    central.start()
    with tempfile.TemporaryDirectory() as folder:
        for n in range(3):
            (Path(folder) / str(n)).mkdir(mode=0o700)
        made = Known(qtbot, central, Path(folder))
        yield made
        made.close()
    central.stop()
    assert "fault in" not in central.log.read_text()


def test_asked_agreed_said_by_both_families_and_undone(known: Known):
    jo, nadia, sam = known.jo, known.nadia, known.sam
    known.asks(AskSame, "Same person as in another family?")
    assert "Is Leo of the Nowak family the same person as Leo of the Novak family?" in jo.said()

    known.decides("agree")

    jo.waits_for(ALSO_NOVAK)
    for opened, family, said in ((jo, known.novak, ALSO_NOWAK), (nadia, known.nowak, ALSO_NOVAK)):
        opened.window.open("family", family=family)
        opened.waits_for(said)
    nadia.window.open("person", family=known.novak, person=known.leo_there)
    nadia.waits_for(ALSO_NOWAK)
    sam.window.open("family", family=known.nowak)
    sam.waits_for("Nowak family")
    sam.window.open("person", family=known.nowak, person=known.leo)
    sam.waits_for("Leo, 9")
    assert "Novak" not in sam.said()
    assert "also in" not in sam.said()

    known.asks(AskTwo, "Two people after all?")
    jo.waits_for(ALSO_NOVAK, gone=True)
    known.decides("agree")
    jo.waits_for("Waits for a manager", gone=True)
    assert "also in" not in jo.said()


def test_what_was_typed_without_a_line_stays_in_the_dialog_until_there_is_one(known: Known):
    jo, there = known.jo, known.jo.laptop.url
    jo.laptop.store.put_setting(SERVER, "http://127.0.0.1:9")
    jo.window.open("person", family=known.nowak, person=known.leo)
    jo.press(PersonPage, "Same person as in another family?")
    dialog = jo.dialog(AskSame)
    QTest.keyClicks(dialog._why, "Same birth certificate")

    dialog.save.click()
    jo.waits_for("You are working offline. Try again when you are back online.")

    jo.laptop.store.put_setting(SERVER, there)
    dialog.save.click()
    jo.waits_for("Waits for a manager")


def test_a_family_that_is_taken_away_takes_what_was_said_along(known: Known):
    known.asks(AskSame, "Same person as in another family?")
    known.decides("agree")
    nadia = known.nadia
    nadia.window.open("family", family=known.nowak)
    nadia.waits_for(ALSO_NOVAK)

    nadia.laptop.central.run("allocate", "--remove", "--", known.novak, nadia.laptop.user)
    nadia.meets_the_council()

    nadia.waits_for(ALSO_NOVAK, gone=True)
    assert nadia.laptop.store.setting("person_links") == []
