"""What can go wrong with a document.

DoorstepError
└── ReportError
    ├── DocumentFailed      the pages could not be set; nothing was made
    └── PrivateInFamilyCopy something not meant for the family was on its way into their copy; nothing was made
"""

from desktop.errors import DoorstepError


class ReportError(DoorstepError):
    """Root of the errors of documents."""


class DocumentFailed(ReportError):
    """The typesetter refused. What it said is dropped, for it quotes the text (F15)."""


class PrivateInFamilyCopy(ReportError):
    """The caller did not filter. `places` are the kinds of what was private and how many, never what they say."""

    def __init__(self, places: tuple[str, ...]) -> None:
        super().__init__(*places)
        self.places = places
