import base64
import hashlib

import pytest

from tests.builders.requests import a_request
from tracker.detection.fields import fields_of
from tracker.detection.indicators import Indicators
from tracker.detection.indicators.places import host_text, place_fields
from tracker.disclosure import Finding
from tracker.profile import Profile, Value
from tracker.taxonomy import Category
from tracker.traffic import Request

DIGEST = hashlib.sha256(b"marie@mail.test").hexdigest()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://ads.test/a/b?c=d", [("[0]", "a"), ("[1]", "b")]),
        ("https://mariedupont.ads.test/", [("host", "mariedupont")]),
        ("https://a.b.sync.test/", [("host", "a.b")]),
        ("https://10.0.0.1/", []),
        (
            f"https://{DIGEST[:32]}.{DIGEST[32:]}.sync.test/",
            [("host", DIGEST), ("host", f"{DIGEST[:32]}.{DIGEST[32:]}")],
        ),
    ],
)
def test_segments_and_labels_are_places(url: str, expected: list[tuple[str, str]]) -> None:
    assert [(field.path, field.value) for field in place_fields(a_request(url))] == expected


HEX = b"marie.dupont@mail.test".hex() + "00"
PADDED = base64.b32encode(b"marie.dupont@mail.test" + bytes(18)).decode()


@pytest.mark.parametrize(
    "url", [f"https://{HEX[:30]}.{HEX[30:]}.some.sync.test/", f"https://{PADDED[:20]}.{PADDED[20:]}.sync.test/"]
)
def test_a_text_that_two_labels_hold_is_found(url: str) -> None:
    found = ADDRESS.search(fields_of(a_request(url)), a_request(url))
    assert [(one.category, one.evidence.path) for one in found] == [(Category.EMAIL_ADDRESS, "host")]


@pytest.mark.parametrize(("host", "text"), [("ads.test", ""), (f"{DIGEST[:60]}.ads.test", f"{DIGEST[:60]}adstest")])
def test_a_long_host_is_one_text(host: str, text: str) -> None:
    assert host_text(host) == text


def test_a_message_has_no_address_of_its_own() -> None:
    assert not list(place_fields(a_request("https://mariedupont.ads.test/a", is_websocket=True)))


ADDRESS = Indicators(Profile((Value(Category.EMAIL_ADDRESS, "marie.dupont@mail.test"),)))
USERNAME = Indicators(Profile((Value(Category.USERNAME, "mariedupont"), Value(Category.CITY, "Nice"))))


def found(request: Request, indicators: Indicators) -> list[Finding]:
    return indicators.search(fields_of(request), request)


@pytest.mark.parametrize(
    ("target", "places"),
    [
        ("/u/mariedupont/x?u=1", [("path", "[1]")]),
        ("/u/mariedupont", [("path", "[1]")]),
        ("/u/MarieDupont.jpg?w=9", [("path", "[1]")]),
        ("/%40marie%64upont;v=2?w=9", [("path", "[0]")]),
        ("/u/mariedupont;v=2#top", [("path", "[1]")]),
        ("/c;user=mariedupont/x", [("path", "user")]),
        ("/u/bWFyaWVkdXBvbnQ=/x?u=1", [("path", "[1]")]),
        ("/u/mariedupont?of=mariedupont", [("query", "of"), ("path", "[1]")]),
        ("/u/annemariedupont/x?u=1", []),
        ("/nice/mariedupontel?u=1", []),
        ("/marie/dupont?u=1", []),
        ("/" + "long/" * 90 + "x" * 1000 + "/mariedupont", [("path", "[91]")]),
    ],
)
def test_a_value_is_found_in_the_addresss_path(target: str, places: list[tuple[str, str]]) -> None:
    findings = found(a_request(f"https://p.example{target}"), USERNAME)
    assert [(item.evidence.location, item.evidence.path) for item in findings] == places


SHA256 = hashlib.sha256(b"marie.dupont@mail.test").hexdigest()
MD5 = hashlib.md5(b"marie.dupont@mail.test").hexdigest()


@pytest.mark.parametrize(
    ("host", "encoding"),
    [
        (f"{MD5}.sync.test", ("md5",)),
        (f"x.{MD5}.sync.test", ("md5",)),
        (f"{SHA256[:32]}.{SHA256[32:]}.sync.test", ("sha256",)),
        (f"{b'marie.dupont@mail.test'.hex()}.sync.test", ("hex",)),
        (f"{base64.b32encode(b'marie.dupont@mail.test').decode().lower().rstrip('=')}.sync.test", ("base32",)),
    ],
)
def test_a_value_is_found_in_the_hosts_labels(host: str, encoding: tuple[str, ...]) -> None:
    for _ in range(2):
        (finding,) = found(a_request(f"https://{host}/px?k=1"), ADDRESS)
        told = finding.evidence
        assert (finding.category, told.location, told.path, told.encoding) == (
            "email_address",
            "path",
            "host",
            encoding,
        )


def test_a_whole_domain_of_that_name_is_everybodys() -> None:
    assert not found(a_request("https://mariedupont.test/"), USERNAME)
    assert not found(a_request("https://nice.shop.test/"), USERNAME)
    assert [item.category for item in found(a_request("https://mariedupont.shop.test/"), USERNAME)] == ["username"]


def test_the_path_of_a_handshake_is_not_told_with_each_message() -> None:
    for body in (b"hello", b"\x00\xff\xfe\x01"):
        assert not found(a_request("https://p.example/u/mariedupont", body=body, is_websocket=True), USERNAME)


def test_a_segment_that_needs_decoding_is_clean_the_second_time() -> None:
    indicators = Indicators(Profile((Value(Category.USERNAME, "mariedupont"),)))
    for _ in range(2):
        assert not found(a_request("https://p.test/%41bc/d?e=1"), indicators)
