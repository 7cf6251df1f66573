"""Taking back what the server would not take (S9), when whoever wrote it says so.

The record shows again what the council has, what was built on the change inherits its base, and the bytes that were sent go to the
server as evidence (S25): nobody's words vanish.
"""

from collections.abc import Collection

from desktop.store.pending import Address, Place
from desktop.store.working_tree import WorkingTree


def take_back(tree: WorkingTree, address: Address, fields: Collection[str]) -> None:
    """Undo the refused changes of these fields of a record; of a record that the server has nothing of, everything."""
    is_new = not any(tree.base(Place(*address, name)).version for name in tree.rows.fields(address))
    changed: set[int] = set()
    for waiting in list(tree.queue):
        for place in waiting.on(address):
            if is_new or (waiting.state == "refused" and place.field in fields):
                changed |= tree.unlink(waiting, place)[1]
    tree.rewrite(changed)
