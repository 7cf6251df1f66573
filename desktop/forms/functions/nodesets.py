"""Functions on node-sets, repeats and instances."""

from desktop.forms.functions.registry import MANY, takes
from desktop.forms.nodes import Node
from desktop.forms.paths import nodes_of
from desktop.forms.scope import Scope
from desktop.forms.values import Value, to_number, to_string


def _count(_: Scope, args: list[Value]) -> Value:
    return float(len(nodes_of(args[0])))


def _count_non_empty(_: Scope, args: list[Value]) -> Value:
    return float(sum(node.value != "" for node in nodes_of(args[0])))


def _position(scope: Scope, args: list[Value]) -> Value:
    """Without an argument, XPath's; with one, the number of that repeat instance."""
    if not args:
        return float(scope.position)
    nodes = nodes_of(args[0])
    if not nodes or nodes[0].parent is None:
        return 0.0
    return float(nodes[0].parent.named(nodes[0].name).index(nodes[0]) + 1)


def _instance(scope: Scope, args: list[Value]) -> Value:
    document = scope.world.instance(to_string(args[0]))
    return [document] if document is not None else []


def _indexed_repeat(scope: Scope, args: list[Value]) -> Value:
    """`indexed-repeat(question, repeat, number, …)`: the question in that instance, whichever repeat is named first."""
    found = nodes_of(args[0])
    within: Node | None = None
    pairs = [
        (nodes_of(repeat), to_number(number, scope.world.zone))
        for repeat, number in zip(args[1::2], args[2::2], strict=False)
    ]
    for repeats, index in sorted(pairs, key=lambda pair: len(list(pair[0][0].ancestors())) if pair[0] else 0):
        instances = [n for n in repeats if within is None or _inside(n, within)]
        if not 1 <= index <= len(instances):
            return []
        within = instances[int(index) - 1]
    return [node for node in found if within is not None and _inside(node, within)]


def _inside(node: Node, outer: Node) -> bool:
    return any(ancestor is outer for ancestor in node.ancestors())


def _name(scope: Scope, args: list[Value]) -> Value:
    nodes = nodes_of(args[0]) if args else [scope.node]
    return nodes[0].name if nodes else ""


def _pulled(scope: Scope, args: list[Value]) -> Value:
    """`pulldata(instance, column, key column, key)`: that column of the first item whose key it is."""
    name, column, key_column, key = (to_string(a) for a in args)
    document = scope.world.instance(name)
    items = document.children[0].named("item") if document is not None and document.children else []
    scope.world.budget.spend(len(items))
    found = next((item for item in items if any(k.value == key for k in _column(item, key_column))), None)
    return _column(found, column) if found is not None else []


def _column(item: Node, name: str) -> list[Node]:
    """Children of that name, or an attribute as `@name`."""
    if name.startswith("@"):
        return [item.attributes[name[1:]]] if name[1:] in item.attributes else []
    return item.named(name)


FUNCTIONS = {
    "count": takes(1, 1, _count, wide=True),
    "count-non-empty": takes(1, 1, _count_non_empty, wide=True),
    "position": takes(0, 1, _position),
    "last": takes(0, 0, lambda scope, _: float(scope.size)),
    "current": takes(0, 0, lambda scope, _: [scope.current]),
    "instance": takes(1, 1, _instance),
    "pulldata": takes(4, 4, _pulled),
    "indexed-repeat": takes(3, MANY, _indexed_repeat, wide=True),
    "name": takes(0, 1, _name),
    "local-name": takes(0, 1, _name),
    "namespace-uri": takes(0, 1, lambda *_: ""),
}
