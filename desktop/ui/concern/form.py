"""What was heard and seen, in the order in which it is on the mind: their words, what was seen, which child, whether safe, who knows."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.concerns import Account
from desktop.reports import concern_words as paper
from desktop.ui.concern.line import Line
from desktop.ui.concern.marks import Marks
from desktop.ui.concern.model import ConcernState
from desktop.ui.shell.form_dialog import beside
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import Select
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import concern as words


class Form(QWidget):
    """Nothing in it has to be filled in, and nothing checks it.

    Signals:
        said: the name of a field of the account, and what it is now.
        about_family: the family that was chosen, "" for none here.
    """

    said = Signal(str, object)
    about_family = Signal(str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[str, TextAnswer] = {}
        self._lines: dict[str, Line] = {}
        self._choices: dict[str, ChoiceChips] = {}
        self.marks = Marks()
        self.marks.changed.connect(partial(self.said.emit, "marks"))
        self._family = Select()
        self._family.activated.connect(lambda _at: self.about_family.emit(self._family.value()))
        self._family_field = Field(words.FAMILY, self._family)
        self._no_family = PlainLabel(words.NO_FAMILY_HINT, "meta", "text2")
        self._children = Field(paper.CHILDREN, self._chips("about", many=True))
        self._outcome = Card()
        self._lay_out()

    @property
    def first(self) -> QWidget:
        """Where writing begins."""
        return self._texts["words"]

    def fill(self, account: Account) -> None:
        """Show another concern."""
        for name, text in self._texts.items():
            text.set_text(getattr(account, name))
        for name, line in self._lines.items():
            line.set_text(getattr(account, name))
        self.marks.show_marks(account.marks)
        self._choose(account)

    def show_around(self, state: ConcernState) -> None:
        """What there is to choose from."""
        view = state.view
        if view is None:
            return
        families = state.families if state.in_visit else (("", words.NO_FAMILY), *state.families)
        with QSignalBlocker(self._family):
            if [(self._family.itemData(at), self._family.itemText(at)) for at in range(self._family.count())] != [
                *families
            ]:
                self._family.offer(families)
            self._family.set_value(view.family)
        is_draft = view.raised_at is None
        self._family_field.setVisible(is_draft and not state.in_visit)
        self._no_family.setVisible(not view.family)
        self._choices["about"].offer([(child.person, child.name) for child in state.children])
        self._children.setVisible(bool(state.children))
        self._choices["categories"].offer(state.categories)
        self._choose(view.account)
        self._outcome.setVisible(not is_draft)

    def flush(self) -> None:
        """Hand over what is being typed."""
        for text in self._texts.values():
            text.flush()
        for line in self._lines.values():
            line.flush()
        self.marks.flush()

    def _choose(self, account: Account) -> None:
        for name, chips in self._choices.items():
            value = getattr(account, name)
            chips.set_values(value if isinstance(value, tuple) else (value,) if value else ())

    # -- making

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for fields in (self._told(), self._seen(), self._which(), self._safe(), self._known(), self._thought()):
            card = Card()
            card.column.setSpacing(14)
            card.add(*fields)
            column.addWidget(card)
        self._outcome.add(Field(paper.OUTCOME, self._text("outcome", 2)))
        column.addWidget(self._outcome)

    def _told(self) -> list[QWidget]:
        return [
            Field(paper.WORDS, self._text("words", 3), words.WORDS_HINT, role="h3"),
            beside(Field(paper.SAID_BY, self._line("said_by")), Field(paper.NOTICED, self._line("noticed"))),
            Field(paper.ASKED, self._text("asked", 1), words.ASKED_HINT),
        ]

    def _seen(self) -> list[QWidget]:
        return [
            Field(paper.SEEN, self._text("seen", 2), words.SEEN_HINT, role="h3"),
            PlainLabel(paper.BODY, "bodyStrong"),
            self.marks,
        ]

    def _which(self) -> list[QWidget]:
        return [
            self._family_field,
            self._no_family,
            self._children,
            beside(Field(paper.WHO, self._line("who")), Field(paper.PLACE, self._line("place"))),
        ]

    def _safe(self) -> list[QWidget]:
        return [
            Field(paper.SAFE_NOW, self._chips("safe_now", paper.SAFE), role="h3"),
            Field(paper.ACTIONS, self._text("actions", 2)),
            Field(paper.CATEGORIES, self._chips("categories", many=True)),
        ]

    def _known(self) -> list[QWidget]:
        return [
            Field(paper.CHILD_TOLD, self._chips("child_told", paper.YES_NO)),
            Field(paper.PARENT_TOLD, self._chips("parent_told", paper.YES_NO)),
            Field(paper.CONSENT, self._chips("consent", paper.AGREED)),
            Field(paper.WHY_NOT, self._line("why_not"), words.WHY_NOT_HINT),
            Field(paper.OTHERS, self._line("others_know")),
        ]

    def _thought(self) -> list[QWidget]:
        return [Field(paper.OPINION, self._text("opinion", 2), words.OPINION_HINT, role="h3")]

    def _text(self, name: str, lines: int) -> TextAnswer:
        made = self._texts[name] = TextAnswer(lines=lines)
        made.committed.connect(self._saying(name))
        return made

    def _line(self, name: str) -> Line:
        made = self._lines[name] = Line()
        made.committed.connect(self._saying(name))
        return made

    def _chips(self, name: str, options: tuple[tuple[str, str], ...] = (), *, many: bool = False) -> ChoiceChips:
        made = self._choices[name] = ChoiceChips(options, many=many)
        made.chosen.connect(lambda values: self.said.emit(name, values if many else next(iter(values), "")))
        return made

    def _saying(self, name: str) -> Callable[[Any], None]:
        return partial(self.said.emit, name)
