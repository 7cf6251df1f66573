"""Who and what is around a family: drawn, with the list that it is edited by beside it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.family.header import FamilyHeader
from desktop.ui.family.pieces import links as link_buttons
from desktop.ui.genogram import around
from desktop.ui.genogram.canvas import Canvas
from desktop.ui.genogram.saving import DrawingSaves, Leaving, SaveDrawing
from desktop.ui.people import asks
from desktop.ui.people.asking import Asking
from desktop.ui.people.model import PeopleModel
from desktop.ui.people.record_list import RecordList, Told
from desktop.ui.people.saving import draw_saving
from desktop.ui.ports import Shell
from desktop.ui.shell.dialog import Dialog
from desktop.ui.widgets.buttons import Button, LinkButton
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import Columns, Page, ScrollColumn
from desktop.ui.widgets.settled import settle_layouts
from desktop.ui.widgets.states import SaveState
from desktop.ui.words import ecomap as words
from desktop.ui.words import family as family_words
from desktop.ui.words import genogram as drawing_words
from desktop.ui.words import shell as shell_words

_HIGH = 470


class EcomapPage(Page):
    """Arrives with `family`, an id."""

    def __init__(self, model: PeopleModel, head: FamilyHeadModel, saves: DrawingSaves, shell: Shell) -> None:
        super().__init__()
        self._model, self._head, self._saves, self._shell = model, head, saves, shell
        self._asking = Asking(model, shell, self)
        self._problem, self._saved = Notice("danger", "triangle-alert", ""), SaveState()
        self._canvas = Canvas(words.CANVAS, _HIGH)
        self._links = RecordList(
            "ecomap_link", asks.LINK, model, words.LINKS, link_buttons((words.ADD, self._asking.link)), words.NOTHING
        )
        self._lay_out()
        self._links.unwanted.connect(self._asking.take_out)
        self._links.past.connect(lambda kind, record: shell.open("history", kind=kind, record=record))
        model.changed.connect(self._draw)
        head.changed.connect(self._draw)
        for told, icon, tone in ((saves.saved, "file-text", "success"), (saves.refused, "triangle-alert", "danger")):
            told.connect(partial(self._tell, icon, tone))
        self._draw()

    def arrive(self, **args: str) -> None:
        self._head.arrive(args["family"])
        self._model.arrive(args["family"])

    def leave(self) -> None:
        self._links.flush()

    def ask_again(self, dialog: str, about: str) -> None:
        self._asking.again(dialog, about)

    # -- drawing

    def _lay_out(self) -> None:
        tools = QWidget()
        flow = FlowLayout(tools, 12)
        back = LinkButton(drawing_words.BACK)
        back.clicked.connect(self._back)
        flow.addWidget(back)
        for said, icon, act in (
            (drawing_words.CLOSER, "plus", partial(self._canvas.zoom, True)),  # noqa: FBT003 - closer
            (drawing_words.FARTHER, "minus", partial(self._canvas.zoom, False)),  # noqa: FBT003 - farther
            (drawing_words.ALL, "square", self._canvas.fit),
            (drawing_words.KEY, "circle-help", self._explain),
            (drawing_words.SAVE, "printer", self._ask_save),
        ):
            button = Button(said, icon=icon, dense=True)
            button.clicked.connect(act)
            flow.addWidget(button)
        flow.addWidget(self._saved)
        body = ScrollColumn((28, 14, 28, 28), 12)
        body.add(self._problem, tools, Columns(self._canvas, self._links, 400))
        body.add_stretch()
        self.column.addWidget(FamilyHeader(self._head, self._shell, "people"))
        self.column.addWidget(body, 1)

    def _draw(self) -> None:
        state = self._model.state
        draw_saving(self._problem, self._saved, state)
        self._links.draw(self._told(), settled=state.settled)
        people = [(sheet.person, sheet.card.name) for sheet in state.picture.people]
        for link in state.picture.links:
            self._links.row(link.record).offer("about", people)
        self._canvas.show_drawing(around.drawing(state.picture, self._family()))
        settle_layouts()

    def _told(self) -> list[Told]:
        picture = self._model.state.picture
        names = picture.names()
        found = []
        for link in picture.links:
            whose = [names[person] for person in link.values["about"] or () if person in names]
            said = words.detail(link.values, whose)
            found.append(Told(link.record, link.values["label"] or words.UNNAMED, said, link.values))
        return found

    def _family(self) -> str:
        name = self._head.state.head.name
        return family_words.family(name) if name else ""

    # -- doing

    def _explain(self) -> None:
        dialog = Dialog(drawing_words.KEY)
        for line in words.KEY_LINES:
            dialog.body.addWidget(PlainLabel(line))
        dialog.add_button(Button(shell_words.CLOSE, "primary"))
        self._shell.ask(dialog)

    def _ask_save(self) -> None:
        dialog = SaveDrawing(asks_for_qualities=False)
        dialog.chosen.connect(lambda kind, _qualities: self._save(kind))
        self._shell.ask(dialog)

    def _save(self, kind: str) -> None:
        picture = self._model.state.picture.without_hidden()
        said = [". ".join(part for part in (told.title, told.text) if part) for told in self._told()]
        made = around.drawing(picture, self._family())
        note = drawing_words.ECOMAP_NOTE
        self._saves.save(Leaving(picture.family, words.TITLE, self._family(), made, said, note), kind)

    def _back(self) -> None:
        self._shell.open("people", family=self._model.state.family)

    def _tell(self, icon: str, tone: str, said: str) -> None:
        if self.isVisible():
            self._shell.tell(said, icon, tone)
