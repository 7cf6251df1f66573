"""When things fall due, from a council's timescales and calendar."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sync.rules.frameworks import Timescales
from sync.rules.working_days import WorkingDays


@dataclass(frozen=True)
class DueDates:
    """Each method takes the day that starts the clock and gives the last day that is in time."""

    timescales: Timescales
    working_days: WorkingDays

    def first_contact(self, received_on: date) -> date:
        """The first successful contact with the family (P2)."""
        return self.working_days.after(received_on, self.timescales.first_engagement_wd)

    def assessment(self, allocated_on: date) -> date:
        """The completed assessment (P3)."""
        return self.working_days.after(allocated_on, self.timescales.assessment_wd)

    def assessment_amber(self, allocated_on: date) -> date:
        """From the day after this one an unfinished assessment is shown in amber."""
        return self.working_days.after(allocated_on, self.timescales.assessment_amber_wd)

    def first_meeting(self, completed_on: date) -> date:
        """The first Team Around the Family meeting."""
        return self.working_days.after(completed_on, self.timescales.first_meeting_wd)

    def review(self, agreed_or_reviewed_on: date) -> date:
        """The next review of the plan."""
        return agreed_or_reviewed_on + timedelta(weeks=self.timescales.review_weeks)

    def review_red(self, agreed_or_reviewed_on: date) -> date:
        """The day after which a missing review is shown in red."""
        return agreed_or_reviewed_on + timedelta(weeks=self.timescales.review_red_weeks)

    def child_seen(self, last_seen_on: date) -> date:
        """The next visit on which the child is seen (P7)."""
        return self.working_days.after(last_seen_on, self.timescales.child_seen_wd)

    def visit_note(self, left_at: datetime) -> datetime:
        """The finished visit note (P12)."""
        return left_at + timedelta(hours=self.timescales.visit_note_hours)

    def soon(self, due_on: date) -> date:
        """The day from which something due on that day is shown in amber."""
        return self.working_days.before(due_on, self.timescales.due_soon_wd)

    def drift(self, opened_on: date) -> date:
        """The day after which an open episode drifts (P11)."""
        return months_after(opened_on, self.timescales.drift_months)

    def sustain_check(self, closed_on: date) -> date:
        """When to see whether what was reached has lasted (O2)."""
        return months_after(closed_on, self.timescales.sustain_check_months)


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last: one month after 31 January is 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, _month_length(year, month + 1)))


def _month_length(year: int, month: int) -> int:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return (first_of_next - timedelta(days=1)).day
