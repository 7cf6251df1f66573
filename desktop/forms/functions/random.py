"""Functions of chance, and the shuffle that ODK fixes so that every engine shows the same order."""

import math
import string
from uuid import UUID

from desktop.forms.functions.registry import takes
from desktop.forms.nodes import Node
from desktop.forms.paths import nodes_of
from desktop.forms.scope import Scope
from desktop.forms.values import Value, to_number

_LETTERS = string.ascii_letters + string.digits
_MODULUS = 2_147_483_647


def _randomize(scope: Scope, args: list[Value]) -> Value:
    nodes = list(nodes_of(args[0]))
    seed = to_number(args[1], scope.world.zone) if len(args) > 1 else float(scope.world.random.randrange(_MODULUS))
    return shuffled(nodes, int(seed) if math.isfinite(seed) else 0)


def shuffled(nodes: list[Node], seed: int) -> list[Node]:
    """Park and Miller's generator and Fisher and Yates's shuffle, as ODK XForms fixes them."""
    state = seed % _MODULUS or _MODULUS - 1
    for last in range(len(nodes) - 1, 0, -1):
        state = state * 16_807 % _MODULUS
        chosen = int((state - 1) / (_MODULUS - 1) * (last + 1))
        nodes[last], nodes[chosen] = nodes[chosen], nodes[last]
    return nodes


def _uuid(scope: Scope, args: list[Value]) -> Value:
    """A random id, or that many random letters and digits."""
    chance = scope.world.random
    if not args:
        return str(UUID(int=chance.getrandbits(128), version=4))
    length = to_number(args[0], scope.world.zone)
    return "".join(chance.choices(_LETTERS, k=min(int(length), 255))) if length >= 1 else ""


FUNCTIONS = {
    "random": takes(0, 0, lambda scope, _: scope.world.random.random()),
    "randomize": takes(1, 2, _randomize, wide=True),
    "uuid": takes(0, 1, _uuid),
}
