"""Words that were added, underlined, and words that were taken out, struck through: on a tint, and said in words too."""

from PySide6.QtGui import QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QWidget

from desktop.ui import theme
from desktop.ui.sending.differences import Piece, words_of
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import conflicts as words


class MarkedText(PlainLabel):
    """Set like every label; a screen reader hears the words as they are and which of them are marked."""

    def __init__(self, pieces: tuple[Piece, ...] = (), role: str = "body", *, parent: QWidget | None = None) -> None:
        super().__init__("", role, parent=parent)
        self._pieces: tuple[Piece, ...] = ()
        self.mark(pieces)

    def mark(self, pieces: tuple[Piece, ...]) -> None:
        self._pieces = pieces
        self.setText("".join(piece.text for piece in pieces))
        self.setAccessibleName("".join(piece.text for piece in pieces if piece.how != "taken"))
        self.setAccessibleDescription(words.summary(words_of(pieces, "added"), words_of(pieces, "taken")))
        self.updateGeometry()

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats, at = [], 0
        for piece in self._pieces:
            if piece.how != "same":
                marked = QTextLayout.FormatRange()
                marked.start, marked.length = at, len(piece.text.rstrip())
                marked.format = _format(added=piece.how == "added")
                formats.append(marked)
            at += len(piece.text)
        return formats


def _format(*, added: bool) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(theme.current().colour("insbg" if added else "delbg"))
    form.setFontUnderline(added)
    form.setFontStrikeOut(not added)
    return form
