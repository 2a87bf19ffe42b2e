import hashlib
import json
import re
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders.requests import TIME, a_request
from tracker.detection import Detected, Knowledge, detect, knowledge_of
from tracker.disclosure import Finding, Method
from tracker.profile import EMPTY, Profile, Value
from tracker.taxonomy import Category
from tracker.traffic import Cookie, Location, Request

ADDRESS = "marie.dupont@mail.test"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
IDENTIFIER = "7f3c9a1e5b2d4f608c7e1a93"
PAGE = "https://shop.test/checkout"


@pytest.fixture
def knowledge() -> Knowledge:
    return knowledge_of(EMPTY)


def found(request: Request, knowledge: Knowledge) -> dict[tuple[Location, str, Category], Finding]:
    return {
        (finding.evidence.location, finding.evidence.path, finding.category): finding
        for finding in detect(request, knowledge).findings
    }


def test_a_form_is_told_field_by_field(knowledge: Knowledge) -> None:
    body = f"email={quote(ADDRESS)}&first_name=Marie&last_name=Dupont&csrf=0f5ac1"
    places = found(a_request(body=body), knowledge)
    assert set(places) == {
        (Location.FORM, "email", Category.EMAIL_ADDRESS),
        (Location.FORM, "first_name", Category.FIRST_NAME),
        (Location.FORM, "last_name", Category.LAST_NAME),
    }


def test_the_browser_tells_of_itself(knowledge: Knowledge) -> None:
    request = a_request(headers={"User-Agent": CHROME, "Accept-Language": "fr-FR,fr;q=0.9", "Accept": "*/*"})
    assert {category for _, _, category in found(request, knowledge)} == {Category.USER_AGENT, Category.LANGUAGE}


def test_the_same_request_gives_the_same_findings_twice(knowledge: Knowledge) -> None:
    request = a_request(body=json.dumps({"email": ADDRESS}))
    assert detect(request, knowledge) == detect(request, knowledge)


def test_a_page_is_told_to_others_only(knowledge: Knowledge) -> None:
    target = f"/collect?dl={quote(PAGE, safe='')}"
    third = a_request("https://ads.test" + target, headers={"Referer": PAGE}, page=PAGE)
    own = a_request("https://shop.test" + target, headers={"Referer": PAGE}, page=PAGE)
    unknown = a_request("https://shop.test" + target)
    assert set(found(third, knowledge)) == {
        (Location.QUERY, "dl", Category.PAGE_VISITED),
        (Location.HEADER, "referer", Category.PAGE_VISITED),
    }
    assert not found(own, knowledge)
    assert not found(unknown, knowledge)


def test_the_persons_own_value_is_found_hashed(knowledge: Knowledge) -> None:
    known = knowledge_of(Profile((Value(Category.EMAIL_ADDRESS, ADDRESS),)))
    digest = hashlib.sha256(ADDRESS.encode()).hexdigest()
    request = a_request(f"https://ads.test/px?uid={digest}")
    (finding,) = detect(request, known).findings
    assert (finding.category, finding.evidence.method, finding.value) == (
        Category.EMAIL_ADDRESS,
        Method.PROFILE,
        ADDRESS,
    )
    assert finding.evidence.encoding == ("sha256",)


def test_a_page_s_own_form_says_what_its_fields_are(knowledge: Knowledge) -> None:
    knowledge.forms.learn("shop.test", '<form><label>Ville <input name="entry.839337160"></label></form>')
    request = a_request("https://shop.test/order", body="entry.839337160=Nantes", page=PAGE)
    elsewhere = a_request("https://other.test/order", body="entry.839337160=Nantes", page="https://other.test/")
    assert [finding.evidence.method for finding in detect(request, knowledge).findings] == [Method.FORM]
    assert not detect(elsewhere, knowledge).findings


def test_a_form_s_field_is_known_nested_in_json(knowledge: Knowledge) -> None:
    knowledge.forms.learn("shop.test", '<form><label>Ville <input name="f7"></label></form>')
    request = a_request("https://ads.test/e", body='{"fields":{"f7":"Nantes"}}', page=PAGE)
    assert (Location.JSON, "fields.f7", Category.CITY) in found(request, knowledge)


def set_cookie(knowledge: Knowledge, host: str = "ads.test", name: str = "visitor") -> None:
    knowledge.cookies.learn(host, [Cookie(name, IDENTIFIER, host, 365 * 86400.0)], TIME)


def test_a_cookie_that_identifies_is_told_and_others_are_not(knowledge: Knowledge) -> None:
    set_cookie(knowledge)
    request = a_request("https://ads.test/px", headers={"Cookie": f"visitor={IDENTIFIER}; theme=dark"})
    (finding,) = detect(request, knowledge).findings
    assert (finding.evidence.location, finding.evidence.path) == (Location.COOKIE, "visitor")
    assert detect(request, knowledge).findings == (finding,)


def test_a_nested_value_of_a_cookie_is_no_cookie(knowledge: Knowledge) -> None:
    request = a_request("https://ads.test/px", headers={"Cookie": f"p={quote(json.dumps({'email': ADDRESS}))}"})
    assert (Location.COOKIE, "p.email", Category.EMAIL_ADDRESS) in found(request, knowledge)


@pytest.mark.parametrize("field", ["x", "user_id"])
def test_another_party_s_identifier_is_a_sync(knowledge: Knowledge, field: str) -> None:
    set_cookie(knowledge)
    (finding,) = detect(a_request(f"https://dsp.test/sync?{field}={IDENTIFIER}"), knowledge).findings
    assert finding.category in (Category.CLIENT_ID, Category.USER_ID)
    assert re.search(r"\bcookie visitor of ads\.test\b", finding.evidence.reasoning)
    assert IDENTIFIER not in finding.evidence.reasoning


def test_a_sync_is_told_beside_what_else_the_field_is(knowledge: Knowledge) -> None:
    set_cookie(knowledge)
    detected = detect(a_request(f"https://dsp.test/sync?search_query={IDENTIFIER}"), knowledge)
    assert {finding.category for finding in detected.findings} == {Category.SEARCH_QUERY, Category.CLIENT_ID}


@pytest.mark.parametrize("name", ["val", "user_id", "f7"])
def test_a_sync_is_told_whoever_else_speaks_of_the_place(knowledge: Knowledge, name: str) -> None:
    set_cookie(knowledge)
    knowledge.forms.learn("shop.test", '<form><label>Login <input name="f7" autocomplete="username"></label></form>')
    request = a_request(f"https://eu.openx.net/w/1.0/sd?{name}={IDENTIFIER}", page=PAGE)
    told = [finding.evidence for finding in detect(request, knowledge).findings]
    assert any("the cookie visitor of ads.test" in evidence.reasoning for evidence in told)
    assert any(evidence.method is not Method.VALUE for evidence in told) or name == "f7"


def test_a_hashed_address_that_a_vendor_expects_is_the_person_s_own_datum() -> None:
    known = knowledge_of(Profile((Value(Category.EMAIL_ADDRESS, ADDRESS),)))
    digest = hashlib.sha256(ADDRESS.encode()).hexdigest()
    (finding,) = detect(a_request(f"https://www.facebook.com/tr/?id=1&ud[em]={digest}"), known).findings
    assert (finding.value, finding.evidence.method, finding.evidence.encoding) == (
        ADDRESS,
        Method.ADAPTER,
        ("sha256",),
    )


def test_one_s_own_identifier_is_no_sync(knowledge: Knowledge) -> None:
    set_cookie(knowledge)
    assert not detect(a_request(f"https://www.ads.test/sync?x={IDENTIFIER}"), knowledge).findings


def test_another_party_s_identifier_in_the_host_is_a_sync(knowledge: Knowledge) -> None:
    set_cookie(knowledge)
    (finding,) = detect(a_request(f"https://{IDENTIFIER}.sync.dsp.test/"), knowledge).findings
    assert (finding.category, finding.value) == (Category.CLIENT_ID, IDENTIFIER)
    assert (finding.evidence.location, finding.evidence.path) == (Location.PATH, "host")
    assert not detect(a_request(f"https://{IDENTIFIER}.www.ads.test/"), knowledge).findings


def test_what_cannot_be_read_is_said(knowledge: Knowledge) -> None:
    detected = detect(a_request(body=bytes(range(256))), knowledge)
    assert not detected.findings
    assert [spot.reason for spot in detected.blind_spots] == ["binary"]


def test_a_request_without_anything_tells_nothing(knowledge: Knowledge) -> None:
    assert detect(a_request(), knowledge) == Detected()


KNOWLEDGE = knowledge_of(Profile((Value(Category.EMAIL_ADDRESS, ADDRESS),), "FR"))
headers = st.lists(
    st.tuples(st.sampled_from(["Content-Type", "Cookie", "Referer", "X-Email", "User-Agent"]), st.text(max_size=30)),
    max_size=4,
)


@settings(max_examples=60)
@given(
    st.binary(max_size=120) | st.text(max_size=60).map(lambda t: t.encode("utf-8", "replace")),
    headers,
    st.text(max_size=40),
)
def test_detection_never_raises(body: bytes, pairs: list[tuple[str, str]], query: str) -> None:
    request = a_request("https://shop.test/x?email=" + query.replace("#", ""), body=body, headers=pairs, page=PAGE)
    detected = detect(request, KNOWLEDGE)
    assert all(0.5 <= finding.evidence.confidence <= 1 for finding in detected.findings)


@pytest.mark.parametrize(
    ("query", "page", "is_told"),
    [
        ("dl=https%3A%2F%2Fwww.shop.test%2Fa", "https://www.shop.test/", True),
        ("dl=https%3A%2F%2Fframe.other.test%2Fa", "https://www.shop.test/", False),
        ("dr=https%3A%2F%2Fsearch.test%2Fa&referrer=https%3A%2F%2Fsearch.test%2Fa", "https://www.shop.test/", True),
        ("dl=https%3A%2F%2Fframe.other.test%2Fa", None, True),
        ("dl=https%3A%2F%2Fwww.dsp.test%2Fa", "https://www.shop.test/", False),
    ],
)
def test_an_address_elsewhere_is_no_page_the_person_saw(
    knowledge: Knowledge, query: str, page: str | None, *, is_told: bool
) -> None:
    request = a_request(f"https://px.dsp.test/c?{query}", page=page)
    pages = [item for item in detect(request, knowledge).findings if item.category is Category.PAGE_VISITED]
    assert bool(pages) is is_told


@pytest.mark.parametrize(
    ("referer", "is_told"), [("https://www.shop.test/a", True), ("https://frame.ads.test/", False)]
)
def test_the_address_of_a_frame_is_no_page_the_person_saw(knowledge: Knowledge, referer: str, *, is_told: bool) -> None:
    request = a_request("https://px.dsp.test/c", headers={"Referer": referer}, page="https://www.shop.test/")
    assert bool(detect(request, knowledge).findings) is is_told
