"""Interviews recorded from another engine's tests: open a form, answer, add and remove repeats, compare what is there."""

import re
from datetime import UTC, datetime
from typing import Any

from desktop.clock import FixedClock
from desktop.forms import Answer, AnswerKey, FormDefinition, Session
from desktop.ids import Ids, seeded

_CLOCK = FixedClock(datetime(2026, 10, 6, 10, 31, tzinfo=UTC))
_PART = re.compile(r"([^/\[\]]+)(?:\[(\d+)\])?")


class Disagreement(Exception):
    """An expectation that our engine does not meet."""


class Interview:
    """One case: `play` raises Disagreement at the first expectation that does not hold."""

    def __init__(self, case: dict[str, Any]) -> None:
        self._forms = case["forms"]
        self._steps = case["steps"]
        self._results: list[Any] = []
        self._here = ""

    def play(self) -> None:
        for step in self._steps:
            self._results.append(self._step(step))

    def _step(self, step: dict[str, Any]) -> Any:
        if "init" in step:
            return self._open(self._forms[step["init"]]["xml"])
        if "do" in step:
            return getattr(self, f"_{_snake(step['do']['m'])}")(*step["do"]["args"])
        holds = self._matches(step["matcher"], self._value(step["expect"]), [self._value(a) for a in step["args"]])
        if holds is step.get("not", False):
            raise Disagreement(f"{step['expect']} {step['matcher']} {step['args']}")
        return None

    def _open(self, xml: str) -> None:
        definition = FormDefinition.parse(xml.strip().encode())
        self.session = Session(definition, None, instances={}, clock=_CLOCK, ids=Ids(_CLOCK.now, seeded(1)))

    def _key(self, reference: str) -> AnswerKey:
        """The key of the node at positions such as `/data/repeat[2]/name`."""
        key, path = AnswerKey(""), ""
        for name, position in _PART.findall(reference):
            path += f"/{name.rpartition(':')[2]}"
            if path.count("/") > 1:
                fellows = [k for k in self.session.keys(path) if k.is_within(key)]
                if len(fellows) < int(position or 1):
                    raise Disagreement(f"no node {reference}")
                key = fellows[int(position or 1) - 1]
        return key

    def _next(self, reference: str) -> None:
        self._here = reference

    def _answer(self, *given: Any) -> None:
        reference, values = (given[0], given[1:]) if len(given) > 1 else (self._here, given)
        key = self._key(reference)
        ticks = self.session.question(key).kind == "acknowledge"
        yes, no = ("OK", "") if ticks else ("1", "0")
        text = " ".join((yes if v else no) if isinstance(v, bool) else str(v) for v in values)
        self.session.set(key, Answer(text))

    def _create_new_repeat(self, reference: Any) -> str:
        path = reference if isinstance(reference, str) else reference["assertCurrentReference"]
        above, _, name = path.rpartition("/")
        parent = self._key(above)
        repeat = parent.child(name.partition("[")[0])
        number, _ = self.session.add_repeat(repeat)
        at = len([k for k in self.session.keys(re.sub(r"\[\d+\]", "", path)) if k.is_within(parent)])
        self._here = f"{path.removesuffix(']').partition('[')[0] if above == '' else path}[{at}]"
        return number

    def _proposed_add_explicit_create_new_repeat_call_here(self, reference: str, options: dict[str, bool]) -> None:
        if options.get("explicitRepeatCreation"):
            self._create_new_repeat(reference)

    def _remove_repeat(self, reference: str) -> None:
        self.session.remove_repeat(self._key(reference))

    def _set_language(self, language: str) -> None:
        self.session.set_language(language)

    def _value(self, expr: Any) -> Any:
        if isinstance(expr, list):
            return [self._value(e) for e in expr]
        if not isinstance(expr, dict):
            return expr
        if "q" in expr:
            return self._asked(expr["q"]["m"], *expr["q"]["args"])
        if "step" in expr:
            return self._results[expr["step"]]
        if "get" in expr:
            return self._got(self._value(expr["of"]), expr["get"], [])
        call, arguments = expr["call"], [self._value(a) for a in expr.get("args", [])]
        if "get" in call:
            return self._got(self._value(call["of"]), call["get"], arguments)
        return arguments

    def _asked(self, what: str, reference: str) -> Any:
        if what == "countRepeatInstancesOf":
            above = self._key(reference.rpartition("/")[0])
            return len([k for k in self.session.keys(re.sub(r"\[\d+\]", "", reference)) if k.is_within(above)])
        key = self._key(reference)
        if what == "answerOf":
            state = self.session.state(key)
            return state.value if state.relevant else ""
        return self.session.choices(key) if what == "choicesOf" else self.session.state(key)

    def _got(self, target: Any, what: str, arguments: list[Any]) -> Any:
        match what:
            case "getValue":
                return target if isinstance(target, str) else target.code
            case "isEmpty":
                return not target
            case "size":
                return len(target)
            case "get":
                return target[arguments[0]]
            case "value":
                return target.value
        return target

    def _matches(self, matcher: str, value: Any, arguments: list[Any]) -> bool:
        match matcher:
            case "toBe":
                return bool(value == arguments[0])
            case "toEqualAnswer":
                return _same(value, arguments[0][0] if isinstance(arguments[0], list) else arguments[0])
            case "toContainChoices":
                return [c.code for c in value if c.code in _codes(arguments[0])] == _codes(arguments[0])
            case "toContainChoicesInAnyOrder":
                return set(_codes(arguments[0])) <= {c.code for c in value}
            case "toBeRelevant" | "toBeEnabled":
                return bool(value.relevant) if matcher == "toBeRelevant" else not value.readonly
            case "toBeNonRelevant":
                return not value.relevant
            case "toBeReadonly":
                return bool(value.readonly)
        raise Disagreement(f"unknown matcher {matcher}")


def _snake(name: str) -> str:
    return re.sub(r"([A-Z])", lambda m: f"_{m[1].lower()}", name)


def _codes(choices: list[list[str]]) -> list[str]:
    return [choice[0] for choice in choices]


def _same(value: str, expected: Any) -> bool:
    if isinstance(expected, bool):
        return value in ({"1", "true", "OK"} if expected else {"0", "false", ""})
    if isinstance(expected, int | float):
        try:
            return float(value) == expected
        except ValueError:
            return False
    return value == str(expected) or sorted(value.split()) == sorted(expected.replace(",", " ").split())
