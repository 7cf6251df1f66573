"""Adding a photo or a drawing to a visit: the same from the visit and after it."""

from PySide6.QtCore import QObject

from desktop.ui.ports import Shell
from desktop.ui.visit.drawing import Draw
from desktop.ui.visit.write_up import WriteUpView
from desktop.ui.visit.write_up_model import WriteUpModel
from desktop.ui.words import write_up as words


class Pictures(QObject):
    """Asks and tells; the model keeps."""

    def __init__(self, view: WriteUpView, model: WriteUpModel, shell: Shell) -> None:
        super().__init__(view)
        self._model, self._shell = model, shell
        self._dialog: Draw | None = None
        view.photo_wanted.connect(self._ask_for_photo)
        view.drawing_wanted.connect(self._ask_to_draw)
        model.kept.connect(self._kept)
        model.refused.connect(self._refused)

    def flush(self) -> None:
        """Keep what is drawn so far."""
        if self._dialog is not None:
            self._dialog.flush()

    def _ask_for_photo(self) -> None:
        if path := self._model.choose():
            self._model.add_photo(path, words.PHOTO_TITLE)

    def _ask_to_draw(self) -> None:
        self._dialog = dialog = Draw()
        dialog.drawn.connect(self._drawn)
        dialog.closed.connect(self._closed)
        self._shell.ask(dialog)

    def _drawn(self, png: bytes) -> None:
        self._model.add_drawing(png, words.DRAWING_TITLE)

    def _closed(self) -> None:
        self._dialog = None

    def _kept(self) -> None:
        if self._dialog is not None:
            self._dialog.closed.emit()
        self._shell.tell(words.KEPT)

    def _refused(self, why: str) -> None:
        if self._dialog is not None:
            self._dialog.fail(why)
        else:
            self._shell.tell(why, "triangle-alert", "danger")
