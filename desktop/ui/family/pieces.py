"""Pieces of the overview: a stack that can be filled anew, links beside a heading, a child's own words."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.casework.voice import Voice
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture
from desktop.ui.widgets.stack import Stack
from desktop.ui.words import family as words


def stack(*widgets: QWidget) -> QWidget:
    """A column of cards."""
    room = Stack()
    room.fill(widgets)
    return room


def links(*offered: tuple[str, Callable[[], None]]) -> QWidget:
    """What stands to the right of a card's heading."""
    room = QWidget()
    across = QHBoxLayout(room)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(20)
    for said, act in offered:
        link = LinkButton(said)
        link.clicked.connect(act)
        across.addWidget(link)
    return room


def said_by_child(voice: Voice, today: date) -> Panel:
    """A child's own words, quoted, and where they were said."""
    card = Panel("card")
    top = QHBoxLayout()
    top.setSpacing(8)
    top.addWidget(Picture("message-square-quote", "voice"))
    top.addWidget(PlainLabel(words.what_child_said(voice.name, voice.source), "h3"), 1)
    card.column.addLayout(top)
    card.add(PlainLabel(words.quoted(voice.words), "body", "text2"))
    card.add(PlainLabel(words.where_said(voice.source, voice.on, today), "meta", "text2"))
    return card
