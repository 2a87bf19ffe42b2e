import hashlib
from datetime import UTC, datetime

import pytest

from tests.builders.requests import a_request
from tracker.detection import knowledge_of
from tracker.disclosure import Finding, Manner, Party, Record
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
