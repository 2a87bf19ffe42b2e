import pytest

from tests.builders.edits import OTHER, an_edit, body, found, held
from tracker.detection.place import Place
from tracker.rewriting import Reason
from tracker.rewriting.slots import Wanted
from tracker.rewriting.xml_document import xml_slots
from tracker.traffic import Location


def spans(text: str, *paths: str) -> list[tuple[str, str]]:
    slots = xml_slots(text, Wanted(Place(Location.BODY), set(paths)))
    return [(slot.value, text[slot.start : slot.end]) for slot in slots]


@pytest.mark.parametrize(
    ("text", "paths", "expected"),
    [
        ("<a><b> x </b><b>y</b></a>", ("a.b", "a.b[1]"), [("x", "x"), ("y", "y")]),
        ("<a>\u00e9<b c=\"\u00e9>\" d='x'/></a>", ("a.b.c", "a.b.d"), [("\u00e9>", "\u00e9>"), ("x", "x")]),
        ("<s:a xmlns:s='u' s:id='7'>1 &lt; 2</s:a>", ("a", "a.id"), [("7", "7"), ("1 < 2", "1 &lt; 2")]),
        ("<a><![CDATA[x<y]]></a>", ("a",), [("x<y", "<![CDATA[x<y]]>")]),
        ("<a>one <![CDATA[x<y]]></a>", ("a",), [("one x<y", "one <![CDATA[x<y]]>")]),
        ("<a>one <b/> two</a>", ("a",), []),
        ("<a><b>x</b>", ("a.b",), [("x", "x")]),
        ("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", ("a",), []),
    ],
)
def test_texts_and_attributes_are_found_where_they_stand(
    text: str, paths: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    assert spans(text, *paths) == expected


def test_an_element_stays_though_its_text_goes() -> None:
    request = body("<a><b>marie@mail.test</b><b>\u00e9</b></a>", "text/xml")
    done = held(request, [an_edit(found(request, "a.b"))])
    assert (done.body or b"").decode() == "<a><b></b><b>\u00e9</b></a>"


def test_text_around_elements_is_left() -> None:
    request = body("<a>marie <b>x</b> dupont</a>", "text/xml")
    (left,) = held(request, [an_edit(found(request, "a"), OTHER)]).left
    assert left.reason is Reason.UNREADABLE


def test_a_section_of_characters_is_written_as_text() -> None:
    request = body("<a><b><![CDATA[a<b]]></b></a>", "text/xml")
    assert held(request, [an_edit(found(request, "a.b"), "<c>")]).body == b"<a><b>&lt;c&gt;</b></a>"
