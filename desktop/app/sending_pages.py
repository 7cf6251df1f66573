"""The pages about sending and receiving."""

from functools import partial

from desktop.app.wiring import Wiring
from desktop.casework.assessments import FORM
from desktop.casework.conflicts import Conflicts
from desktop.casework.history import Histories
from desktop.casework.library import Library
from desktop.casework.refused import Refused
from desktop.casework.sending import Sending
from desktop.ui.history.model import HistoryModel
from desktop.ui.history.page import HistoryPage
from desktop.ui.sending.conflict_model import ConflictModel
from desktop.ui.sending.conflict_page import ConflictPage
from desktop.ui.sending.model import SendingModel
from desktop.ui.sending.page import SendingPage
from desktop.ui.sending.refused_model import RefusedModel
from desktop.ui.sending.refused_page import RefusedPage
from desktop.ui.words.conflicts import field
from sync.records.record import ANSWER_MARK


def add_sending_pages(on: Wiring, library: Library) -> None:
    """What waits, two versions of one answer, what was refused, and the history of a record."""
    question = partial(_question, library)
    desk, tasks, window, post = on.desk, on.tasks, on.window, on.post
    sending = SendingModel(Sending(desk), desk.store.backed_up_at, on.now, tasks)
    sending.try_now.connect(post.send)
    post.progressed.connect(sending.show_progress)
    for told in (post.changed, post.finished):
        told.connect(lambda: sending.show_line(post.line(on.now())))
    window.add_page("sending", partial(SendingPage, sending, window, question))
    conflict = ConflictModel(Conflicts(desk), on.now, tasks)
    window.add_page("conflict", partial(ConflictPage, conflict, window, question, on.names))
    history = HistoryModel(Histories(desk), post.history, on.now, tasks)
    window.add_page("history", partial(HistoryPage, history, window, question, on.names))
    refused = RefusedModel(Refused(desk), on.now, tasks)
    window.add_page("refused", partial(RefusedPage, refused, window, question))


def _question(library: Library, name: str) -> str:
    """What a field asks: the form's question, or what the field is called."""
    _companion, mark, key = name.partition(ANSWER_MARK)
    return (library.question(FORM, key) if mark else "") or field(name)
