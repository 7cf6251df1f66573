"""The commands of casework that the fields of a visit need."""

from dataclasses import dataclass

from desktop.casework.attachments import Attachments
from desktop.casework.plans import Plans
from desktop.casework.visit_endings import VisitEndings
from desktop.casework.visit_safety import VisitSafety
from desktop.casework.visit_writing import VisitWriting
from desktop.ui.ports import FileChooser


@dataclass(frozen=True)
class Writing:
    """One desk's."""

    writing: VisitWriting
    endings: VisitEndings
    safety: VisitSafety
    plans: Plans
    attachments: Attachments
    chooser: FileChooser
