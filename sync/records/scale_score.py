"""A score from 0 to 10 by one person about one thing (domain.md 3.10, J8; 8.3). Different people's scores are never averaged."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Compound, Day, Id, Ids, Whole, Wire


class ScaleScore(Record):
    """A score from 0 to 10, with the words that the scale had when it was given. No two people's are averaged."""

    kind: ClassVar[str] = "scale_score"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    who: Mapped[str | None] = field(
        Id("person", "professional"), Merge.VALUE, NORMAL, "Who scored; empty for the worker."
    )
    worker: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "The worker, where the score is theirs.")
    about: Mapped[tuple[str, ...] | None] = field(Ids("person"), Merge.CHOICES, NORMAL, "The people it is about.")
    area: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "overall, or an area such as school or home_and_money.")
    score: Mapped[int | None] = field(Whole(0, 10), Merge.VALUE, NORMAL, "The score as given.")
    profile: Mapped[str | None] = field(
        Text, Merge.VALUE, NORMAL, "The council's scoring profile, which says what is better."
    )
    anchors: Mapped[dict[str, Wire] | None] = field(
        Compound(low=Text(), high=Text()), Merge.VALUE, NORMAL, "What 0 and 10 meant."
    )
    scored_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "The day of the conversation.")
    why: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "Why this number.")
    one_up: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What would be one point up.")
    assessment: Mapped[str | None] = field(Id("assessment"), Merge.VALUE, NORMAL, "The assessment it was given in.")
    episode: Mapped[str | None] = field(Id("episode"), Merge.VALUE, NORMAL, "The episode it measures.")
