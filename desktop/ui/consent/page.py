"""Consent: what each person of the family agreed to, whom that lets in, where two differ, and what was shared without it (domain.md 3.3)."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.casework.agreement import Agreement, Answerer
from desktop.casework.consents import SHARING
from desktop.ui.consent.dialogs import EndHelp, ShareWithout, Sign, TakeBack, TakenBack, label_of
from desktop.ui.consent.model import ConsentModel
from desktop.ui.consent.person_card import PersonCard
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.family.header import FamilyHeader
from desktop.ui.family.pieces import links, stack
from desktop.ui.family.record_consent import RecordConsent
from desktop.ui.ports import Shell
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Card, Notice
from desktop.ui.widgets.kept_focus import kept_focus
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import Columns, EmptyState, Page, ScrollColumn
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.settled import settle_layouts
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import consent as words


class ConsentPage(Page):
    """Arrives with `family`, an id."""

    def __init__(self, model: ConsentModel, head: FamilyHeadModel, shell: Shell) -> None:
        super().__init__()
        self._model, self._head, self._shell = model, head, shell
        self._dialog: FormDialog | Sign | None = None
        self._drawn: object = None
        self._record = Button(words.RECORD, icon="signature")
        self._problem = Notice("danger", "triangle-alert", "")
        self._nobody = EmptyState("users-round", words.PEOPLE_FIRST, words.PEOPLE_FIRST_TEXT)
        self._notices, self._people = Stack(12), Stack(12)
        self._agencies = RowCard(words.WHO_MAY_HOLD, empty=words.NOBODY_HOLDS)
        self._shared = RowCard(words.WITHOUT, links((words.SHARED_ADD, self.ask_shared)), words.NOT_SHARED_WITHOUT)
        self._basis = PlainLabel("", "body", "text2")
        self._lay_out()
        self._record.clicked.connect(partial(self.ask, ""))
        model.changed.connect(self._draw)
        model.saved.connect(self._saved)
        model.recorded.connect(self.ask_to_sign)
        model.refused.connect(self._refused)
        self._draw()

    def arrive(self, **args: str) -> None:
        self._head.arrive(args["family"])
        self._model.arrive(args["family"])

    def ask_again(self, dialog: str, about: str) -> None:
        asked: dict[str, Callable[[], None]] = {
            RecordConsent.name: partial(self.ask, about),
            TakeBack.name: partial(self.ask_back, about),
            ShareWithout.name: self.ask_shared,
            EndHelp.name: self.ask_to_end,
        }
        asked[dialog]()

    # -- drawing

    def _lay_out(self) -> None:
        basis = Card(words.BASIS)
        basis.add(PlainLabel(words.BASIS_TEXT, "body"), self._basis)
        body = ScrollColumn(margins=(28, 14, 28, 28))
        main = stack(self._problem, self._notices, self._nobody, self._people)
        body.add(Columns(main, stack(self._agencies, self._shared, basis)))
        body.add_stretch()
        self.column.addWidget(FamilyHeader(self._head, self._shell, "consent", actions=(self._record,)))
        self.column.addWidget(body, 1)

    def _draw(self) -> None:
        state = self._model.state
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        self._record.setEnabled(bool(state.agreement.people))
        self._nobody.setVisible(state.loaded and not state.agreement.people)
        shown = (state.agreement, state.undone, state.declines, state.loaded)
        if shown != self._drawn:
            self._drawn = shown
            with kept_focus(self):
                self._notices.fill(self._what_follows(state.agreement) if state.loaded else [])
                self._people.fill([self._card(one) for one in state.agreement.people])
                self._draw_side(state.agreement)
        settle_layouts()

    def _what_follows(self, agreement: Agreement) -> list[QWidget]:
        """What all of it adds up to, the most pressing first."""
        found: list[QWidget] = []
        if self._model.state.declines:
            found.append(self._declines(*words.BECAUSE[self._model.state.declines]))
        taken = [one for one in agreement.people if one.took_back is not None]
        found += [
            Notice("danger", "ban", words.took_back(one.card.name, one.took_back)) for one in taken if one.took_back
        ]
        for one in agreement.differing:
            agency = self._model.agency(one.agency) if one.agency else ""
            follows = words.still_shared(agency, one.yes) if agency else words.GOES_ON
            said = words.differ(one.yes, one.no, agency)
            found.append(Notice("warning", "users-round", words.DIFFER, f"{said} {follows}"))
        if not agreement.may_assess and agreement.people:
            why = words.NOBODY_WHO_MAY if agreement.state.answer == "given" else ""
            found.append(Notice("warning", "signature", words.MAY_NOT_ASSESS, why))
        elif agreement.may_assess:
            found.append(Notice("success", "circle-check", words.MAY_ASSESS))
        return found

    def _declines(self, title: str, text: str) -> Notice:
        notice = Notice("warning", "ban", title, text)
        end = Button(words.DECLINE, dense=True)
        end.clicked.connect(self.ask_to_end)
        notice.across.addWidget(end)
        return notice

    def _card(self, one: Answerer) -> PersonCard:
        state = self._model.state
        undone = [line for line in state.undone if line.person == one.card.person]
        age = one.card.age
        asks = not one.card.is_child or age is None or age >= state.agreement.terms.ask_from_age
        asks = asks and one.card.due_on is None and not one.card.died
        card = PersonCard(one, undone, state.now.date(), self._model.agency, asks=asks)
        card.asked.connect(self.ask)
        card.taken_back.connect(self.ask_back)
        card.signing.connect(self.ask_to_sign)
        card.past.connect(lambda record: self._shell.open("history", kind="consent", record=record))
        card.put_back.connect(self._model.put_back)
        return card

    def _draw_side(self, agreement: Agreement) -> None:
        self._agencies.set_rows(
            [
                Row(
                    self._model.agency(one.agency),
                    words.holds(one.yes, one.no),
                    Picture("circle-check", "success") if one.yes else Picture("circle-x", "warning"),
                )
                for one in agreement.agencies
            ]
        )
        grounds = dict(agreement.grounds)
        self._shared.set_rows(
            [
                Row(
                    f"{one.what} ({one.agency})",
                    words.shared_line(grounds.get(one.ground, one.ground), one.on, one.authorised_by, one.reasons),
                    Picture("shield-alert", "warning"),
                )
                for one in agreement.shared
            ]
        )
        self._basis.say(agreement.lawful_basis)

    # -- doing

    def ask(self, person: str) -> None:
        """What somebody says: "" for whoever answers first."""
        state = self._model.state
        if state.agreement.people:
            cards = [one.card for one in state.agreement.people]
            lines = [line for one in state.agreement.people for line in one.lines]
            dialog = RecordConsent(cards, state.helpers, lines, state.agreement.terms, person)
            self._ask(dialog, self._model.record)

    def ask_back(self, person: str) -> None:
        one, today = self._model.person(person), self._model.state.now.date()
        lines = [line for line in one.lines if line.holds(today)] if one else []
        if one is not None and lines:
            labels = [label_of(line, self._model.agency(line.agency)) for line in lines]
            self._ask(TakeBack(person, lines, labels, today), partial(self._take_back, one.card.name))

    def ask_shared(self) -> None:
        self._ask(ShareWithout(self._model.state.agreement.grounds), self._model.share)

    def ask_to_end(self) -> None:
        self._ask(EndHelp(), self._model.decline)

    def ask_to_sign(self, person: str) -> None:
        """What is agreed to, and room to sign. A signature that is broken off is none: a lock keeps nothing of it."""
        one = self._model.person(person)
        if one is None or not self.isVisible():
            return
        self._dialog = dialog = Sign(
            one.card.name, self._with(one, "given"), self._with(one, "refused"), self._model.worker
        )
        dialog.drawn.connect(partial(self._model.sign, person))
        dialog.closed.connect(self._closed)
        self._shell.ask(dialog)

    def _with(self, one: Answerer, answer: str) -> Sequence[str]:
        return [
            self._model.agency(line.agency) for line in one.lines if (line.purpose, line.answer) == (SHARING, answer)
        ]

    def _take_back(self, name: str, said: TakenBack) -> None:
        self._model.take_back(name, said.lines, said.on, said.how)

    def _ask(self, dialog: FormDialog, save: Callable[[Any], None]) -> None:
        self._dialog = dialog
        dialog.said.connect(save)
        dialog.closed.connect(self._closed)
        self._shell.ask(dialog)

    def _closed(self) -> None:
        self._dialog = None

    def _saved(self, done: str) -> None:
        if self._dialog is not None:
            self._dialog.closed.emit()
        self._head.reload()
        if self.isVisible():
            self._shell.tell(done)

    def _refused(self, why: str) -> None:
        if self._dialog is not None:
            self._dialog.fail(why)
        elif self.isVisible():
            self._shell.tell(why, "triangle-alert", "danger")
