import time
from xml.sax.saxutils import escape, quoteattr

from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.bodies.xml_document import xml_fields
from tracker.detection.limits import MAX_DEPTH, MAX_VALUE
from tracker.detection.place import Place
from tracker.detection.unseen import Unseen
from tracker.traffic import Location

PLACE = Place(Location.BODY)
SOAP = """<?xml version="1.0"?><s:Envelope xmlns:s="urn:s"><s:Body>
<user id="7" s:kind="a"><email>marie@mail.test</email><item>1</item><item>2</item></user></s:Body></s:Envelope>"""


def paths(text: str) -> dict[str, str]:
    parsed = xml_fields(text, PLACE, 100)
    return {field.path: field.value for field in parsed.fields} if parsed else {}


def test_elements_and_attributes_are_fields() -> None:
    assert paths(SOAP) == {
        "Envelope.Body.user.id": "7",
        "Envelope.Body.user.kind": "a",
        "Envelope.Body.user.email": "marie@mail.test",
        "Envelope.Body.user.item": "1",
        "Envelope.Body.user.item[1]": "2",
    }


def test_names_above_are_parents() -> None:
    parsed = xml_fields("<a><b c='1'>2</b></a>", Place(Location.QUERY, "x", ("x",)), 10)
    assert parsed is not None
    assert [(field.path, field.name, field.parents) for field in parsed.fields] == [
        ("x.a.b.c", "c", ("x", "a", "b")),
        ("x.a.b", "b", ("x", "a")),
    ]


def test_a_billion_laughs_are_not_laughed() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "ha">{laughs}]><l a="&a11;">&a11;</l>'
    begin = time.perf_counter()
    assert xml_fields(text, PLACE, 100) is None
    assert time.perf_counter() - begin < 0.5


def test_files_are_not_fetched() -> None:
    text = '<!DOCTYPE l [<!ENTITY f SYSTEM "file:///etc/hostname">]><l>&f;</l>'
    assert xml_fields(text, PLACE, 100) is None


def test_of_a_broken_document_the_beginning_is_read() -> None:
    parsed = xml_fields("<a><email>marie@mail.test</email><b>", PLACE, 100)
    assert parsed is not None
    assert [field.value for field in parsed.fields] == ["marie@mail.test"]
    assert parsed.missed is Unseen.UNDECODABLE


def test_fields_depth_and_length_are_bounded() -> None:
    many = xml_fields("<a>" + "<b>1</b>" * 50 + "</a>", PLACE, 10)
    deep = xml_fields("<a b='1'>" * (MAX_DEPTH + 9), PLACE, 1000)
    long = xml_fields(f"<a>{'b' * (MAX_VALUE + 1)}</a>", PLACE, 10)
    assert many is not None
    assert deep is not None
    assert long is not None
    assert (len(many.fields), many.missed) == (10, Unseen.OVERSIZED)
    assert (len(deep.fields), deep.missed) == (MAX_DEPTH, Unseen.OVERSIZED)
    assert (len(long.fields[0].value), long.missed) == (MAX_VALUE, Unseen.OVERSIZED)


def test_text_and_empty_documents_are_none() -> None:
    assert xml_fields("<a/>", PLACE, 10) is None
    assert xml_fields("<p>hello <b>", PLACE, 10) is None
    assert xml_fields("< 3", PLACE, 10) is None


@given(st.text(alphabet="abé<&>\"' ", min_size=1).filter(str.strip), st.text(alphabet="abé<&>\"'", min_size=1))
def test_what_is_encoded_is_found(text: str, attribute: str) -> None:
    assert paths(f"<r a={quoteattr(attribute)}><e>{escape(text)}</e></r>") == {"r.a": attribute, "r.e": text.strip()}


@given(st.text(alphabet="<>/!?[]ab&;\"'= -", max_size=60))
def test_reading_never_raises(text: str) -> None:
    parsed = xml_fields(text, PLACE, 5)
    assert parsed is None or len(parsed.fields) <= 5
