"""Functions over repeats and instances, dates and chance, and the directions a path may take."""

import pytest

from desktop.forms import Answer
from tests.forms.interview import a_definition, a_session, reopened, value

_ITEMS = (
    '<instance id="towns"><root><item code="r"><name>Rotherham</name><size>3</size></item>'
    '<item code="b"><name>Barnsley</name><size>2</size></item><item code="s"><name>Sheffield</name><size>9</size></item>'
    "</root></instance>"
)


def result(formula: str) -> str:
    """What a calculation leaves beside two visits, on the 1st and the 9th, with notes `a` and `b`."""
    escaped = formula.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    definition = a_definition(
        "<visit><on>2026-09-01</on><note>a</note></visit><visit><on>2026-09-09</on><note>b</note></visit><out/>",
        {"out": f'calculate="{escaped}"', "visit/on": 'type="date"'},
        '<repeat nodeset="/data/visit"><input ref="/data/visit/on"/><input ref="/data/visit/note"/></repeat>',
        _ITEMS,
    )
    return value(a_session(definition), "out")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        pytest.param("indexed-repeat(/data/visit/note, /data/visit, 2)", "b", id="indexed-repeat"),
        pytest.param("indexed-repeat(/data/visit/note, /data/visit, 3)", "", id="no third instance"),
        pytest.param("count-non-empty(/data/visit/note)", "2", id="count-non-empty"),
        pytest.param("/data/visit[position() = last()]/note", "b", id="the last one"),
        pytest.param("/data/visit[2]/note", "b", id="a numbered instance"),
        pytest.param("string(/data/visit[note = 'b']/on)", "2026-09-09", id="a condition"),
        pytest.param("pulldata('towns', 'name', '@code', 'b')", "Barnsley", id="pulldata by attribute"),
        pytest.param("pulldata('towns', 'size', 'name', 'York')", "", id="pulldata of nobody"),
        pytest.param("instance('towns')/root/item[size > 2][2]/name", "Sheffield", id="the second that fits"),
        pytest.param("sum(instance('towns')/root/item/size)", "14", id="sum over an instance"),
        pytest.param("count(instance('nowhere')/root/item)", "0", id="an instance that is not there"),
        pytest.param("instance('towns')/root/item[1]/following-sibling::item[1]/name", "Barnsley", id="following"),
        pytest.param("instance('towns')/root/item[3]/preceding-sibling::*[1]/name", "Barnsley", id="preceding"),
        pytest.param("name(instance('towns')//size[. = 9]/ancestor::*[1])", "item", id="ancestor"),
        pytest.param("count(instance('towns')/root/descendant::name)", "3", id="descendant"),
        pytest.param("count(instance('towns')/root/item[1]/following::size)", "2", id="everything after"),
        pytest.param("count(instance('towns')/root/item[3]/preceding::size)", "2", id="everything before"),
        pytest.param("instance('towns')/root/item[2]/@code", "b", id="attribute"),
        pytest.param("instance('towns')/root/item[1]/name/text()", "Rotherham", id="text"),
        pytest.param("join('', randomize(instance('towns')/root/item/size, 7))", "923", id="a fixed shuffle"),
        pytest.param("string-length(uuid()) + string-length(uuid(8))", "44", id="random ids"),
        pytest.param("random() < 1 and random() >= 0", "true", id="chance"),
        pytest.param("decimal-date-time('2026-01-01T12:00:00Z') - decimal-date-time('2026-01-01T00:00:00Z')", "0.5", id="half a day"),
        pytest.param("decimal-time('06:00')", "0.25", id="a quarter of a day"),
        pytest.param("format-date-time('14:05', '%h:%M')", "14:05", id="a time of day"),
        pytest.param("date-time('2026-07-01T12:00:00Z')", "2026-07-01T13:00:00.000+01:00", id="summer time"),
        pytest.param("date('no day')", "", id="no date"),
        pytest.param("format-date('no day', '%Y')", "", id="no date in words"),
        pytest.param("floor(-1.5) + ceiling(1.2) + abs(-3) + pow(2, 3) + sqrt(16)", "15", id="sums"),
        pytest.param("sqrt(-1)", "", id="no real number"),
        pytest.param("base64-decode('aGk=')", "hi", id="base64"),
        pytest.param("substr('abcdef', 1, -1)", "bcde", id="substr between"),
    ],
)  # fmt: skip
def test_functions_and_directions_give_what_odk_says(formula, expected):
    assert result(formula) == expected


def test_an_absolute_path_inside_a_repeat_means_this_instance_but_a_sum_means_all():
    definition = a_definition(
        '<visit jr:template=""><miles/><twice/><share/></visit>',
        {
            "visit/miles": 'type="int"',
            "visit/twice": 'calculate="/data/visit/miles * 2"',
            "visit/share": 'calculate="../miles div sum(/data/visit/miles)"',
        },
        '<repeat nodeset="/data/visit"><input ref="/data/visit/miles"/></repeat>',
    )
    session = a_session(definition)
    for miles in ("10", "30"):
        repeat_id, _ = session.add_repeat("visit")
        session.set(f"visit{{{repeat_id}}}/miles", Answer(miles))

    assert [session.state(k).value for k in session.keys("/data/visit/twice")] == ["20", "60"]
    assert [session.state(k).value for k in session.keys("/data/visit/share")] == ["0.25", "0.75"]


def test_what_the_device_fills_in_is_filled_in_once():
    definition = a_definition(
        "<started/><on/><id/><end/>",
        {
            "started": 'type="dateTime" jr:preload="timestamp" jr:preloadParams="start"',
            "on": 'type="date" jr:preload="date" jr:preloadParams="today"',
            "id": 'jr:preload="uid"',
            "end": 'type="dateTime" jr:preload="timestamp" jr:preloadParams="end"',
        },
    )
    session = a_session(definition)

    assert value(session, "started") == "2026-10-06T11:31:00.000+01:00"
    assert value(session, "on") == "2026-10-06"
    assert value(session, "id").startswith("uuid:")
    assert reopened(session).state("id") == session.state("id")
