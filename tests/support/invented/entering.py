"""An invented family on a laptop, as its worker would have written it there."""

from desktop.casework.invented import InventedFamily
from desktop.store.decisions import shown
from desktop.store.session import Store
from sync.records.assessment import Assessment


def enter(store: Store, family: InventedFamily) -> None:
    """One family, its assessment signed where that was finished. What its manager says of it is not its worker's to write."""
    author = store.identity.user
    rows = list(family.rows())
    reached = {row.id: row.state for row in rows if isinstance(row, Assessment)}
    with store.writing(author) as session:
        session.begin_family(family.id)
        for row in rows:
            if isinstance(row, Assessment):
                row.state = "draft"
        session.add_all(rows)
    for record, state in reached.items():
        if state != "agreed":
            continue
        with store.reading() as session:
            decision = shown(session, session.get_one(Assessment, record))
        with store.writing(author, decision=decision) as session:
            session.get_one(Assessment, record).state = "completed"
