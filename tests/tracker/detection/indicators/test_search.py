import base64
import hashlib
import json
import zlib
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders.requests import a_request
from tracker.detection.fields import Fields, fields_of
from tracker.detection.indicators import Indicators
from tracker.disclosure import Finding, Method
from tracker.profile import EMPTY, Profile, Value
from tracker.taxonomy import Category
from tracker.traffic import Location, Request

MARIE = Profile(
    (
        Value(Category.EMAIL_ADDRESS, "Marie.Dupont@mail.test"),
        Value(Category.PHONE_NUMBER, "+33 6 39 98 12 34"),
        Value(Category.FIRST_NAME, "Ana"),
        Value(Category.LAST_NAME, "Petit"),
        Value(Category.CITY, "Nice"),
        Value(Category.POSTAL_CODE, "75001"),
        Value(Category.BIRTH_DATE, "1990-01-02"),
        Value(Category.PASSWORD, "Tr0ub4dor&3"),
        Value(Category.TEXT, "abc123"),
    ),
    "FR",
)
INDICATORS = Indicators(MARIE)


def found(request: Request, indicators: Indicators = INDICATORS) -> list[Finding]:
    return indicators.search(fields_of(request), request)


def told(request: Request) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [
        (item.category, item.evidence.location, item.evidence.path, item.evidence.encoding) for item in found(request)
    ]


def in_query(value: str) -> Request:
    return a_request(f"https://ads.test/px?k=1&v={quote(value)}&z=9")


@pytest.mark.parametrize(
    ("value", "category", "encoding"),
    [
        ("marie.dupont@MAIL.test", "email_address", ()),
        ("0639981234", "phone_number", ()),
        ("0033639981234", "phone_number", ()),
        ("06.39.98.12.34", "phone_number", ()),
        ("petit, ana", "full_name", ()),
        ("petit", "last_name", ()),
        ("Nice", "city", ()),
        ("75001", "postal_code", ()),
        ("02/01/1990", "birth_date", ()),
        ("1990-01-02T00:00:00Z", "birth_date", ()),
        ("Tr0ub4dor&3", "password", ()),
        (hashlib.sha256(b"marie.dupont@mail.test").hexdigest(), "email_address", ("sha256",)),
        (hashlib.sha256(b"petit").hexdigest(), "last_name", ("sha256",)),
        (hashlib.sha1(b"33639981234").hexdigest().upper(), "phone_number", ("sha1",)),
        ("em.1~" + hashlib.md5(b"marie.dupont@mail.test").hexdigest(), "email_address", ("md5",)),
        (
            base64.urlsafe_b64encode(hashlib.sha256(b"+33639981234").digest()).decode().rstrip("="),
            "phone_number",
            ("base64", "sha256"),
        ),
        (
            hashlib.sha256(hashlib.md5(b"marie.dupont@mail.test").hexdigest().encode()).hexdigest(),
            "email_address",
            ("sha256", "md5"),
        ),
    ],
)
def test_a_value_is_found_in_its_spellings_and_under_hashes(
    value: str, category: str, encoding: tuple[str, ...]
) -> None:
    assert told(in_query(value)) == [(category, "query", "v", encoding)]


def test_the_finding_tells_the_persons_own_value_and_never_in_words() -> None:
    [finding] = found(in_query(hashlib.sha256(b"marie.dupont@mail.test").hexdigest()))
    assert finding.value == "Marie.Dupont@mail.test"
    assert finding.evidence.method is Method.PROFILE
    assert finding.evidence.reasoning == "This is the SHA-256 of your e-mail address in lower case."
    assert "dupont" not in repr(finding).lower()


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.test/?cat=petits-pois&lang=fr",
        "https://shop.test/petit/nice?x=ananas",
        "https://ads.test/px?cb=1687500123&sid=9175001447&ts=19900102334455",
        "https://ads.test/px?em=" + hashlib.sha256(b"somebody@else.test").hexdigest(),
        "https://ads.test/px?em=anne.marie.dupont@mail.test&f=marie.dupont@mail.test.example",
        "https://ads.test/px?phone=133639981234567",
        "https://ads.test/px?q=a+nice+day&r=Petit+Prince",
    ],
)
def test_what_only_looks_alike_is_nobodys(url: str) -> None:
    assert not told(a_request(url))


@given(st.binary(min_size=200, max_size=2000))
@settings(max_examples=40)
def test_random_bytes_say_nothing(data: bytes) -> None:
    body = '{"d": "' + base64.b64encode(data).decode() + '", "h": "' + data.hex() + '"}'
    assert not told(a_request(body=body, content_type="application/json"))
    found(a_request(body=data))


def hexdigest(name: str) -> Callable[[bytes], str]:
    return lambda data: hashlib.new(name, data).hexdigest()


ENCODERS: dict[str, Callable[[bytes], str]] = {
    "urlencode": quote,
    "double urlencode": lambda data: quote(quote(data)),
    "base64": lambda data: base64.b64encode(data).decode(),
    "hex": lambda data: data.hex(),
    "reversed": lambda data: data.decode()[::-1],
    **{name: hexdigest(name) for name in ("md5", "sha1", "sha256", "sha512")},
}


@pytest.mark.parametrize("outer", ["urlencode", "base64", "hex", "sha256"])
@pytest.mark.parametrize("inner", ENCODERS)
@given(name=st.from_regex(r"[a-z]{6,10}[0-9]{2}", fullmatch=True))
@settings(max_examples=2, deadline=None)
def test_stacks_of_two_are_found(inner: str, outer: str, name: str) -> None:
    if (outer, inner) in {("sha256", "reversed"), ("sha256", "double urlencode")}:
        return
    address = f"{name}@mail.test"
    indicators = Indicators(Profile((Value(Category.EMAIL_ADDRESS, address),)))
    value = ENCODERS[outer](ENCODERS[inner](address.encode()).encode())
    assert [finding.category for finding in found(in_query(value), indicators)] == [Category.EMAIL_ADDRESS]


def test_the_field_within_is_told_rather_than_the_package() -> None:
    body = '{"user": {"email": "marie.dupont@mail.test"}}'
    packed = quote(base64.b64encode(body.encode()))
    expected = [("email_address", "form", "data.user.email", ("base64", "json"))]
    assert told(a_request(body=f"data={packed}", content_type="application/x-www-form-urlencoded")) == expected


def test_each_place_is_told_once_and_each_side_by_itself() -> None:
    request = a_request(
        "https://ads.test/px?a=marie.dupont%40mail.test&b=marie.dupont%40mail.test",
        headers={"Cookie": "m=marie.dupont@mail.test"},
        body="text marie.dupont@mail.test, again marie.dupont@mail.test",
        content_type="text/plain",
    )
    places = [(location, path) for _, location, path, _ in told(request)]
    assert len(places) == len(set(places))
    assert {("query", "a"), ("query", "b"), ("cookie", "m")} < set(places)


def test_a_name_that_holds_a_value_is_found() -> None:
    body = '{"marie.dupont@mail.test": {"seen": true}}'
    assert [row[0] for row in told(a_request(body=body, content_type="application/json"))] == ["email_address"]


def test_values_are_found_in_bytes() -> None:
    body = b"\x0a\x16\x00\xfemarie.dupont@mail.test\x12\x02\xff\xfe"
    assert [row[:2] for row in told(a_request(body=body, content_type="application/x-protobuf"))] == [
        ("email_address", Location.BODY)
    ]


def test_a_field_that_holds_two_values_tells_both() -> None:
    rows = told(in_query("marie.dupont@mail.test 0639981234"))
    assert {row[0] for row in rows} == {"email_address", "phone_number"}


def test_a_value_within_a_longer_one_is_not_told_besides() -> None:
    indicators = Indicators(Profile((*MARIE.values, Value(Category.USERNAME, "marie.dupont"))))
    assert [finding.category for finding in found(in_query("marie.dupont@mail.test"), indicators)] == ["email_address"]
    assert [finding.category for finding in found(in_query("marie.dupont"), indicators)] == ["username"]


def test_what_lies_across_two_fields_is_no_value() -> None:
    profile = Profile((Value(Category.TEXT, "first\nsecond"),))
    assert not found(a_request("https://ads.test/px?a=first&b=second"), Indicators(profile))
    [finding] = found(a_request("https://ads.test/px?a=first&b=second&c=first%0Asecond"), Indicators(profile))
    assert finding.evidence.path == "c"


def test_a_name_that_looks_like_a_value_does_not_hide_the_value() -> None:
    indicators = Indicators(MARIE)
    for _ in range(2):
        assert not found(a_request("https://ads.test/px?nice=1"), indicators)
    assert found(in_query("nice"), indicators)


def test_what_is_long_is_not_remembered() -> None:
    indicators = Indicators(MARIE)
    many = "&".join(f"k{number}=a{number}" for number in range(600))
    for _ in range(2):
        assert not found(a_request(f"https://ads.test/px?{many}"), indicators)
    assert not indicators._clean


def test_a_large_body_is_searched_at_once() -> None:
    rest = "&".join(f"k{number}=some-long-text-that-is-{number}" for number in range(3000))
    for text, expected in (("harmless", []), ("marie.dupont%40mail.test", [("email_address", "form", "z", ())])):
        assert told(a_request(body=f"z={text}&{rest}", content_type="text/plain")) == expected


DRESSES: dict[str, Callable[[str], bytes]] = {
    "UTF-16": lambda text: text.encode("utf-16-le"),
    "in a frame": lambda text: b"\x00\xff\x81" + bytes([len(text)]) + text.encode() + b"\xff",
    "digest in bytes": lambda text: b"\xff\xfe\x00" + hashlib.sha256(text.encode()).digest() + b"\x00",
    "raw deflate": lambda text: zlib.compress(b'{"a": "' + text.encode() * 3 + b'"}', wbits=-15),
    "list of bytes": lambda text: json.dumps({"d": list(text.encode())}).encode(),
    "file": lambda text: (
        b'--B\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n' + text.encode() + b"\r\n--B--\r\n"
    ),
}


@pytest.mark.parametrize("is_websocket", [False, True])
@pytest.mark.parametrize("name", DRESSES)
def test_values_are_found_in_bodies_and_frames(name: str, *, is_websocket: bool) -> None:
    body = DRESSES[name]("marie.dupont@mail.test")
    rows = told(a_request("https://ads.test/", body=body, is_websocket=is_websocket))
    assert {row[0] for row in rows} == {"email_address"}


@given(
    st.sampled_from(("md5", "sha1", "sha256", "sha512")),
    st.sampled_from(("md5", "sha1", "sha256", "sha512")),
    st.sampled_from(("md5", "sha1", "sha256", "sha512")),
)
@settings(max_examples=20, deadline=None)
def test_stacks_of_three_hashes_are_found(outer: str, middle: str, inner: str) -> None:
    digits = "marie.dupont@mail.test"
    for name in (inner, middle, outer):
        digits = hexdigest(name)(digits.encode())
    assert told(in_query(digits)) == [("email_address", "query", "v", (outer, middle, inner))]


@given(
    st.sampled_from(["0639981234", "petit", "Nice", "75001", "abc123", "Tr0ub4dor&3", "marie.dupont@mail.test"]),
    st.text("bcdfgh", min_size=1, max_size=6),
)
@settings(max_examples=60)
def test_a_value_glued_to_letters_is_nobodys(value: str, glue: str) -> None:
    assert not told(in_query(f"{value}{glue}"))
    assert not told(in_query(f"{glue}{value}"))
    assert not told(in_query(f"{glue}{value}{glue}"))


@pytest.mark.parametrize("value", ["0000321cba0", "x321cba", "321cbaf", "321cba"])
def test_a_mirror_image_of_what_is_short_is_nobodys(value: str) -> None:
    assert not told(in_query(value))


def test_short_tokens_are_less_sure_than_long_ones() -> None:
    values = ("Petit", "abc123", "marie.dupont@mail.test")
    confidences = [found(in_query(value))[0].evidence.confidence for value in values]
    assert confidences == sorted(set(confidences))


def test_an_empty_profile_finds_nothing() -> None:
    assert not Indicators(EMPTY).search(Fields(), a_request())


def test_what_was_clean_is_not_searched_again_but_what_is_new_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.detection.indicators.search._MOST_CLEAN", 99)
    indicators = Indicators(MARIE)
    for number in range(99):
        assert not found(in_query(f"harmless{number}"), indicators)
        assert not found(in_query(f"harmless{number}"), indicators)
    assert found(in_query("marie.dupont@mail.test"), indicators)
    assert found(in_query("marie.dupont@mail.test"), indicators)


@given(st.text(), st.binary())
@settings(max_examples=50)
def test_beside_whatever_comes_a_field_of_the_persons_is_found(text: str, data: bytes) -> None:
    address = f"https://x.test/{quote(text, errors='replace')}?mail={MARIE.values[0].value}"
    findings = found(a_request(address, body=data))
    assert ("email_address", "query", "mail") in [(one.category, *one.evidence[:2]) for one in findings]


def test_of_hundreds_of_places_each_is_told() -> None:
    fields = "&".join(f"f{number}={quote('Marie.Dupont@mail.test')}" for number in range(400))
    assert len(found(a_request("https://ads.test/c", body=fields, content_type="text/plain"))) == 400
