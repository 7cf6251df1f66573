"""Taking consent back, what was shared without it, ending help as declined, and a signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desktop.casework.consents import ASSESSMENT, SHARING, ConsentLine
from desktop.casework.outside_consent import NewShared
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.visit.drawing import Draw
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import consent as words
from desktop.ui.words import days
from desktop.ui.words import people as people_words


@dataclass(frozen=True)
class TakenBack:
    """Which lines, as they were shown, on which day and how it was said."""

    lines: tuple[ConsentLine, ...]
    on: date
    how: str


class TakeBack(FormDialog):
    """Says a `TakenBack`. All that holds is chosen at first: a part is chosen by leaving others out."""

    name = "take_back"

    def __init__(self, about: str, lines: Sequence[ConsentLine], labels: Sequence[str], today: date) -> None:
        """`lines` are those that may be taken back; `labels` say what each is."""
        super().__init__(words.TAKE_BACK_TITLE, words.TAKE_BACK_SAVE, words.TAKE_BACK_TEXT, kind="danger")
        self.about, self._lines, self._today = about, {line.record: line for line in lines}, today
        self._what = ChoiceChips(list(zip(self._lines, labels, strict=True)), many=True)
        self._what.set_values(self._lines)
        self._on, self._how = DateEdit(), Select(people_words.HOW_CHOICES)
        self._on.set_day(today)
        self._what_field, self._on_field = Field(words.TAKE_BACK_WHAT, self._what), Field(words.ON, self._on)
        self.add_fields(self._what_field, beside(self._on_field, Field(words.HOW, self._how)))

    def read(self) -> TakenBack | None:
        chosen = tuple(self._lines[record] for record in self._what.values())
        self._what_field.set_error("" if chosen else words.TAKE_BACK_MISSING)
        on = self._on.day()
        late = on is not None and on > self._today
        self._on_field.set_error(days.NOT_A_DATE if on is None else words.ON_WRONG if late else "")
        if not chosen or on is None or late:
            return None
        return TakenBack(chosen, on, self._how.value())


def label_of(line: ConsentLine, agency: str) -> str:
    """What a line is, where it stands alone."""
    if line.purpose == SHARING:
        return agency
    return words.TO_ASSESSMENT if line.purpose == ASSESSMENT else words.TO_EVALUATION


class ShareWithout(FormDialog):
    """Says a `NewShared`."""

    name = "share_without"

    def __init__(self, grounds: Sequence[tuple[str, str]]) -> None:
        super().__init__(words.SHARED_TITLE, words.SHARED_SAVE, words.SHARED_TEXT)
        self._what, self._whom, self._by = TextAnswer(lines=2), LineEdit(), LineEdit()
        self._ground, self._why = ChoiceChips(grounds), TextAnswer(lines=2)
        self._asked = (
            Field(words.SHARED_WHAT, self._what),
            Field(words.SHARED_GROUND, self._ground),
            Field(words.SHARED_WHY, self._why),
            Field(words.SHARED_WHOM, self._whom),
            Field(words.SHARED_BY, self._by),
        )
        self.add_fields(*self._asked[:3], beside(*self._asked[3:]))

    def read(self) -> NewShared | None:
        ground = next(iter(self._ground.values()), "")
        said = (self._what.text().strip(), ground, self._why.text().strip())
        whom, by = self._whom.text().strip(), self._by.text().strip()
        for field, text in zip(self._asked, (*said, whom, by), strict=True):
            field.set_error("" if text else words.SHARED_MISSING)
        if any(field.error() for field in self._asked):
            return None
        return NewShared(said[0], whom, ground, said[2], by)


class EndHelp(FormDialog):
    """Says the risk that was considered (T7)."""

    name = "end_help"

    def __init__(self) -> None:
        super().__init__(words.DECLINE, words.DECLINE_SAVE, words.DECLINE_TEXT, kind="danger")
        self._risk = TextAnswer(lines=3)
        self._field = Field(words.DECLINE_RISK, self._risk)
        self.add_fields(self._field)

    def read(self) -> str | None:
        risk = self._risk.text().strip()
        self._field.set_error("" if risk else words.DECLINE_MISSING)
        return risk or None


class Sign(Draw):
    """What is agreed to, in words, and room to sign below it (mockup 11)."""

    def __init__(self, name: str, with_whom: Sequence[str], not_with: Sequence[str], worker: str) -> None:
        text = words.agreeing(with_whom, not_with, worker)
        super().__init__(words.please_sign(name), text, words.KEEP_SIGNATURE, words.NOTHING_SIGNED)
