import pytest

from tests.builders.requests import a_request
from tracker.detection import detect, knowledge_of
from tracker.disclosure import Evidence, Finding, Manner, Method
from tracker.manner import ADDED, Sending, judge_of, of_form, of_page, sending_of
from tracker.navigations import Navigations
from tracker.profile import EMPTY
from tracker.sites import Context, context_of
from tracker.taxonomy import Category
from tracker.traffic import Location, Request

SHOP = "https://www.shop.test/account"
FORM = "application/x-www-form-urlencoded"
PLAIN = "text/plain;charset=UTF-8"
SENT = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "same-origin", "Referer": SHOP}
CLICKED = SENT | {"Sec-Fetch-User": "?1"}
CALLED = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty", "Sec-Fetch-Site": "same-origin", "Referer": SHOP}
BEACON = CALLED | {"Sec-Fetch-Mode": "no-cors"}
ELSEWHERE = {"Sec-Fetch-Site": "cross-site", "Origin": "https://www.shop.test", "Referer": SHOP}
TYPED_ADDRESS = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "none"}
FRAME = "https://pay.test/frame"
IN_FRAME = CALLED | {"Referer": FRAME, "Origin": "https://pay.test"}
MAIL, JSON_MAIL = "email=marie%40mail.test", '{"email": "marie@mail.test"}'
LOG_IN = '{"email": "marie@mail.test", "password": "lilas-et-roses-88"}'


def opened() -> Navigations:
    """Marie is on the shop's page, in which there is a frame."""
    navigations = Navigations()
    context_of(a_request(SHOP, headers=TYPED_ADDRESS), navigations)
    frame = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe", "Referer": "https://www.shop.test/"}
    context_of(a_request(FRAME, headers=frame), navigations)
    return navigations


def judged(request: Request) -> dict[str, Manner]:
    """The manner of each category, where there is one for all of it."""
    context = context_of(request, opened())
    findings = detect(request, knowledge_of(EMPTY), context).findings
    judge = judge_of(request, context, findings)
    return {finding.category.value: judge(finding) for finding in findings}


@pytest.mark.parametrize(
    ("url", "headers", "body", "content_type"),
    [
        (SHOP, CLICKED, MAIL, FORM),
        (SHOP, SENT, MAIL, FORM),
        ("https://api.shop.test/users", CALLED | {"Sec-Fetch-Site": "same-site"}, JSON_MAIL, "application/json"),
        (SHOP, CALLED | {"Next-Action": "1"}, MAIL, FORM),
        (SHOP, CALLED | {"Next-Action": "1"}, JSON_MAIL, PLAIN),
        (SHOP, {"Referer": SHOP}, MAIL, FORM),
        ("https://www.shop.test/api/track", CALLED, LOG_IN, "application/json"),
        ("https://www.shop.test/in", CALLED, LOG_IN, PLAIN),
        ("https://pay.test/to", {**CLICKED, **ELSEWHERE}, MAIL, FORM),
        ("https://pay.test/pay", IN_FRAME, LOG_IN, "application/json"),
        (
            "https://pay.test/pay",
            IN_FRAME | SENT | {"Sec-Fetch-Dest": "iframe", "Referer": FRAME, "Sec-Fetch-User": "?1"},
            MAIL,
            FORM,
        ),
    ],
    ids=[
        "a form",
        "a form by a script",
        "a call to the site",
        "an action",
        "an action as text",
        "an old browser",
        "a log-in called otherwise",
        "a log-in as text",
        "a form to another company",
        "a log-in in a frame",
        "a form in a frame",
    ],
)
def test_what_the_person_sends_is_submitted(url: str, headers: dict[str, str], body: str, content_type: str) -> None:
    found = judged(a_request(url, headers=headers, body=body, content_type=content_type))
    assert found["email_address"] is Manner.SUBMITTED
    assert found.get("password", Manner.SUBMITTED) is Manner.SUBMITTED


@pytest.mark.parametrize(
    ("url", "headers", "body", "content_type"),
    [
        ("https://www.shop.test/seen", BEACON, MAIL, FORM),
        ("https://www.shop.test/seen", CALLED, JSON_MAIL, PLAIN),
        ("https://www.shop.test/seen", CALLED, JSON_MAIL, "text/ping"),
        ("https://www.shop.test/v1/identify", CALLED, JSON_MAIL, "application/json"),
        ("https://www.shop.test/csp", CALLED | {"Sec-Fetch-Dest": "report"}, JSON_MAIL, "application/json"),
        ("https://px.ads.test/", CALLED | ELSEWHERE, JSON_MAIL, "application/json"),
        ("https://px.ads.test/", SENT | ELSEWHERE, MAIL, FORM),
        ("https://px.ads.test/", {}, MAIL, FORM),
        ("https://pay.test/seen", IN_FRAME, JSON_MAIL, "application/json"),
        ("https://pay.test/x", CLICKED | ELSEWHERE | {"Sec-Fetch-Dest": "iframe"}, MAIL, FORM),
    ],
    ids=[
        "a beacon",
        "text",
        "a ping",
        "a report by its path",
        "a report",
        "a call to others",
        "a form nobody sent",
        "from nowhere",
        "a frame's call",
        "into a frame",
    ],
)
def test_what_the_page_sends_is_relayed(url: str, headers: dict[str, str], body: str, content_type: str) -> None:
    found = judged(a_request(url, headers=headers, body=body, content_type=content_type))
    assert found["email_address"] is Manner.RELAYED


@pytest.mark.parametrize(
    ("url", "headers", "category", "manner"),
    [
        ("https://www.shop.test/?q=red+shoes", CLICKED, "search_query", Manner.SUBMITTED),
        ("https://www.shop.test/?q=red+shoes", TYPED_ADDRESS, "search_query", Manner.SUBMITTED),
        (
            "https://www.shop.test/?q=red+shoes",
            CLICKED | {"Sec-Fetch-Site": "cross-site"},
            "search_query",
            Manner.RELAYED,
        ),
        ("https://www.shop.test/?q=red+shoes", CALLED, "search_query", Manner.RELAYED),
        (f"https://www.shop.test/?{MAIL}", CLICKED, "email_address", Manner.SUBMITTED),
        (f"https://www.shop.test/?{MAIL}", TYPED_ADDRESS, "email_address", Manner.RELAYED),
        (f"https://www.shop.test/?{MAIL}", CLICKED | {"Sec-Fetch-Site": "cross-site"}, "email_address", Manner.RELAYED),
        ("https://www.shop.test/u/marie@mail.test", CLICKED, "email_address", Manner.RELAYED),
    ],
)
def test_of_an_address_only_what_is_typed_is_submitted(
    url: str, headers: dict[str, str], category: str, manner: Manner
) -> None:
    assert judged(a_request(url, headers=headers))[category] is manner


@pytest.mark.parametrize(
    ("page", "headers", "manner"),
    [
        ("http://shop.test/?q=red+shoes", {}, Manner.SUBMITTED),
        ("http://shop.test/?q=red+shoes", {"Referer": "http://shop.test/"}, Manner.SUBMITTED),
        ("http://shop.test/", {}, Manner.RELAYED),
    ],
)
def test_a_search_of_an_old_capture_is_told_by_its_page(page: str, headers: dict[str, str], manner: Manner) -> None:
    request = a_request("http://shop.test/?q=red+shoes", headers=headers, page=page)
    assert judged(request)["search_query"] is manner


def a_finding(
    category: Category = Category.EMAIL_ADDRESS,
    location: Location = Location.FORM,
    path: str = "x",
    method: Method = Method.NAME,
    encoding: tuple[str, ...] = (),
) -> Finding:
    return Finding(category, "a value", Evidence(location, path, method, 0.9, "Because.", encoding))


@pytest.mark.parametrize(
    ("finding", "manner"),
    [
        (a_finding(), Manner.SUBMITTED),
        (a_finding(encoding=("base64",)), Manner.SUBMITTED),
        (a_finding(encoding=("base64", "sha256")), Manner.RELAYED),
        (a_finding(Category.PASSWORD, encoding=("sha256",)), Manner.SUBMITTED),
        (a_finding(Category.PASSWORD, Location.HEADER, "authorization.password"), Manner.AMBIENT),
        (a_finding(Category.PASSWORD, Location.HEADER, "x-password"), Manner.SUBMITTED),
        (a_finding(location=Location.HEADER, path="x-email"), Manner.RELAYED),
        (a_finding(location=Location.COOKIE), Manner.AMBIENT),
        (a_finding(Category.LANGUAGE), Manner.RELAYED),
        (a_finding(Category.LANGUAGE, method=Method.FORM), Manner.SUBMITTED),
        (a_finding(Category.SCREEN_SIZE), Manner.RELAYED),
        (a_finding(Category.AUTH_TOKEN), Manner.RELAYED),
        (a_finding(Category.USER_ID), Manner.RELAYED),
        (a_finding(Category.PURCHASE), Manner.SUBMITTED),
        (a_finding(Category.HEALTH), Manner.SUBMITTED),
    ],
)
def test_what_pages_add_to_a_form_is_not_submitted(finding: Finding, manner: Manner) -> None:
    assert of_form(finding) is manner


@pytest.mark.parametrize(
    ("category", "path", "manner"),
    [
        (Category.USER_AGENT, "user-agent", Manner.AMBIENT),
        (Category.OS_VERSION, "sec-ch-ua-platform", Manner.AMBIENT),
        (Category.PAGE_VISITED, "referer.q", Manner.AMBIENT),
        (Category.AUTH_TOKEN, "x-csrf-token", Manner.AMBIENT),
        (Category.DEVICE_ID, "x-device-id", Manner.RELAYED),
        (Category.EMAIL_ADDRESS, "Ünknown", Manner.RELAYED),
    ],
)
def test_headers_of_the_browser_are_ambient_and_those_of_the_page_are_not(
    category: Category, path: str, manner: Manner
) -> None:
    assert of_page(a_finding(category, Location.HEADER, path)) is manner


def test_an_account_s_number_is_typed_beside_a_password() -> None:
    body = "user_id=48151623&password=lilas-et-roses-88"
    assert judged(a_request(SHOP, headers=CLICKED, body=body, content_type=FORM))["user_id"] is Manner.SUBMITTED


def test_a_control_of_the_page_s_form_shows_that_a_report_was_sent_by_the_person() -> None:
    request = a_request(
        "https://www.shop.test/v1/track", headers=CALLED, body=JSON_MAIL, content_type="application/json"
    )
    context = context_of(request, opened())
    judge = judge_of(request, context, ())
    assert judge(a_finding(method=Method.FORM)) is Manner.SUBMITTED
    assert judge(a_finding()) is Manner.RELAYED


@pytest.mark.parametrize(
    ("method", "sending"), [("OPTIONS", Sending.PAGE), ("HEAD", Sending.PAGE), ("PUT", Sending.SCRIPT)]
)
def test_how_a_request_is_sent_is_told_by_its_method(method: str, sending: Sending) -> None:
    request = a_request(SHOP, headers=CALLED, method=method)
    assert sending_of(request, context_of(request)) is sending


def test_a_page_of_another_site_may_have_asked_by_the_site_s_form() -> None:
    request = a_request(f"https://www.shop.test/?{MAIL}", headers=CLICKED | {"Sec-Fetch-Site": "cross-site"})
    judge = judge_of(request, context_of(request), ())
    assert judge(a_finding(location=Location.QUERY, method=Method.FORM)) is Manner.SUBMITTED


def test_nobody_types_a_device() -> None:
    assert {Category.DEVICE_ID, Category.IP_ADDRESS, Category.COORDINATES, Category.PAGE_VISITED} <= ADDED
    assert Category.EMAIL_ADDRESS not in ADDED


def test_a_context_without_a_site_submits_nothing() -> None:
    request = a_request(SHOP, body=MAIL, content_type=FORM)
    context: Context = context_of(request)
    assert context.site is None
    assert sending_of(request, context) is Sending.PAGE


@pytest.mark.parametrize(
    ("url", "manner"), [("https://px.ads.test/", Manner.RELAYED), ("https://www.shop.test/", Manner.AMBIENT)]
)
def test_what_a_page_has_in_its_address_is_passed_on_to_others_by_the_page(url: str, manner: Manner) -> None:
    request = a_request(url, headers=CALLED | ELSEWHERE | {"Referer": f"{SHOP}?{MAIL}", "Sec-Fetch-Site": "cross-site"})
    judge = judge_of(request, context_of(request, opened()), ())
    assert judge(a_finding(location=Location.HEADER, path="referer.email")) is manner
    assert judge(a_finding(Category.PAGE_VISITED, Location.HEADER, "referer")) is Manner.AMBIENT
