"""The page of a family's agreement."""

from functools import partial

from desktop.app.wiring import Wiring
from desktop.ui.consent.model import Casework, ConsentModel
from desktop.ui.consent.page import ConsentPage


def add_consent_page(on: Wiring) -> None:
    """Behind Families."""
    model = on.kept(ConsentModel(Casework(on.desk), on.now, on.tasks))
    on.window.add_page("consent", partial(ConsentPage, model, on.head, on.window), under="families")
