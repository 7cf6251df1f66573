"""The assessment on paper, as its readers meet it: eyes, a screen reader, and whoever searches the file."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.reports.assessment import assessment_pdf
from desktop.reports.document import Copy, Standing
from tests.reports import reading
from tests.reports.documents import TODAY, a_plan, a_section, an_action, an_assessment, an_item

HOSTILE = "<img src='file:///tmp/x'>&=1+1"
COPIES = pytest.mark.parametrize("copy", Copy)


@COPIES
def test_every_word_can_be_read_back(copy):
    said = reading.text(assessment_pdf(an_assessment(), copy, TODAY))

    for words in (
        "Hartley-Okoro family", "Maya has good friends.", "“I’m not lazy, I’m tired.” Maya", "3 to 5, up 2",
        "Ask for Leo’s date", "Tue 13 October", "Millbrook Primary", "6 October 2026, 11:52", "Chose not to sign",
        "One plan was asked for.", "17 November 2026", "Page 1 of ",
    ):  # fmt: skip
        assert words in said


def test_a_screen_reader_hears_the_order_of_the_conversation():
    told = reading.spoken(assessment_pdf(an_assessment(), Copy.FAMILY, TODAY))

    tags = [tag for tag, _words in told]
    headings = [words for tag, words in told if tag in {"H1", "H2"}]
    assert headings == [
        "Early Help Assessment", "Who this is about", "What is going well", "How far we have come",
        "How much help is right", "What we will do", "Who we may share with", "Agreed by",
    ]  # fmt: skip
    assert ("TH", "Action") in told
    assert ("TD", "Jo") in told
    assert ("LBody", "Sleep") in told
    assert tags.count("H1") == 1
    assert not any("Private and confidential" in words for _tag, words in told)


def test_a_long_answer_stays_one_paragraph_over_pages():
    long = " ".join(f"Sentence number {number} of a long talk." for number in range(400))
    data = assessment_pdf(an_assessment(sections=(a_section(an_item(long)),)), Copy.FAMILY, TODAY)

    paragraphs = [words for tag, words in reading.spoken(data) if words.startswith("Sentence number 0")]

    with reading.opened(data) as document:
        assert len(document.pages) > 3
    assert paragraphs == [long]


def test_the_head_of_a_long_table_is_spoken_once_and_seen_on_each_page():
    plan = a_plan(*(an_action(f"Step {number}") for number in range(60)))
    data = assessment_pdf(an_assessment(plan=plan), Copy.FAMILY, TODAY)

    heads = [words for tag, words in reading.spoken(data) if words == "How we will know"]

    assert heads == ["How we will know"]
    assert reading.text(data).count("How we will know") >= 3


@COPIES
def test_the_file_says_its_language_and_shows_its_title(copy):
    data = assessment_pdf(an_assessment(), copy, TODAY)

    with reading.opened(data) as document:
        root = document.Root
        assert str(root.Lang) == "en-GB"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(document.docinfo["/Title"]) == "Early Help Assessment"
        assert str(document.docinfo["/CreationDate"]) == "D:20261006"
        assert str(document.docinfo["/Author"]) == ""
        for page in document.pages:
            assert page.Tabs == "/S"
            assert [float(side) for side in page.mediabox] == pytest.approx([0, 0, 595.28, 841.89], abs=0.01)


def test_the_outline_is_the_headings():
    data = assessment_pdf(an_assessment(), Copy.FAMILY, TODAY)

    [(title, sections)] = reading.outline(data)

    assert title == "Early Help Assessment"
    assert sections[:2] == ["Who this is about", "What is going well"]


@COPIES
def test_every_font_is_embedded(copy):
    data = assessment_pdf(an_assessment(people=()), copy, TODAY)

    with reading.opened(data) as document:
        fonts = [font for page in document.pages for font in page.resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


def test_a_name_that_looks_like_mark_up_is_only_a_name():
    document = an_assessment(
        family=HOSTILE, sections=(a_section(an_item(HOSTILE, question=HOSTILE, said_by=HOSTILE), title=HOSTILE),),
        plan=a_plan(an_action(HOSTILE)),
    )  # fmt: skip

    data = assessment_pdf(document, Copy.FAMILY, TODAY)

    assert reading.text(data).count(HOSTILE) == 6
    assert ("P", HOSTILE) in reading.spoken(data)
    with reading.opened(data) as opened:
        assert not any(page.get_images() for page in opened.pages)


@COPIES
def test_the_same_assessment_on_the_same_day_is_the_same_file(copy):
    assert assessment_pdf(an_assessment(), copy, TODAY) == assessment_pdf(an_assessment(), copy, TODAY)


def test_large_print_takes_more_pages_and_loses_nothing():
    document = an_assessment(sections=tuple(a_section(an_item("A long answer. " * 60)) for _ in range(3)))
    usual, large = (assessment_pdf(document, Copy.FAMILY, TODAY, large_print=large) for large in (False, True))

    with reading.opened(usual) as smaller, reading.opened(large) as larger:
        assert len(larger.pages) > len(smaller.pages)
    assert [words for _tag, words in reading.spoken(large)] == [words for _tag, words in reading.spoken(usual)]


def test_an_assessment_not_yet_agreed_says_it_is_a_draft():
    data = assessment_pdf(an_assessment(agreed_on=None), Copy.OFFICE, TODAY + timedelta(days=1))

    assert "Draft, 7 October 2026" in reading.text(data)


def test_the_demonstration_says_so_on_the_first_page():
    assert "invented family" in reading.text(assessment_pdf(an_assessment(invented=True), Copy.FAMILY, TODAY))
    assert "invented family" not in reading.text(assessment_pdf(an_assessment(), Copy.FAMILY, TODAY))


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        pytest.param(Standing.NOT_ASKED, "Not asked yet.", id="not asked"),
        pytest.param(Standing.DECLINED, "They chose not to say.", id="declined"),
        pytest.param(Standing.NOT_APPLICABLE, "Does not apply.", id="not applicable"),
    ],
)
def test_a_question_without_an_answer_says_why(standing, said):
    data = assessment_pdf(an_assessment(sections=(a_section(an_item("", standing=standing)),)), Copy.FAMILY, TODAY)

    assert said in reading.text(data)


def test_an_almost_empty_assessment_can_be_printed():
    bare = an_assessment(people=(), consents=(), sections=(), scores=(), level=None, plan=None, signatures=())

    assert "Nobody yet" in reading.text(assessment_pdf(bare, Copy.OFFICE, date(2026, 1, 1)))


@given(st.text(max_size=200))
@settings(max_examples=30)
def test_no_text_stops_a_copy_from_being_made(text):
    document = an_assessment(
        family=text, sections=(a_section(an_item(text), title=text),), plan=a_plan(an_action(text))
    )

    assert assessment_pdf(document, Copy.FAMILY, TODAY).startswith(b"%PDF")


@pytest.mark.parametrize(
    "text", [pytest.param("word " * 4000, id="many words"), pytest.param("x" * 6000, id="one word")]
)
def test_a_cell_longer_than_a_page_goes_on_overleaf(text):
    data = assessment_pdf(an_assessment(plan=a_plan(an_action(text))), Copy.OFFICE, TODAY)

    assert reading.text(data).replace(" ", "").count(text[:4]) >= len(text) // 5


def test_letters_that_the_font_lacks_are_owned_up_to():
    written = reading.text(assessment_pdf(an_assessment(family="Родина"), Copy.OFFICE, TODAY))
    welsh = reading.text(assessment_pdf(an_assessment(family="Teulu Ŵyn-Łuczak"), Copy.OFFICE, TODAY))

    assert "Some letters could not be printed" in written
    assert "Some letters could not be printed" not in welsh
    assert "Teulu Ŵyn-Łuczak" in welsh
