"""A safeguarding concern on paper: verbatim words, marks with their words, opinion apart; printable with nothing filled in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from desktop.casework.concerns import Account, Call, ConcernView, Mark
from desktop.casework.people import PersonCard
from desktop.reports.concern import ConcernPaper, concern_pdf
from tests.reports import reading

TODAY = date(2026, 10, 6)
RAISED = datetime(2026, 10, 6, 9, 42, tzinfo=UTC)
HOSTILE = "<img src='file:///tmp/x'>&=1+1"
MAYA = PersonCard("m", "Maya", "Maya Hartley", "child", "female", 14, None, at_home=True, detail="Year 9")
FULL = Account(
    words="He gets so angry I hide in the bath.",
    said_by="Maya",
    asked="What happened then?",
    seen="Maya held her arm close.",
    opinion="I think she is not safe tonight.",
    noticed="Tue 6 Oct, 10:31",
    place="Her bedroom",
    safe_now="no",
    parent_told="no",
    why_not="It would not have been safe.",
    about=("m",),
    categories=("domestic_abuse",),
    marks=(Mark("front", 338, 280, "Bruise, 2 cm"), Mark("back", 220, 270)),
    calls=(Call("First Response", "01632 960 100", "10:50", "Ana Reed", "Send the form."),),
)


def printed(account: Account, family: str = "Hartley-Okoro", **view: Any) -> bytes:
    shown = replace(
        ConcernView("AZ6r-_9x2Qbc0Tn_aB-4eA", "f", raised_at=RAISED, raised_by="Jo Ellery"), account=account
    )
    shown = replace(shown, **view)
    return concern_pdf(ConcernPaper("Northmere", family, shown, (MAYA,)), TODAY)


def test_all_that_was_said_seen_and_done_can_be_read_back():
    said = reading.text(printed(FULL))

    for words in (
        *("Safeguarding concern", "Maya Hartley, 14", "Hartley-Okoro", "“He gets so angry I hide in the bath.” Maya"),
        *("What happened then?", "Maya held her arm close.", "Front: left upper arm", "Bruise, 2 cm"),
        *("Back: upper back", "01632 960 100", "Ana Reed", "Send the form.", "It would not have been safe."),
        *("I think she is not safe tonight.", "6 October 2026, 10:42", "Jo Ellery", "domestic abuse"),
    ):
        assert words in said


def test_opinion_stands_under_a_heading_of_its_own_after_the_facts():
    told = reading.spoken(printed(FULL))
    headings = [words for tag, words in told if tag in {"H1", "H2"}]

    assert headings[0] == "Safeguarding concern"
    assert headings.index("What was seen") < headings.index("The worker’s own opinion")
    assert [tag for tag, _words in told].count("Figure") == 1
    assert ("TD", "Front: left upper arm") in told


def test_with_nothing_filled_in_it_is_printed_and_says_whether_the_council_has_it():
    nothing = reading.text(printed(Account(), family=""))

    assert "Not said" in nothing
    assert "Not yet received by the council when this was printed." in nothing
    assert "6 October 2026, 15:05" in reading.text(
        printed(Account(), received=True, received_at=datetime(2026, 10, 6, 14, 5, tzinfo=UTC))
    )


def test_what_was_said_is_text_and_the_title_names_nobody():
    data = printed(replace(FULL, words=HOSTILE, who=HOSTILE, calls=(Call(HOSTILE),)))

    assert reading.text(data).count(HOSTILE) == 2  # in the narrow column of the table it goes over two lines
    with reading.opened(data) as document:
        assert str(document.docinfo["/Title"]) == "Safeguarding concern"
