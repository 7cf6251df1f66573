"""What a family said and what happened to them: consent, the story, notes, and somebody who is in two families."""

from collections.abc import Callable

from desktop.ui.consent.dialogs import EndHelp, ShareWithout, Sign, TakeBack
from desktop.ui.consent.page import ConsentPage
from desktop.ui.family.record_consent import RecordConsent
from desktop.ui.notes.anywhere import NewAction
from desktop.ui.notes.dialog import WriteNote
from desktop.ui.notes.new_menu import NewMenu
from desktop.ui.people.links_dialogs import AskSame, AskTwo, DecideLink
from desktop.ui.people.person_page import PersonPage
from desktop.ui.story.dialogs import ShowMoment, WriteEvent
from desktop.ui.story.leaving import SaveStory
from desktop.ui.story.page import StoryPage
from desktop.ui.story.rows import StoryView
from desktop.ui.words import consent, links, notes, story
from tests.screens.family import empty, of_family
from tests.screens.room import Room, Screen


def _moment(room: Room) -> None:
    room.go("story", family=room.laid.family)
    for view in room.shown.findChildren(StoryView):
        view.activated.emit(view.model().index(0, 0))
    room.settle()


def _end_help(room: Room) -> None:
    room.go("consent", family=room.laid.family)
    room.ask_again(EndHelp)


def _new(*pressed: str) -> Callable[[Room], None]:
    """Ctrl+N on a family's page, and then these buttons."""

    def opens(room: Room) -> None:
        room.go("family", family=room.laid.family)
        room.window.new_wanted.emit("")
        room.settle()
        room.press(*pressed)

    return opens


def _note_anywhere(room: Room) -> None:
    room.go("sending")
    room.window.write_note()
    room.settle()


def _twin(*pressed: str) -> Callable[[Room], None]:
    """Somebody who is in two families."""

    def opens(room: Room) -> None:
        room.go("person", family=room.laid.family, person=room.laid.person)
        room.press(*pressed)

    return opens


def _decide_link(room: Room) -> None:
    room.go("decide")
    room.ask_again(DecideLink, room.laid.asked)


SCREENS = (
    Screen("consent", of_family("consent"), ConsentPage),
    Screen("consent-empty", empty("consent"), ConsentPage),
    Screen("consent-record", of_family("consent", consent.CHANGE), RecordConsent),
    Screen("consent-sign", of_family("consent", consent.SIGN), Sign),
    Screen("consent-take-back", of_family("consent", consent.TAKE_BACK), TakeBack),
    Screen("consent-shared-without", of_family("consent", consent.SHARED_ADD), ShareWithout),
    Screen("consent-end-help", _end_help, EndHelp),
    Screen("story", of_family("story"), StoryPage),
    Screen("story-empty", empty("story"), StoryPage),
    Screen("story-moment", _moment, ShowMoment),
    Screen("story-add", of_family("story", story.ADD), WriteEvent),
    Screen("story-save", of_family("story", story.SAVE_PDF), SaveStory),
    Screen("new", _new(), NewMenu),
    Screen("new-note", _new(notes.A_NOTE), WriteNote),
    Screen("new-note-anywhere", _note_anywhere, WriteNote),
    Screen("new-action", _new(notes.AN_ACTION), NewAction),
    Screen("twin", _twin(), PersonPage),
    Screen("twin-ask-same", _twin(links.ASK), AskSame),
    Screen("twin-ask-two", _twin(links.SPLIT), AskTwo),
    Screen("twin-decide", _decide_link, DecideLink),
)
