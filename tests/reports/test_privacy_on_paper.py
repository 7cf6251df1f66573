"""What is not for the family never reaches their copy: a marker for every kind and place, searched for in the whole file."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from desktop.reports import document as kinds
from desktop.reports.assessment import assessment_pdf
from desktop.reports.document import Copy, Item, Quote, Standing
from desktop.reports.errors import DocumentFailed, PrivateInFamilyCopy, ReportError
from desktop.reports.look import Look
from desktop.reports.pdf import Sheet, pdf
from tests.reports import reading
from tests.reports.documents import TODAY, a_section, an_assessment, an_item

MARKER = "Quillfeather"
PRIVATE_KINDS = sorted(
    name
    for name, kind in vars(kinds).items()
    if is_dataclass(kind) and any(field.name == "not_for_family" for field in fields(kind))
)


def hidden(part: Any) -> Any:
    """The same part, private, with the marker in each of its texts."""
    texts = {
        field.name: MARKER for field in fields(part) if isinstance(getattr(part, field.name), str) and field.type is str
    }
    return replace(part, **texts, not_for_family=True)


def with_hidden(document: Any, kind: str) -> Any:
    """The document, in which the first part of a kind, wherever it stands, is private and marked."""
    for field in fields(document):
        value = getattr(document, field.name)
        if type(value).__name__ == kind:
            return replace(document, **{field.name: hidden(value)})
        if isinstance(value, tuple):
            for index, member in enumerate(value):
                made = (
                    hidden(member)
                    if type(member).__name__ == kind
                    else is_dataclass(member) and with_hidden(member, kind)
                )
                if made:
                    return replace(document, **{field.name: (*value[:index], made, *value[index + 1 :])})
        elif is_dataclass(value) and (made := with_hidden(value, kind)):
            return replace(document, **{field.name: made})
    return None


def test_every_kind_that_can_be_private_is_tried():
    assert PRIVATE_KINDS == [
        "Action",
        "Consent",
        "Item",
        "Level",
        "Outcome",
        "Person",
        "Plan",
        "Score",
        "Section",
        "Signature",
    ]


@pytest.mark.parametrize("kind", PRIVATE_KINDS)
def test_the_familys_copy_refuses_what_is_private_and_does_not_repeat_it(kind):
    document = with_hidden(an_assessment(), kind)

    with pytest.raises(PrivateInFamilyCopy) as refused:
        assessment_pdf(document, Copy.FAMILY, TODAY)

    assert kind.lower() in refused.value.places
    assert MARKER not in repr(refused.value)


@pytest.mark.parametrize("kind", PRIVATE_KINDS)
def test_the_office_copy_prints_it_and_says_that_it_is_hidden(kind):
    said = reading.text(assessment_pdf(with_hidden(an_assessment(), kind), Copy.OFFICE, TODAY))

    assert MARKER in said
    assert "idden from the family" in said


def test_nothing_private_is_anywhere_in_the_familys_file():
    private = Item(
        question=MARKER, text=MARKER, choices=(MARKER,), words=(Quote(text=MARKER, said_by=MARKER),),
        standing=Standing.ANSWERED, not_for_family=True,
    )  # fmt: skip
    everything = an_assessment(sections=(a_section(an_item(), private), a_section(private, title=MARKER, private=True)))
    filtered = an_assessment(sections=(a_section(an_item()),))

    office = assessment_pdf(everything, Copy.OFFICE, TODAY)
    family = assessment_pdf(filtered, Copy.FAMILY, TODAY)

    assert MARKER in reading.readable(office)
    assert MARKER not in reading.readable(family)
    assert "idden" not in reading.text(family)


@pytest.mark.parametrize("copy", Copy)
def test_metadata_outline_and_attachments_name_nobody(copy):
    data = assessment_pdf(an_assessment(family=MARKER, reference=MARKER, council=MARKER), copy, TODAY)

    with reading.opened(data) as document:
        described = [str(value) for value in document.docinfo.values()]
        packet = document.Root.Metadata.read_bytes().decode()
        assert not document.attachments
    assert MARKER in reading.text(data)
    assert not any(MARKER in said for said in [*described, packet, *map(str, reading.outline(data))])


def test_what_cannot_be_set_fails_without_saying_what_it_was():
    def tell(story):
        raise ValueError(MARKER)

    with pytest.raises(DocumentFailed) as failed:
        pdf(tell, Sheet("A document", "Office copy", "", "", TODAY), Look(1.0))

    assert MARKER not in repr(failed.value)
    assert failed.value.__cause__ is None
    assert failed.value.__suppress_context__
    assert isinstance(failed.value, ReportError)
