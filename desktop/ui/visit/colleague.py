"""What the other worker on a visit wrote, to be read: it is theirs to change."""

from desktop.casework.visit_writing import PartOfColleague
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import visit as visit_words
from desktop.ui.words import write_up as words


def colleague_card(of: PartOfColleague) -> Card:
    """Their facts and what was said to them. What it means to them is not for a screen that may be turned."""
    card = Card(words.colleague(of.part.name))
    if of.part.observation:
        card.add(PlainLabel(of.part.observation))
    seen = dict(words.SEEN)
    for child in of.children:
        card.add(PlainLabel(f"{child.name}: {seen.get(child.seen, '')}", "metaStrong", "text2"))
        if child.said:
            card.add(PlainLabel(visit_words.line("words", child.said)))
    for adult in of.adults:
        card.add(PlainLabel(words.said(adult.name), "metaStrong", "text2"), PlainLabel(adult.said))
    return card
