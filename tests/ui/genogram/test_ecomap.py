"""Who and what is around a family: drawn with lines that say what they are like, edited by the list beside it."""

from types import MappingProxyType

from desktop.casework.ecomap import Ecomap, Link, NewLink
from desktop.casework.households import Households, NewAddress
from desktop.casework.picture import FamilyPicture
from desktop.reports.drawing import Filled, Stroke
from desktop.ui.genogram.around import drawing, placed
from tests.reports.reading import readable
from tests.ui import rules
from tests.ui.people.gathered import button
from tests.ui.shells import said

_NOTHING = {"label": "Nan", "category": "family", "strength": "ok", "direction": None, "about": None, "note": None}


def a_picture(**values) -> FamilyPicture:
    return FamilyPicture("family", links=(Link("one", MappingProxyType(_NOTHING | values)),))


def test_each_strength_has_a_line_of_its_own_form():
    forms = {}
    for strength in ("strong", "ok", "weak", "stressful", "broken"):
        lines = [part for part in drawing(a_picture(strength=strength), "Brierley").parts if isinstance(part, Stroke)]
        forms[strength] = tuple((line.width, line.dash, len(line.points)) for line in lines)

    assert len(set(forms.values())) == 5


def test_arrows_stand_where_the_energy_goes():
    def heads(direction) -> list[float]:
        parts = drawing(a_picture(direction=direction), "Brierley").parts
        return sorted(part.points[0][1] for part in parts if isinstance(part, Filled))

    (outwards,), (inwards,) = heads("out"), heads("in")

    assert outwards < inwards < 0
    assert heads("both") == [outwards, inwards]
    assert heads(None) == []


def test_forty_links_stand_apart():
    links = [Link(str(number), MappingProxyType(_NOTHING)) for number in range(40)]

    spots = placed(links)

    assert min(abs(a[0] - b[0]) / 168 + abs(a[1] - b[1]) / 52 for a in spots for b in spots if a is not b) > 1


def test_the_rules_hold(qtbot, gathered):
    Ecomap(gathered.desk).add(gathered.family, NewLink("Nan in Leeds", "family", "strong", "in"))
    page = gathered.ecomap()
    rules.check_all(qtbot, page)

    button(page, "Change", "Nan in Leeds").click()

    rules.check_all(qtbot, page)


def test_a_link_is_added_changed_and_taken_out(gathered):
    page = gathered.ecomap()
    button(page, "Add to the drawing").click()
    gathered.shell.dialog.save.click()
    assert gathered.shell.dialog._field.error() == "Say who or what it is"
    gathered.shell.dialog._label.setText("Boxing club")
    gathered.shell.dialog._category.set_value("club")
    gathered.shell.dialog._about.chip(gathered.id_of("Maya")).click()
    gathered.shell.dialog.save.click()
    assert "Club. All right, both ways. For Maya" in said(page)

    (link,) = gathered.picture().links
    page._links.form(link.record).said.emit("strength", "strong")
    assert "Club. Strong, both ways. For Maya" in said(page)

    page._asking.take_out("ecomap_link", link.record, "Boxing club")
    gathered.shell.dialog._why.setPlainText("It closed")
    gathered.shell.dialog.save.click()

    assert gathered.picture().links == ()
    assert [gone.kind for gone in gathered.picture().gone] == ["ecomap_link"]


def test_it_is_saved_with_the_same_in_words_and_without_a_hidden_address(gathered):
    Ecomap(gathered.desk).add(gathered.family, NewLink("Nan in Leeds", "family", "strong", "in"))
    Households(gathered.desk).add(gathered.family, NewAddress({"line1": "9 Quiet Row"}, "refuge", hidden=True))
    page = gathered.ecomap()

    button(page, "Save the drawing").click()
    button(gathered.shell.dialog, "As a PDF").click()
    page._save("png")

    told = readable(gathered.printer.kept["Drawing.pdf"])
    assert "Nan in Leeds. Wider family. Strong, to the family" in told
    assert "Quiet Row" not in told
    assert gathered.printer.kept["Drawing.png"].startswith(b"\x89PNG")
