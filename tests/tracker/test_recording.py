import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.builders.captures import a_har_file, an_entry
from tests.builders.requests import a_request
from tracker.detection import knowledge_of
from tracker.disclosure import Finding, Manner, Party, Record
from tracker.importers.captures import find
from tracker.importers.reading import Recorder, Tally
from tracker.masking import Fingerprinter
from tracker.profile import EMPTY, Profile, Value
from tracker.recording import record_of
from tracker.sites import Context
from tracker.taxonomy import Category
from tracker.traffic import Location, Request

FINGERPRINTER = Fingerprinter(bytes(32))
MARIE = Profile((Value(Category.EMAIL_ADDRESS, "marie@mail.test"),))
FORM = "application/x-www-form-urlencoded"
PAGE = "https://www.boutique.test/register"


def recorded(request: Request, profile: Profile = EMPTY) -> Record:
    return record_of(request, knowledge_of(profile), FINGERPRINTER)


def posted(host: str, body: bytes) -> Request:
    headers = {"Content-Type": FORM, "Referer": PAGE, "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/1 Firefox/1"}
    return a_request(f"https://{host}/send", method="POST", headers=headers, body=body)


def test_a_form_to_the_site_itself_is_submitted() -> None:
    record = recorded(posted("www.boutique.test", b"email=marie%40mail.test"))
    (disclosure,) = [item for item in record.disclosures if item.category is Category.EMAIL_ADDRESS]
    assert (record.site, record.party) == ("boutique.test", Party.FIRST)
    assert disclosure.manner is Manner.SUBMITTED
    assert disclosure.evidence.location is Location.FORM
    assert disclosure.preview == "m•••@m•••.test"


def test_what_the_page_passes_to_others_is_relayed() -> None:
    record = recorded(posted("px.adreach.test", b"email=marie%40mail.test"))
    (disclosure,) = [item for item in record.disclosures if item.category is Category.EMAIL_ADDRESS]
    assert (record.site, record.party) == ("boutique.test", Party.THIRD)
    assert disclosure.manner is Manner.RELAYED


def test_what_the_browser_sends_by_itself_is_ambient() -> None:
    record = recorded(posted("www.boutique.test", b"a=1"))
    agents = [item for item in record.disclosures if item.category is Category.USER_AGENT]
    assert [item.manner for item in agents] == [Manner.AMBIENT]


def test_a_hashed_address_has_the_fingerprint_of_the_address() -> None:
    digest = hashlib.sha256(b"marie@mail.test").hexdigest().encode()
    plain = recorded(posted("www.boutique.test", b"x=marie%40mail.test"), MARIE)
    hashed = recorded(posted("px.adreach.test", b"x=" + digest), MARIE)
    prints = [
        {item.fingerprint for item in record.disclosures if item.category is Category.EMAIL_ADDRESS}
        for record in (plain, hashed)
    ]
    assert prints[0] == prints[1] != set()


@pytest.mark.parametrize("body", [b"email=marie%40mail.test&password=lilas-et-roses", b'{"mail": "marie@mail.test"}'])
def test_no_record_holds_a_raw_value(body: bytes) -> None:
    shown = repr(recorded(posted("www.boutique.test", body), MARIE))
    assert "marie@mail" not in shown
    assert "lilas" not in shown


def test_a_record_names_its_request() -> None:
    time = datetime(2026, 1, 1, tzinfo=UTC)
    request = Request("unique", time, "GET", "http", "shop.test", 80, "/")
    record = recorded(request)
    assert (record.id, record.time, record.host, record.scheme, record.method) == (
        "unique",
        time,
        "shop.test",
        "http",
        "GET",
    )
    assert record.site is None
    assert record.party is Party.UNKNOWN


def test_what_the_person_submits_is_told_to_whoever_learns() -> None:
    told: list[tuple[tuple[Finding, ...], Context]] = []
    request = posted("www.boutique.test", b"email=marie%40mail.test")
    record_of(request, knowledge_of(EMPTY), FINGERPRINTER, lambda *what: told.append(what))
    [(findings, context)] = told
    assert [(finding.category, finding.value) for finding in findings] == [(Category.EMAIL_ADDRESS, "marie@mail.test")]
    assert context.site == "boutique.test"


def test_what_goes_to_others_teaches_nothing() -> None:
    told: list[object] = []
    request = posted("px.adreach.test", b"email=marie%40mail.test")
    record_of(request, knowledge_of(EMPTY), FINGERPRINTER, lambda *what: told.append(what))
    assert told == []


def test_a_record_says_how_its_site_is_known() -> None:
    record = recorded(posted("px.adreach.test", b"email=marie%40mail.test"))
    assert (record.site, record.site_confidence, record.site_basis) == ("boutique.test", 0.6, "referer")


def shopping() -> list[tuple[str, str, dict[str, str], str | None]]:
    """Address, method, headers and body of a visit to a shop with an advertiser's frame."""
    page = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "none"}
    frame = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "cross-site", "Referer": PAGE}
    pixel = {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image", "Sec-Fetch-Site": "cross-site"}
    own = {"Sec-Fetch-Site": "same-origin", "Referer": PAGE}
    mail = "email=marie%40mail.test"
    return [
        (PAGE, "GET", page, None),
        ("https://frame.adreach.test/f", "GET", frame, None),
        (f"https://match.pool.test/?{mail}", "GET", pixel | {"Referer": "https://frame.adreach.test/"}, None),
        (f"https://px.adreach.test/?{mail}", "GET", pixel | {"Referer": PAGE}, None),
        (PAGE, "POST", page | own | {"Sec-Fetch-User": "?1", "Content-Type": FORM}, mail),
        (PAGE, "POST", own | {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "empty", "Content-Type": FORM}, mail),
        (f"https://other.test/?{mail}", "GET", pixel, None),
    ]


def told(record: Record) -> tuple[object, ...]:
    found = sorted((found.category.value, found.manner.value) for found in record.disclosures)
    return record.host, record.site, record.party, record.site_confidence, record.site_basis, found


def test_a_capture_without_pages_tells_what_the_live_traffic_told(tmp_path: Path) -> None:
    knowledge, sent = knowledge_of(EMPTY), shopping()
    live = [
        record_of(a_request(url, method=method, headers=headers, body=body), knowledge, FINGERPRINTER)
        for url, method, headers, body in sent
    ]
    path = a_har_file(tmp_path / "a.har", *(an_entry(*step) for step in sent))
    (capture,) = find([path]).captures
    imported = list(Recorder(EMPTY, FINGERPRINTER).records(capture, Tally()))
    assert list(map(told, imported)) == list(map(told, live))
    assert [record.site for record in live] == [*["boutique.test"] * 6, None]
    assert [record.site_basis for record in live[1:4]] == ["referer", "frame", "referer"]


def test_each_capture_has_a_memory_of_its_own(tmp_path: Path) -> None:
    framed = a_har_file(tmp_path / "a.har", *(an_entry(*step) for step in shopping()[:2]))
    asking = a_har_file(tmp_path / "b.har", *(an_entry(*step) for step in shopping()[2:3]))
    recorder = Recorder(EMPTY, FINGERPRINTER)
    captures = find([framed, asking]).captures
    (*_, last) = [record for capture in captures for record in recorder.records(capture, Tally())]
    assert (last.site, last.site_basis) == ("adreach.test", "referer")
