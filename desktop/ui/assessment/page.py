"""The assessment of a family (mockup 06): sections, questions, and what is known already, in one or three columns."""

from functools import partial

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from desktop.forms import AnswerKey, Changes
from desktop.ui.assessment.model import AssessmentModel
from desktop.ui.assessment.printing import PrintDialog, PrintModel
from desktop.ui.assessment.workspace import Workspace
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.family.header import FamilyHeader
from desktop.ui.family.record_consent import RecordConsent
from desktop.ui.ports import Shell
from desktop.ui.shell import keys
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.caret import Kept
from desktop.ui.widgets.page import EmptyState, Page, ScrollColumn
from desktop.ui.widgets.states import SaveState
from desktop.ui.words import assessment as words
from desktop.ui.words import people as people_words


class AssessmentPage(Page):
    """Arrives with `family` and, where one is meant, `assessment`: ids."""

    def __init__(
        self,
        model: AssessmentModel,
        head: FamilyHeadModel,
        printing: PrintModel,
        shell: Shell,
        *,
        visiting: bool = False,
    ) -> None:
        super().__init__()
        self._model, self._head, self._printing, self._shell = model, head, printing, shell
        self._visiting = visiting
        self._dialog: FormDialog | None = None
        self.saved = SaveState()
        self.print = Button(words.PRINT, icon="printer")
        self.print.clicked.connect(self._ask_copy)
        self._header = FamilyHeader(head, shell, "assessment", visiting=visiting, actions=(self.saved, self.print))
        self._room = QStackedWidget()
        self.workspace: Workspace | None = None
        self._drawn = self._drawn_family = ""
        self.column.addWidget(self._header)
        self.column.addWidget(self._room, 1)
        self._connect()

    def arrive(self, **args: str) -> None:
        self._head.arrive(args["family"])
        self._model.open(args["family"], args.get("assessment", ""))

    def leave(self) -> None:
        if self.workspace is not None:
            self.workspace.flush()
            self.workspace.fold()
        self._model.save()

    def keep(self) -> Kept:
        self.leave()
        if self.workspace is None:
            return {}
        current = self.workspace.current
        return {"section": self.workspace.section, "question": current.key if current else ""}

    def resume(self, kept: Kept) -> None:
        if self.workspace is not None and kept:
            self.workspace.open_section(kept["section"])
            if kept["question"]:
                self.workspace.go_to(AnswerKey(kept["question"]))

    def ask_again(self, dialog: str, about: str) -> None:
        self.ask_consent()

    # -- drawing

    def _connect(self) -> None:
        model, printing = self._model, self._printing
        model.changed.connect(self._draw)
        model.answered.connect(self._take)
        model.refused.connect(self._refuse)
        model.settling.connect(self._settle)
        model.refreshed.connect(self._refresh)
        model.save_told.connect(self._tell_saved)
        model.later_changed.connect(self._refresh_rail)
        model.consent_told.connect(self._consent_told)
        printing.printed.connect(self._printed)
        printing.refused.connect(self._not_printed)
        forward, later = partial(self._step, "next"), partial(self._step, "later")
        keys.bind(self, {"Ctrl+Return": forward, "Ctrl+Enter": forward, "Ctrl+Shift+Return": later})

    def _draw(self) -> None:
        sheet, problem = self._model.state.sheet, self._model.state.problem
        opened = sheet.opened if sheet else None
        if problem and not (sheet and self.workspace):
            self._put(_gate("circle-alert", words.NOT_OPENED, problem))
        elif sheet is None:
            return
        elif opened is not None:
            self._put_workspace(opened.head.assessment)
        elif sheet.head.consent.answer == "given":
            self._put(_gate("clipboard-list", words.NOT_BEGUN, words.NOT_BEGUN_TEXT, words.BEGIN, self._model.begin))
        else:
            self._put(
                _gate("signature", words.NO_CONSENT, words.NO_CONSENT_TEXT, words.RECORD_CONSENT, self.ask_consent)
            )
        self.print.setVisible(opened is not None)

    def _put_workspace(self, assessment: str) -> None:
        """The same assessment keeps its widgets, so that coming back finds the place where one left; another version its section."""
        session = self._model.session
        if self.workspace is not None and self._drawn == assessment:
            self.workspace.show_again(session)
        else:
            family = self._model.state.sheet.head.family if self._model.state.sheet else ""
            section = self.workspace.section if self.workspace and family == self._drawn_family else ""
            self._drawn, self._drawn_family = assessment, family
            workspace = Workspace(self._model, self._shell, visiting=self._visiting)
            workspace.consent_wanted.connect(self.ask_consent)
            workspace.print_wanted.connect(self._ask_copy)
            workspace.columns.folded.connect(self._header.setHidden)
            self._put(workspace)
            self.workspace = workspace
            if section:
                workspace.open_section(section)
        if not self.workspace.isAncestorOf(QApplication.focusWidget() or self):  # somebody may be typing in it by now
            self.workspace.setFocus()

    def _put(self, widget: QWidget) -> None:
        while (old := self._room.currentWidget()) is not None:
            self._room.removeWidget(old)
            old.deleteLater()
        self.workspace = None
        self.saved.clear()
        self._header.show()
        self._room.addWidget(widget)

    # -- what the model says

    def _take(self, changes: Changes) -> None:
        if self.workspace is not None:
            self.workspace.take(changes)

    def _refuse(self, key: str, code: str) -> None:
        if self.workspace is not None:
            self.workspace.show_refusal(key, code)

    def _settle(self) -> None:
        if self.workspace is not None:
            self.workspace.flush()

    def _refresh(self) -> None:
        if self.workspace is not None:
            self.workspace.show_all()

    def _refresh_rail(self) -> None:
        if self.workspace is not None:
            self.workspace.show_later()

    def _tell_saved(self, state: str, said: str) -> None:
        for shown in (self.saved, *([self.workspace.saved] if self.workspace else [])):
            match state:
                case "saving":
                    shown.saving()
                case "saved":
                    shown.saved(said)
                case _:
                    shown.failed(said)

    def _step(self, act: str) -> None:
        if self.workspace is not None:
            self.workspace.go_on() if act == "next" else self.workspace.come_back_later()

    # -- dialogs

    def ask_consent(self) -> None:
        """Write down here, also in a visit, what somebody answered."""
        sheet = self._model.state.sheet
        if sheet is None or not sheet.people:
            self._shell.tell(people_words.CONSENT_NEEDS_PEOPLE, "info", "info")
            return
        self._dialog = RecordConsent(sheet.people, (), sheet.consents, sheet.terms)
        self._dialog.said.connect(self._model.record_consent)
        self._shell.ask(self._dialog)

    def _consent_told(self, why_not: str) -> None:
        if self._dialog is not None and why_not:
            self._dialog.fail(why_not)
        elif self._dialog is not None:
            self._dialog.done()
            self._dialog = None
            self._head.reload()

    def _ask_copy(self) -> None:
        self.leave()
        sheet = self._model.state.sheet
        if sheet is not None and sheet.opened is not None:
            head = sheet.opened.head
            dialog = PrintDialog()
            dialog.chosen.connect(partial(self._printing.print, head.family, head.assessment))
            self._shell.ask(dialog)

    def _printed(self, where: str) -> None:
        if self.isVisible():
            self._shell.tell(words.printed(where), "printer")

    def _not_printed(self, why: str) -> None:
        if self.isVisible():
            self._shell.tell(why, "triangle-alert", "danger")


def _gate(icon: str, title: str, text: str, said: str = "", act: object = None) -> QWidget:
    """What stands here until there is an assessment."""
    button = Button(said, "primary") if said else None
    if button is not None:
        button.clicked.connect(act)
    room = ScrollColumn()
    room.add(EmptyState(icon, title, text, button))
    room.add_stretch()
    return room
