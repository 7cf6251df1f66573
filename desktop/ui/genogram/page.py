"""The drawn family on a page of its own: chosen in a list, moved by mouse or keys, saved as a picture or a PDF (domain.md 4.10)."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from desktop.casework.picture import FamilyPicture
from desktop.ui import theme
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.family.header import FamilyHeader
from desktop.ui.genogram.canvas import Canvas
from desktop.ui.genogram.drawn import Shown, drawing
from desktop.ui.genogram.layout import ACROSS, DOWN, hundredths, laid_out
from desktop.ui.genogram.people_list import PeopleList
from desktop.ui.genogram.saving import DrawingSaves, Leaving, SaveDrawing
from desktop.ui.people import telling
from desktop.ui.people.model import PeopleModel
from desktop.ui.people.saving import draw_saving
from desktop.ui.ports import Shell
from desktop.ui.shell.dialog import Dialog
from desktop.ui.widgets.buttons import Button, LinkButton
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.choices import TickBox
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import NARROW, EmptyState, Page, ScrollColumn
from desktop.ui.widgets.states import SaveState
from desktop.ui.words import family as family_words
from desktop.ui.words import genogram as words
from desktop.ui.words import shell as shell_words

_LEAST_HIGH = 380
_STEP = 4
"""So many steps make a place."""
_KEYS = {(-1, 0): "Ctrl+Left", (1, 0): "Ctrl+Right", (0, -1): "Ctrl+Up", (0, 1): "Ctrl+Down"}


class GenogramPage(Page):
    """Arrives with `family`, an id."""

    def __init__(self, model: PeopleModel, head: FamilyHeadModel, saves: DrawingSaves, shell: Shell) -> None:
        super().__init__()
        self._model, self._head, self._saves, self._shell = model, head, saves, shell
        self._moved: dict[str, tuple[float, float]] = {}
        self._people, self._canvas = PeopleList(), Canvas(words.CANVAS, _LEAST_HIGH)
        self._problem, self._saved = Notice("danger", "triangle-alert", ""), SaveState()
        self._qualities, self._rings = TickBox(words.QUALITIES, dense=True), TickBox(words.RINGS, dense=True)
        self._nobody = EmptyState("users-round", words.NOBODY, words.NOBODY_TEXT)
        self._move = Button(words.MOVE, icon="chevron-down", dense=True)
        self._menu = self._moves()
        self._drawn: FamilyPicture | None = None
        for box in (self._qualities, self._rings):
            box.setChecked(True)
        self._both = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._both)
        self._lay_out()
        self._connect()
        self._draw()

    def arrive(self, **args: str) -> None:
        self._head.arrive(args["family"])
        self._model.arrive(args["family"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = theme.current().effective(self.width()) < NARROW
        self._across.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._people.setMaximumSize(*((16_777_215, theme.current().px(140)) if narrow else (260, 16_777_215)))

    # -- drawing

    def _lay_out(self) -> None:
        tools = QWidget()
        flow = FlowLayout(tools, 12)
        back = LinkButton(words.BACK)
        back.clicked.connect(self._back)
        flow.addWidget(back)
        flow.addWidget(self._move)
        for said, icon, act in (
            (words.CLOSER, "plus", partial(self._canvas.zoom, True)),  # noqa: FBT003 - closer
            (words.FARTHER, "minus", partial(self._canvas.zoom, False)),  # noqa: FBT003 - farther
            (words.ALL, "square", self._canvas.fit),
            (words.KEY, "circle-help", self._explain),
            (words.SAVE, "printer", self._ask_save),
        ):
            button = Button(said, icon=icon, dense=True)
            button.clicked.connect(act)
            flow.addWidget(button)
        for part in (self._qualities, self._rings, self._saved):
            flow.addWidget(part)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(16)
        self._across.addWidget(self._people)
        self._across.addWidget(self._canvas, 1)
        body = ScrollColumn((28, 14, 28, 20), 12)
        body.add(self._problem, tools, self._nobody)
        body.column.addWidget(self._both, 1)
        body.add(PlainLabel(words.HINT, "meta", "text2"))
        self.column.addWidget(FamilyHeader(self._head, self._shell, "people"))
        self.column.addWidget(body, 1)

    def _moves(self) -> QMenu:
        """Each dragging has its twin here, with a key of its own (A17)."""
        menu = QMenu(self)
        menu.setAccessibleName(words.MOVE)
        for step, said in words.MOVES.items():
            self._offer(menu, said, _KEYS[step], partial(self._push, *step))
        self._offer(menu, words.PLACE_AGAIN, "Ctrl+Home", self._place_again)
        self._offer(menu, words.PLACE_ALL, "Ctrl+Shift+Home", self._place_all)
        return menu

    def _offer(self, menu: QMenu, said: str, keys: str, act: object) -> None:
        action = QAction(said, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        menu.addAction(action)
        self.addAction(action)

    def _draw(self) -> None:
        state = self._model.state
        draw_saving(self._problem, self._saved, state)
        if state.settled:
            self._moved.clear()
            for sheet in state.picture.people:
                self._model.showed("person", sheet.person, "drawn_at", sheet.values["drawn_at"])
        somebody = bool(state.picture.people)
        self._nobody.setVisible(state.loaded and not somebody)
        self._both.setVisible(somebody)
        if state.picture is not self._drawn:
            self._drawn = state.picture
            self._people.show_people([self._told(sheet.person) for sheet in state.picture.people])
        self._paint()

    def _told(self, person: str) -> tuple[str, str, str]:
        picture = self._model.state.picture
        name, about = telling.person_line(picture, person)
        sheet = picture.sheet(person)
        home = family_words.spoken(name, about, at_home=bool(sheet and sheet.card.at_home))
        related = [": ".join(filter(None, (told.title, told.text))) for told in telling.relations_of(picture, person)]
        return person, name, words.spoken(home, related)

    def _paint(self) -> None:
        picture = self._model.state.picture
        layout = laid_out(picture, self._moved)
        self._canvas.spots = layout.spots
        shown = Shown(self._qualities.isChecked(), self._rings.isChecked(), self._people.person())
        self._canvas.show_drawing(drawing(picture, layout, shown))

    # -- doing

    def _connect(self) -> None:
        self._model.changed.connect(self._draw)
        self._people.chosen.connect(self._chosen)
        self._people.opened.connect(self._open)
        self._canvas.chosen.connect(self._people.choose)
        self._canvas.opened.connect(self._open)
        self._canvas.dragged.connect(self._drag)
        self._canvas.dropped.connect(self._drop)
        self._canvas.pushed.connect(self._push)
        self._move.clicked.connect(lambda: self._menu.popup(self._move.mapToGlobal(QPoint(0, self._move.height()))))
        for box in (self._qualities, self._rings):
            box.clicked.connect(self._paint)
        for told, icon, tone in (
            (self._saves.saved, "file-text", "success"),
            (self._saves.refused, "triangle-alert", "danger"),
        ):
            told.connect(partial(self._tell, icon, tone))

    def _chosen(self, person: str) -> None:
        self._paint()
        self._canvas.show_spot(person)

    def _drag(self, person: str, x: float, y: float) -> None:
        self._moved[person] = x, y
        self._paint()

    def _drop(self, person: str, x: float, y: float) -> None:
        self._drag(person, x, y)
        self._model.change("person", person, "drawn_at", hundredths((x, y)))

    def _push(self, across: int, down: int) -> None:
        person = self._people.person()
        spot = self._canvas.spots.get(person)
        if spot is not None:
            self._drop(person, spot[0] + across * ACROSS / _STEP, spot[1] + down * DOWN / _STEP)
            self._canvas.show_spot(person)

    def _place_again(self) -> None:
        person = self._people.person()
        if person:
            self._model.change("person", person, "drawn_at", None)

    def _place_all(self) -> None:
        for sheet in self._model.state.picture.people:
            if sheet.values["drawn_at"]:
                self._model.change("person", sheet.person, "drawn_at", None)

    def _explain(self) -> None:
        dialog = Dialog(words.KEY)
        for line in words.KEY_LINES:
            dialog.body.addWidget(PlainLabel(line))
        dialog.add_button(Button(shell_words.CLOSE, "primary"))
        self._shell.ask(dialog)

    def _ask_save(self) -> None:
        dialog = SaveDrawing(asks_for_qualities=True)
        dialog.chosen.connect(self._save)
        self._shell.ask(dialog)

    def _save(self, kind: str, qualities: bool) -> None:
        """Nothing of a hidden address goes along, and how people get on only where that was asked for."""
        picture = self._model.state.picture.without_hidden()
        made = drawing(picture, laid_out(picture), Shown(qualities=qualities, rings=self._rings.isChecked()))
        said = [self._in_words(picture, sheet.person, qualities=qualities) for sheet in picture.people]
        family = family_words.family(self._head.state.head.name)
        note = words.NOTES[qualities]
        self._saves.save(Leaving(picture.family, words.TITLE, family, made, said, note), kind)

    def _in_words(self, picture: FamilyPicture, person: str, *, qualities: bool) -> str:
        sheet = picture.sheet(person)
        card = sheet.card if sheet else None
        name = family_words.person(card.name, card.age, card.due_on) if card else ""
        about = family_words.who(card.role, card.relation, card.sex, card.detail, child=card.is_child) if card else ""
        told = telling.relations_of(picture, person)
        related = [": ".join(filter(None, (one.title, one.text if qualities else ""))) for one in told]
        return words.spoken(". ".join(filter(None, (name, about))), related)

    def _open(self, person: str) -> None:
        self._shell.open("person", family=self._model.state.family, person=person)

    def _back(self) -> None:
        self._shell.open("people", family=self._model.state.family)

    def _tell(self, icon: str, tone: str, said: str) -> None:
        if self.isVisible():
            self._shell.tell(said, icon, tone)
