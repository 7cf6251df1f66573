"""One open record: answers go in, what changed comes out. Every change happens whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import tzinfo
from typing import Literal, TypeAlias

from desktop.clock import LONDON, Clock
from desktop.forms.answers import Answer, AnswerKey, Answers, canonical
from desktop.forms.changes import Changes, NodeState, RepeatId, Undo
from desktop.forms.choices import Choice, choices_at
from desktop.forms.definition import FormDefinition, Question
from desktop.forms.errors import FormError, Problem, refuse
from desktop.forms.loading import load
from desktop.forms.nodes import Node
from desktop.forms.opening import begin, show
from desktop.forms.outline import Section, rows, sections
from desktop.forms.places import Place
from desktop.forms.recalculation import Recalculation
from desktop.forms.repeats import key_of_answer, stored
from desktop.forms.surroundings import Surroundings
from desktop.forms.tree import Tree
from desktop.ids import IdSource

Mode: TypeAlias = Literal["new", "reopen", "view"]


class Session:
    """`new` fires first-load actions, preloads and defaults; `reopen` fires none of these and recomputes;
    `view` recomputes nothing and shows what was signed."""

    def __init__(
        self,
        definition: FormDefinition,
        answers: Answers | None,
        *,
        instances: Mapping[str, bytes],
        clock: Clock,
        ids: IdSource,
        lang: str = "",
        mode: Mode = "new",
        zone: tzinfo = LONDON,
    ) -> None:
        self.definition = definition
        self.mode = mode
        self._world = Surroundings(definition, instances, clock, ids, zone)
        self._world.language = lang or definition.default_language
        seed = definition.form.seed
        self._tree = Tree(self._world.document, definition.root, seed, self._world.new_id, fresh=mode == "new")
        self._work = Recalculation(definition, self._tree, self._world)
        self._work.repeats.aside.update(load(self._tree, answers or {}, view=mode == "view"))
        if mode == "view":
            show(definition, self._tree, self._work)
        else:
            begin(definition, self._tree, self._work, self._world, fresh=mode == "new")
        self._dropped: tuple[tuple[Node, str], ...] = ()
        self._tree.keep()
        self._work.abandon()

    def set(self, key: AnswerKey | str, answer: Answer | None) -> Changes:
        """Store the value as canonical text, with its companions; nothing clears it.

        Raises AnswerRefused `unknown_question`, `belongs_to_record`, `computed`, `only_viewed`, or that the value is not of
        the question's type; BudgetSpent. Then nothing changed.
        """
        node = self._question(key)
        with self._change() as done:
            given = answer if answer is not None else Answer("")
            codes = tuple(c.code for c in self._choices(node)) if given.value else ()
            text = canonical(node.bound, given.value, codes)
            self._work.answered(node, replace(given, value=text))
            self._work.write(node, text)
        return done()

    def add_repeat(self, key: AnswerKey | str, after: RepeatId | None = None) -> tuple[RepeatId, Changes]:
        """A new instance of the repeat at `key` (named without an id at its end), last or after that instance."""
        parent, place = self._repeat(key)
        fellows = parent.named(place.name)
        index = next((i + 1 for i, n in enumerate(fellows) if n.repeat_id == after), len(fellows))
        with self._change() as done:
            node = self._work.repeats.add(place, parent, index)
        return node.repeat_id, done()

    def remove_repeat(self, key: AnswerKey | str) -> Changes:
        """Also clears answers that name this instance; `undo` of the changes brings all of it back."""
        node = self._node(key)
        place = node.bound
        if not place.repeats or node.parent is None:
            raise refuse("not_a_repeat", str(key))
        self._may_change(place)
        parent = node.parent
        with self._change() as done:
            index = self._work.repeats.take(node)
        return replace(done(), undo=Undo(node, parent, index, self._dropped))

    def undo(self, token: Undo) -> Changes:
        """Take back a removal: the instance with its answers, and the answers that named it unless answered since."""
        with self._change() as done:
            self._work.repeats.put_back(token.node, token.parent, token.index)
            self._work.settle()
            for node, text in token.dropped:
                if not node.text or set(node.text.split()) < set(text.split()):
                    self._work.write(node, text)
        return done()

    def set_instance(self, name: str, xml: bytes) -> Changes:
        """People or facts changed under the open form. Raises FormInvalid when it is not plain XML."""
        with self._change() as done:
            self._work.swap_instance(name, xml)
        return done()

    def set_language(self, lang: str) -> Changes:
        with self._change() as done:
            self._work.speak(lang)
        return done()

    def state(self, key: AnswerKey | str) -> NodeState:
        node = self._node(key)
        label, hint = self._wording(node)
        return NodeState(
            value=node.text,
            relevant=node.relevant,
            required=node.required,
            readonly=self.mode == "view" or node.readonly or node.bound.is_computed,
            valid=node.valid,
            messages=tuple(p.message for p in self._wrong(node)),
            label=label,
            hint=hint,
        )

    def question(self, key: AnswerKey | str) -> Question:
        """The definition's side of a key. Raises AnswerRefused `unknown_question` for what no page shows."""
        found = self.definition.question(self._node(key).bound.path)
        if found is None:
            raise refuse("unknown_question", str(key))
        return found

    def answer(self, key: AnswerKey | str) -> Answer | None:
        """The answer with its companions; none where nothing was ever answered."""
        node = self._node(key)
        return stored(node) if node.answer is not None and not node.repeat_id else None

    def choices(self, key: AnswerKey | str) -> Sequence[Choice]:
        """Filtered, in order, in the language of the session."""
        return self._choices(self._node(key))

    def problems(self, scope: AnswerKey | str | None = None) -> Sequence[Problem]:
        """`required` and `constraint` over what applies, in document order; `path` is the answer's key."""
        top = self._node(scope or "")
        return [problem for node in top.subtree() if node.relevant for problem in self._wrong(node)]

    def answers(self) -> dict[AnswerKey, Answer]:
        """Everything to store: hidden answers too, what was cleared as empty text, nothing that is computed."""
        found = {key_of_answer(n): stored(n) for n in self._tree.document.subtree() if n.answer is not None}
        return {**self._work.repeats.aside, **found}

    def hidden(self) -> frozenset[AnswerKey]:
        """What was answered and does not apply any more: what `final` leaves out."""
        nodes = self._tree.document.subtree()
        return frozenset(key_of_answer(node) for node in nodes if node.answer is not None and not node.relevant)

    def final(self) -> dict[AnswerKey, Answer]:
        """What is signed: only what applies, with what was computed frozen in."""
        found: dict[AnswerKey, Answer] = {}
        for node in self._tree.document.subtree():
            if node.relevant and node.answer is not None and (node.text or node.repeat_id or _says_why(node.answer)):
                found[key_of_answer(node)] = stored(node)
            elif node.relevant and node.place is not None and node.place.is_computed and node.text:
                found[AnswerKey.of(node)] = Answer(node.text)
        return found

    def sections(self) -> Sequence[Section]:
        """The rail: each top-level group, and each instance of a top-level repeat, with how far it is."""
        return sections(self.definition, self._tree.document.children[0], self._label)

    def rows(self, section: AnswerKey | str) -> Sequence[AnswerKey]:
        """What the page of a section shows now, in page order: relevant groups, repeat instances and questions."""
        return rows(self.definition, self._node(section))

    def keys(self, path: str) -> Sequence[AnswerKey]:
        """The keys of every node at a path of the definition: several inside repeats."""
        place = self.definition.place(path)
        root = self._tree.document.children[0]
        return [AnswerKey.of(node) for node in self._tree.within(root, place)] if place is not None else []

    @contextmanager
    def _change(self) -> Iterator[Callable[[], Changes]]:
        """Runs the change to its end; on any refusal everything is as before."""
        if self.mode == "view":
            raise refuse("only_viewed")
        self._world.budget.renew()
        self._work.abandon()
        try:
            yield self._gathered
            self._work.run()
        except FormError:
            self._tree.take_back()
            self._work.abandon()
            raise
        self._dropped = tuple(self._work.dropped)
        self._tree.keep()

    def _gathered(self) -> Changes:
        repeats = self._work.repeats
        return Changes(
            keys=frozenset(AnswerKey.of(node) for node in self._work.changed.values()),
            added=frozenset(repeats.came),
            removed=frozenset(repeats.went),
            cleared=frozenset(AnswerKey.of(node) for node, _ in self._dropped),
        )

    def _node(self, key: AnswerKey | str) -> Node:
        node = self._tree.find(key)
        if node is None:
            raise refuse("unknown_question", str(key))
        return node

    def _question(self, key: AnswerKey | str) -> Node:
        node = self._node(key)
        place = node.bound
        if not place.is_question:
            raise refuse("unknown_question", str(key))
        if place.bind.fact:
            raise refuse("belongs_to_record", str(key))
        if place.is_computed and node.readonly:
            raise refuse("computed", str(key))
        return node

    def _repeat(self, key: AnswerKey | str) -> tuple[Node, Place]:
        above, _, name = str(key).rpartition("/")
        parent = self._node(above)
        place = parent.bound.child(name)
        if place is None or not place.repeats:
            raise refuse("not_a_repeat", str(key))
        self._may_change(place)
        return parent, place

    def _may_change(self, place: Place) -> None:
        if place.control is not None and place.control.fixed:
            raise refuse("fixed_repeat", place.path)

    def _wording(self, node: Node) -> tuple[str, str]:
        control = node.bound.control
        if control is None:
            return "", ""
        return node.wording or (self._world.spoken(control.label, node), self._world.spoken(control.hint, node))

    def _label(self, node: Node) -> str:
        return self._wording(node)[0]

    def _choices(self, node: Node) -> tuple[Choice, ...]:
        if node.choices is None:
            node.choices = choices_at(self._world, node)
        return node.choices

    def _wrong(self, node: Node) -> Iterator[Problem]:
        place = node.place
        if place is None or not place.is_question or self.mode == "view":
            return
        excused = node.answer is not None and node.answer.status != "answered"
        if node.required and not node.text and not excused:
            yield Problem("required", AnswerKey.of(node), self._world.spoken(place.bind.required_message, node))
        if not node.valid:
            yield Problem("constraint", AnswerKey.of(node), self._world.spoken(place.bind.constraint_message, node))


def _says_why(answer: Answer) -> bool:
    """Not asked, declined and not applicable are said without a value."""
    return answer.status != "answered"
