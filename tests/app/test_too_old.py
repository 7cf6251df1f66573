"""A council that asks for a later release than this one: the laptop works on, says so, and does not ask again and again."""

import os

import pytest

from desktop.app.line import SERVER, Line
from desktop.app.post import Post
from desktop.casework.desk import Desk
from desktop.ui.tasks import InlineTasks
from desktop.ui.words import sending as words
from desktop.ui.words.trouble import sentence
from sync.engine.backoff import LONGEST_SECONDS
from sync.engine.errors import ClientTooOld, SyncError
from sync.records.note import Note
from tests.engine.conftest import Said, Speak, Speaker, speak
from tests.support.desks import MORNING, a_family, write
from tests.support.trust import BUNDLE

__all__ = ["speak"]


@pytest.fixture
def council(desk: Desk, speak: Speak) -> Speaker:
    council = speak(Said(b'{"v":1,"epoch":"e","minimum":"9.1","streams":[]}'))
    desk.store.put_setting(SERVER, council.url)
    return council


@pytest.fixture
def post(qtbot, desk: Desk, council: Speaker) -> Post:
    return Post(Line(desk.store, os.urandom, BUNDLE), desk, InlineTasks((SyncError,)), lambda: None)


def test_it_says_what_is_needed_on_the_card_and_on_the_page(desk: Desk, post: Post):
    family = a_family(desk)

    post.send()
    write(desk, Note, family, text="Rang Dana.")
    post.look()

    said = sentence(ClientTooOld("9.1"))
    assert (post.standing.title, post.standing.text) == (words.UPDATE_NEEDED, said)
    assert said == "This app needs an update before it can send. You can keep working"
    assert post.line(MORNING).trouble == said


def test_nothing_is_sent_and_it_does_not_ask_again_soon(desk: Desk, post: Post, council: Speaker):
    a_family(desk)

    post.send()
    write(desk, Note, a_family(desk), text="Rang Dana.")

    assert [path.partition("?")[0] for _method, path, _headers in council.heard] == ["/v1/manifest"]
    assert post._timer.remainingTime() >= LONGEST_SECONDS / 2 * 1000 - 1000
    assert not post._after_change.isActive()
