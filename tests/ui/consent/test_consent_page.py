"""The page of a family's agreement: asked, taken back, put back, signed, shared without it, ended; told in sentences."""

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from desktop.casework.agreement import Agreements
from desktop.casework.attachments import Attachments
from desktop.casework.consents import Consents, Conversation
from desktop.ui.consent.dialogs import EndHelp, ShareWithout, Sign, TakeBack
from desktop.ui.family.header import FamilyHeader
from desktop.ui.family.record_consent import RecordConsent
from desktop.ui.shell.draft import editors
from desktop.ui.widgets.buttons import Button
from desktop.ui.words import consent as words
from sync.records.episode import Episode
from tests.casework.test_agreement import a_father
from tests.support.desks import TODAY, a_family, a_person, hartley_okoro
from tests.ui import rules
from tests.ui.consent.opened import Opened
from tests.ui.shells import said


def test_the_rules_hold_for_everything_that_can_be_said(qtbot, desk, shell):
    family = hartley_okoro(desk)
    people = {one.card.name: one.card.person for one in Agreements(desk).of(family).people}
    beside = {"not_to_see": "Lee, her brother", "review_on": TODAY + timedelta(days=42), "copies_by": "paper"}
    consents = Consents(desk)
    consents.record(family, Conversation(people["Dana"], "given", ("school",), not_with=("housing",), beside=beside))
    refusal = {"refusal": "He wants none of it", "refusal_risk": "Low", "refusal_instead": "Write to him"}
    consents.record(family, Conversation(people["Chidi"], "refused", beside=refusal))
    view = {"competence": {"view": "competent", "reasons": "She told it back"}}
    consents.record(family, Conversation(people["Maya"], "given", limits="Not to Dad", beside=view))

    opened = Opened(qtbot, desk, shell, family)

    rules.check_all(qtbot, opened.page)
    told = said(opened.page)
    assert "Agrees to the assessment" in told
    assert "Not with Housing" in told
    assert "Why: He wants none of it. Risk: Low. Instead: Write to him." in told
    assert "Not to be shared: Not to Dad" in told
    assert "Lee, her brother" in told


def test_the_rules_hold_in_every_dialog(qtbot, desk, shell):
    opened = Opened(qtbot, desk, shell, hartley_okoro(desk))

    for ask in (lambda: opened.page.ask(""), opened.page.ask_shared, opened.page.ask_to_end):
        ask()
        shell.dialog.resize(1240, 1500)
        rules.check_all(qtbot, shell.dialog)
        shell.close_dialog()


def test_a_family_of_nobody_is_asked_nothing(qtbot, desk, shell):
    opened = Opened(qtbot, desk, shell, a_family(desk))

    assert words.PEOPLE_FIRST in said(opened.page)
    assert not opened.page._record.isEnabled()


def test_a_mother_says_yes_to_the_school_and_no_to_housing(qtbot, desk, shell, family, mum):
    opened = Opened(qtbot, desk, shell, family)
    opened.press(words.CHANGE, opened.card("Dana"))
    dialog = shell.dialog
    assert isinstance(dialog, RecordConsent)

    dialog._answer.chip("given").click()
    dialog._with.chip("housing").click()
    dialog._with.chip("school").click()
    dialog._not_with.chip("housing").click()
    dialog._explained.setChecked(True)
    opened.save()

    lines = {line.agency: line for line in Consents(desk).of(family)}
    assert {agency: line.answer for agency, line in lines.items()} == {
        "": "given", "school": "given", "housing": "refused",
    }  # fmt: skip
    assert lines[""].decided("notice") == "1"
    assert lines[""].review_on == TODAY + timedelta(weeks=6)
    told = said(opened.page)
    assert words.MAY_ASSESS in told
    assert "Because Dana said yes" in told


def test_no_is_an_answer_with_its_reason_the_risk_and_what_is_done_instead(qtbot, desk, shell, family, mum):
    opened = Opened(qtbot, desk, shell, family)
    opened.page.ask(mum)
    dialog = shell.dialog
    dialog._answer.chip("refused").click()

    opened.save()
    missing = dialog._why_field.error()
    dialog._why_not.setPlainText("She has had enough of offices")
    dialog._risk.setPlainText("Maya misses more school")
    dialog._instead.setPlainText("The school rings weekly")
    opened.save()

    assert missing == words.REASON_MISSING
    (line,) = Consents(desk).of(family)
    assert [line.text(name) for name in ("refusal", "refusal_risk", "refusal_instead")] == [
        "She has had enough of offices", "Maya misses more school", "The school rings weekly",
    ]  # fmt: skip
    assert words.MAY_NOT_ASSESS in said(opened.page)


def test_a_yes_of_a_grandmother_says_what_is_missing(qtbot, desk, shell, family, mum):
    Consents(desk).record(family, Conversation(a_person(desk, family, "Pat", "adult"), "given"))

    told = said(Opened(qtbot, desk, shell, family).page)

    assert words.NOBODY_WHO_MAY in told


def test_taking_back_is_said_in_words_and_can_be_put_back(qtbot, desk, shell, family, mum):
    Consents(desk).record(family, Conversation(mum, "given", ("school",)))
    before = Consents(desk).of(family)
    opened = Opened(qtbot, desk, shell, family)

    opened.press(words.TAKE_BACK, opened.card("Dana"))
    assert isinstance(shell.dialog, TakeBack)
    opened.save()

    took = "Dana took back consent on 6 October. Nothing new is shared from now"
    assert opened.told() == [took]
    assert took in said(opened.page)
    assert [line.answer for line in Consents(desk).of(family)] == ["withdrawn", "withdrawn"]
    opened.press(words.PUT_BACK, opened.card("Dana"))
    opened.press(words.PUT_BACK, opened.card("Dana"))
    assert Consents(desk).of(family) == before


def test_one_agency_alone_is_taken_back(qtbot, desk, shell, family, mum):
    Consents(desk).record(family, Conversation(mum, "given", ("school", "police")))
    opened = Opened(qtbot, desk, shell, family)

    opened.press(words.TAKE_BACK, opened.card("Dana"))
    for line in Consents(desk).of(family):
        if line.agency != "school":
            shell.dialog._what.chip(line.record).click()
    opened.save()

    answers = {line.agency: line.answer for line in Consents(desk).of(family)}
    assert answers == {"": "given", "school": "withdrawn", "police": "given"}
    assert "share with School on 6 October" in opened.told()[0]


def test_a_young_person_is_asked_whether_they_understand_from_the_council_s_age(qtbot, desk, shell, family, mum):
    a_person(desk, family, "Leo", years=8)
    opened = Opened(qtbot, desk, shell, family)
    offered = [
        words.CHANGE in [one.words() for one in rules.shown(opened.card(name), Button)] for name in ("Maya", "Leo")
    ]

    opened.press(words.CHANGE, opened.card("Maya"))
    dialog = shell.dialog
    dialog._view.chip("competent").click()
    dialog._view_why.setPlainText("She told it back")
    dialog._answer.chip("given").click()
    opened.save()

    assert offered == [True, False]
    assert Agreements(desk).of(family).may_assess
    assert "She told it back" in said(opened.page)


def test_who_signs_on_the_screen_sees_what_they_agree_to_and_the_sheet_is_kept(qtbot, desk, shell, family, mum):
    opened = Opened(qtbot, desk, shell, family)
    opened.page.ask(mum)
    dialog = shell.dialog
    dialog._answer.chip("given").click()
    dialog._with.chip("school").click()
    dialog._not_with.chip("housing").click()
    dialog._how.set_value("signed_on_screen")
    opened.save()

    sheet = shell.dialog
    assert isinstance(sheet, Sign)
    assert words.NOT_SIGNED in said(opened.page)
    agreed = said(sheet)
    sheet.keep_it.click()
    nothing = said(sheet)
    QTest.mouseClick(sheet.paper, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    sheet.keep_it.click()
    rules.settle()

    assert "Dana, please check and sign" in agreed
    assert "share them with School. Not with Housing." in agreed
    assert words.NOTHING_SIGNED in nothing
    assert words.NOT_SIGNED not in said(opened.page)
    (kept,) = Attachments(desk).of(family)
    (own,) = (line for line in Consents(desk).of(family) if not line.agency)
    assert (kept.category, kept.belongs_to) == ("signature", own.record)


def test_two_parents_who_differ_are_both_named_and_what_follows(qtbot, desk, shell, family, mum):
    dad = a_father(desk, family)
    Consents(desk).record(family, Conversation(mum, "given", ("school",)))
    Consents(desk).record(family, Conversation(dad, "given", (), not_with=("school",)))

    told = said(Opened(qtbot, desk, shell, family).page)

    assert "Dana said yes to sharing with School, Chidi said no. Both answers stand." in told
    assert "School still gets what is shared, because Dana said yes." in told


def test_c11_what_was_shared_without_consent_needs_a_reason_and_who_authorised_it(qtbot, desk, shell, family):
    opened = Opened(qtbot, desk, shell, family)
    opened.press(words.SHARED_ADD)
    dialog = shell.dialog
    assert isinstance(dialog, ShareWithout)

    opened.save()
    missing = [field.error() for field in dialog._asked]
    what, why, whom, by = (editor for editor in editors(dialog) if editor is not dialog._ground)
    what.setPlainText("Bruising seen on Tom")
    dialog._ground.chip("significant_harm").click()
    why.setPlainText("He is not safe tonight")
    whom.setText("Police")
    by.setText("Ruth Bell")
    opened.save()

    assert missing == [words.SHARED_MISSING] * 5
    told = said(opened.page)
    assert "Bruising seen on Tom (Police)" in told
    assert "Authorised by Ruth Bell, 6 Oct." in told


def test_t7_after_a_no_help_ends_as_declined_with_the_risk_considered(qtbot, desk, shell, family, mum):
    Consents(desk).record(family, Conversation(mum, "refused"))
    opened = Opened(qtbot, desk, shell, family)

    opened.press(words.DECLINE)
    dialog = shell.dialog
    assert isinstance(dialog, EndHelp)
    opened.save()
    missing = dialog._field.error()
    dialog._risk.setPlainText("School keeps watch")
    opened.save()

    assert missing == words.DECLINE_MISSING
    with desk.reading() as session:
        episode = session.scalars(select(Episode)).one()
    assert (episode.state, episode.without_help) == ("declined", "School keeps watch")
    assert words.DECLINE not in [one.words() for one in rules.shown(opened.page, Button)]


def test_who_must_not_see_it_stands_above_every_page_and_in_no_visit(qtbot, desk, shell, family, mum):
    Consents(desk).record(family, Conversation(mum, "given", beside={"not_to_see": "Lee, her brother"}))
    opened = Opened(qtbot, desk, shell, family)
    heads = {visiting: FamilyHeader(opened.head, shell, "plan", visiting=visiting) for visiting in (False, True)}
    for head in heads.values():
        rules.show(qtbot, head)

    assert {visiting: "Lee, her brother" in said(head) for visiting, head in heads.items()} == {
        False: True,
        True: False,
    }
