"""Adding families from a list: choose a file, say what its columns are, look, add, keep what stayed out."""

from desktop.ui.caseload.model import COLUMNS, DONE, CaseloadModel
from desktop.ui.caseload.steps import AddingStep, ColumnsStep, DoneStep, LookStep
from desktop.ui.ports import Shell
from desktop.ui.shell.dialog import Dialog
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.page import EmptyState, Page, PageHeader, ScrollColumn
from desktop.ui.widgets.settled import settle_layouts
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import caseload as words
from desktop.ui.words import shell as shell_words


class CaseloadPage(Page):
    """One step at a time; a step is built when it is come to."""

    def __init__(self, model: CaseloadModel, shell: Shell) -> None:
        super().__init__()
        self._model, self._shell = model, shell
        header = PageHeader(words.TITLE, words.SUBTITLE, with_back=True)
        header.back.connect(shell.back)
        self._problem = Notice("danger", "triangle-alert", "")
        self._body = Stack()
        self._step: ColumnsStep | LookStep | AddingStep | DoneStep | None = None
        self._shown = ""
        room = ScrollColumn()
        room.add(self._problem, self._body)
        room.add_stretch()
        self.column.addWidget(header)
        self.column.addWidget(room, 1)
        model.changed.connect(self._draw)
        model.saved.connect(self._saved)
        model.refused.connect(lambda why: shell.tell(why, "triangle-alert", "danger"))
        self._draw()

    def arrive(self, **args: str) -> None:
        """What was finished is done with; what is under way goes on."""
        if self._model.state.step == DONE:
            self._model.again()

    def _draw(self) -> None:
        state = self._model.state
        self._problem.title.say(state.problem)
        self._problem.setVisible(bool(state.problem))
        if state.step != self._shown or (state.step == COLUMNS and state.problem):
            self._shown = state.step
            self._build()
        elif self._step is not None:
            self._step.show_state(state)
        settle_layouts()

    def _build(self) -> None:
        self._step = None
        match self._model.state.step:
            case "columns":
                self._step = ColumnsStep(self._model)
            case "look":
                self._step = LookStep(self._model)
            case "adding":
                self._step = AddingStep(self._model)
            case "done":
                self._step = done = DoneStep(self._model)
                done.report.connect(self._ask_where)
                done.families.connect(lambda: self._shell.open("families"))
        self._body.fill([self._choose() if self._step is None else self._step])

    def _choose(self) -> EmptyState:
        button = Button(words.CHOOSE, "primary", "table")
        button.clicked.connect(self._model.choose)
        return EmptyState("table", words.CHOOSE_TITLE, words.CHOOSE_TEXT, button)

    def _ask_where(self) -> None:
        """Names leave Doorstep: said before, as for any file (P7)."""
        dialog = Dialog(words.REPORT_TITLE, words.REPORT_TEXT)
        dialog.add_button(Button(shell_words.CANCEL))
        dialog.add_button(Button(words.SAVE, "primary")).clicked.connect(self._model.save_report)
        self._shell.ask(dialog)

    def _saved(self, where: str) -> None:
        self._shell.tell(words.saved_to(where), "file-text")
