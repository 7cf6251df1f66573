"""Every widget in every state, in one window: what the rules of the house are checked on and what is looked at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.tokens import status_families, statuses
from desktop.ui.widgets.avatar import Avatar
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.brand import Mark
from desktop.ui.widgets.buttons import Button, IconButton, LinkButton
from desktop.ui.widgets.cards import Card, Notice
from desktop.ui.widgets.choices import ChoiceChips, TickBox
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.flow import FlowLayout
from desktop.ui.widgets.focus_ring import FocusRing
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import LineEdit, SearchEdit, Select
from desktop.ui.widgets.page import EmptyState, Page, PageHeader, ScrollColumn
from desktop.ui.widgets.passphrase import PassphraseField
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.rail_button import RailButton
from desktop.ui.widgets.rows import Row, RowCard
from desktop.ui.widgets.scale import ScaleRow
from desktop.ui.widgets.section_rail import Section, SectionRail
from desktop.ui.widgets.states import ProgressBar, SaveState, StrengthBars
from desktop.ui.widgets.sync_card import SyncCard
from desktop.ui.widgets.tabs import Tabs
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import days, saving

HOSTILE = "<img src='file:///tmp/x'>&=1+1"


def gallery() -> Page:
    page = Page()
    page.setWindowTitle("Doorstep")
    header = PageHeader("Hartley-Okoro family", "Tuesday 6 October. Three visits today.", with_back=True, lined=True)
    header.add_badge(Badge("Consent given 22 Sep", "signature", "success"))
    header.add_action(Button("Share with family", icon="presentation"), Button("Start visit", "primary", "footprints"))
    page.column.addWidget(header)
    tabs = Tabs([("overview", "Overview"), ("story", "Story"), ("plan", "Plan")], "Parts of this family")
    page.column.addWidget(tabs)
    scroll = ScrollColumn()
    for card in (_buttons(), _fields(), _choices(), _statuses(), _rows(), _states(), _navigation(), _notices()):
        scroll.add(card)
    scroll.add_stretch()
    page.column.addWidget(scroll, 1)
    FocusRing(page)
    return page


def _flow(*widgets: QWidget) -> QWidget:
    room = QWidget()
    flow = FlowLayout(room)
    for widget in widgets:
        flow.addWidget(widget)
    return room


def _buttons() -> QWidget:
    card = Card("Buttons", LinkButton("See all 5 actions"))
    off = Button("Not yet")
    off.setEnabled(False)
    card.add(
        _flow(
            Button("Primary", "primary"),
            Button("Secondary"),
            Button("Quiet", "quiet"),
            Button("Careful", "danger"),
            off,
            Button("New", "primary", "plus"),
            Button("Prepare", dense=True),
            Button("Mark as their words", "quiet", "quote"),
            IconButton("Close", "x"),
            Button("Unlock", "primary", "lock-open", tall=True),
            Button("Fish & chips"),
        )
    )
    return card


def _fields() -> QWidget:
    card = Card("Field, hint and error")
    date = DateEdit()
    date.setText("27 3 2032")
    born = Field("Date of birth", date, "For example, 27 3 2012")
    born.set_error(days.MUST_BE_PAST)
    card.add(
        born,
        Field("Name", LineEdit()),
        PassphraseField("Your passphrase", "The five or more words you chose."),
        SearchEdit("Find a family or person", "Ctrl K"),
        Field("Area", Select([("a", "Aldermoor"), ("n", "Netherby")])),
    )
    answer = TextAnswer("Type a quick note")
    answer.set_text(
        "Maya says Ruby wakes her at 5 and then she can’t sleep again. She gets Leo ready because Mum has had a bad "
        "night. “I’m not lazy, I’m tired.” She likes form time and misses it."
    )
    question = Field(
        "How are mornings before school?", answer, "Think about sleep, getting ready, and the way there.", role="h2"
    )
    card.add(question)
    return card


def _choices() -> QWidget:
    card = Card("Choices")
    often = ChoiceChips([("0", "Never"), ("1", "1 or 2 days"), ("3", "3 to 5 days"), ("9", "More")])
    often.set_values(["3"])
    agencies = ChoiceChips([("s", "Millbrook Primary"), ("h", "Health visitor")], many=True)
    agencies.set_values(["s"])
    scale = ScaleRow("cannot face it", "going well")
    scale.set_score(5)
    scale.set_last(3)
    tick = TickBox("Saw and spoke to Maya")
    tick.setChecked(True)
    card.add(
        Field("How often was Maya late?", often),
        Field("Who may we talk to?", agencies),
        Field("Where would Maya put school on a scale of 0 to 10?", scale),
        tick,
        TickBox("Saw Leo and Ruby"),
    )
    return card


def _statuses() -> QWidget:
    card = Card("Status words")
    badges = [Badge.of(family, name, name) for family in status_families() for name in statuses(family)]
    card.add(_flow(*badges, Badge("Their words", "message-square-quote", "voice")))
    return card


def _rows() -> QWidget:
    visits = RowCard("Due soon", LinkButton("See all"))
    late = Row(
        "Ring Aldermoor Homes about the arrears plan",
        "Hartley-Okoro. 2 days overdue",
        Picture("circle-alert", "danger"),
    )
    late.add(Button("Carry on", dense=True))
    hostile = Row(HOSTILE, HOSTILE, Avatar("HO"))
    hostile.add_below(Badge("6 people invited", "users-round"))
    visits.set_rows([late, hostile])
    return visits


def _states() -> QWidget:
    card = Card("Save state")
    saved, failed = SaveState(), SaveState()
    saved.saved("Saved on this laptop 11:31")
    failed.failed(saving.DISK_FULL)
    card.add(saved, failed)
    bar, strength = ProgressBar("Assessment, 5 of 11 done"), StrengthBars()
    bar.set_progress(5, 11)
    strength.show_score(3, "success")
    card.add(bar, strength)
    return card


def _navigation() -> QWidget:
    rail = QWidget()
    rail.setFixedWidth(204)
    column = QVBoxLayout(rail)
    today, actions = RailButton("Today", "sun", "Ctrl+1"), RailButton("Actions", "list-checks")
    today.setChecked(True)
    actions.set_count(5)
    sync = SyncCard()
    sync.show_state("waiting", "Working offline", "5 changes saved here, not sent yet")
    for widget in (today, actions, sync, RailButton("Hide screen", "eye-off", "F9", page=False)):
        column.addWidget(widget)
    sections = SectionRail("Assessment")
    sections.set_sections(
        (
            Section("p", "People at home", "done", "Done"),
            Section("m", "Maya, 14", "inProgress", "5 of 8"),
            Section("r", "Ruby, 2", "notStarted", "Not started"),
            Section("k", "Keeping safe", "needsAnswer", "1 to answer"),
        ),
        "m",
    )
    sections.setMinimumHeight(260)
    card = Card("Rail and sections")
    across = QHBoxLayout()
    across.addWidget(rail, 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(sections, 1)
    card.column.addLayout(across)
    return card


def _notices() -> QWidget:
    card = Card("Notices")
    card.add(
        Notice("danger", "shield-alert", "Dog in the house. Ring before you arrive.", "Do not leave letters."),
        Notice("well", "lock", "Nobody can look this up for you", "The council cannot see it."),
        EmptyState("calendar", "No visits today", "Plan one?", Button("Plan a visit", "primary")),
        PlainLabel(HOSTILE),
        Mark(),
    )
    return card
