"""What the rules decide of a request: by preset, by whose a host is, by what was submitted, and what is spared."""

import json

import pytest

from tests.builders.guards import ADDRESS, PAGE, PHONE, Bench, a_rule, of_preset, relayed
from tests.builders.requests import a_request
from tracker.control import Aliasing
from tracker.disclosure import Manner, Party
from tracker.guarding.sparing import OPENED, SIGNING_IN
from tracker.rules import Action, Rule
from tracker.taxonomy import Category
from tracker.traffic import Request

EARLY = of_preset("nothing-before-submit")
CONTACT = of_preset("no-contact-data")
FORM = "application/x-www-form-urlencoded"
EMAIL = Category.EMAIL_ADDRESS
SAME = [("Sec-Fetch-Site", "same-origin"), ("Referer", PAGE)]


def own(
    target: str, body: str | None = None, *, mode: str = "cors", method: str | None = None, kind: str = FORM
) -> Request:
    """A call of the shop's page to the shop itself."""
    headers = [*SAME, ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", "empty"), ("Origin", "https://www.boutique.test")]
    return a_request(f"https://www.boutique.test{target}", headers=headers, body=body, content_type=kind)


def opening(url: str, body: str | None = None, *, site: str = "cross-site") -> Request:
    """A page that is opened, with what a form sends along."""
    headers = [
        *(("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"), ("Sec-Fetch-Site", site)),
        *(("Sec-Fetch-User", "?1"), ("Origin", "https://www.boutique.test")),
    ]
    return a_request(url, headers=headers, body=body, content_type=FORM)


def decided(bench: Bench, request: Request) -> list[tuple[Category, Action]]:
    case, found = bench.case(request)
    return sorted((one.facts.category, one.decision.action) for one in case.verdicts(found.findings))


def spared(bench: Bench, request: Request) -> set[str]:
    case, found = bench.case(request)
    return {one.decision.spared for one in case.verdicts(found.findings)}


TYPED = f"email={ADDRESS}&phone={PHONE}&city=Lyon&country=FR&language=fr-FR&cid=8f3a9c1d7be24f60a5d2"


def test_what_others_get_of_what_people_type_is_early_until_they_submit_it() -> None:
    bench = Bench(*EARLY)
    request = relayed(body=TYPED, content_type=FORM)
    assert {category for category, _ in decided(bench, request)} == {
        EMAIL,
        Category.PHONE_NUMBER,
        Category.CITY,
    }
    case, _ = bench.case(own("/register", f"email={ADDRESS}"))
    assert [found.category for found in case.submitted] == [EMAIL]
    bench.given.add("boutique.test", case.submitted)
    assert {category for category, _ in decided(bench, request)} == {Category.PHONE_NUMBER, Category.CITY}


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (own("/seen", f"email={ADDRESS}", mode="no-cors"), [EMAIL]),
        (own("/newsletter", f'{{"email": "{ADDRESS}"}}', kind="text/plain"), []),
        (own("/newsletter", f'{{"email": "{ADDRESS}"}}', kind="text/plain", mode="no-cors"), [EMAIL]),
        (own("/telemetry", f"email={ADDRESS}"), [EMAIL]),
        (own("/suggest?email=" + ADDRESS), []),
        (own("/register", f"email={ADDRESS}&password=lilas-88"), []),
        (opening(f"https://www.boutique.test/confirm?email={ADDRESS}", site="none"), []),
        (opening("https://www.boutique.test/login", f"email={ADDRESS}&password=lilas-88", site="same-origin"), []),
        (relayed(headers=[("Cookie", f"email={ADDRESS}")]), []),
        (a_request(f"https://api.adreach.test/c?email={ADDRESS}"), []),  # no site, so nothing to submit to
    ],
    ids=[
        "beacon",
        "call as text",
        "beacon as text",
        "telemetry",
        "suggestion",
        "registration",
        "confirmation",
        "log-in",
        "cookie",
        "app",
    ],
)
def test_what_the_site_itself_asks_while_one_types_works(request_: Request, expected: list[Category]) -> None:
    assert [category for category, _ in decided(Bench(*EARLY), request_)] == expected


@pytest.mark.parametrize("first", [Manner.RELAYED, Manner.PREMATURE])
def test_what_is_early_is_relayed_as_well_and_the_first_rule_counts(first: Manner) -> None:
    rules = [
        Rule("relayed", Action.MASK, manner=Manner.RELAYED),
        Rule("premature", Action.STRIP, manner=Manner.PREMATURE),
    ]
    rules.sort(key=lambda rule: rule.manner is not first)
    case, found = Bench(*rules).case(relayed(f"/c?email={ADDRESS}"))
    assert {one.decision.rule.id for one in case.verdicts(found.findings) if one.facts.category is EMAIL} == {first}


LOGIN = json.dumps({"email": ADDRESS, "password": "lilas-et-roses-88"})


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("id.cloudy.test", {SIGNING_IN}),
        ("px.adreach.test", {""}),
        ("rec.nobody.test", {""}),
    ],
)
def test_a_name_beside_a_password_is_spared_but_not_for_those_who_listen(host: str, expected: set[str]) -> None:
    request = relayed(body=LOGIN, content_type="application/json", host=host)
    assert spared(Bench(*CONTACT), request) == expected


@pytest.mark.parametrize(
    ("action", "expected"),
    [(Action.MASK, {SIGNING_IN}), (Action.BLOCK, {SIGNING_IN}), (Action.ALIAS, {""})],
)
def test_logging_in_to_the_site_itself_is_spared_but_an_alias_is_what_one_logs_in_with(
    action: Action, expected: set[str]
) -> None:
    request = own("/login", f"email={ADDRESS}&password=lilas-et-roses-88")
    rule = a_rule(action, EMAIL, party=None)
    assert spared(Bench(rule, aliasing=Aliasing("marie@mail.test")), request) == expected
    assert spared(Bench(rule), request) == {SIGNING_IN}


def test_credentials_are_spared_for_the_site_and_payments_for_who_is_paid() -> None:
    everything = Rule("all", Action.STRIP)
    found = dict(decided(Bench(everything), own("/login", f"email={ADDRESS}&password=lilas-et-roses-88")))
    assert found[Category.PASSWORD] is Action.ALLOW
    card = "card_number=4242+4242+4242+4242&name=Marie+Dupont&email=" + ADDRESS
    assert {
        action
        for category, action in decided(Bench(*CONTACT), relayed(body=card, content_type=FORM, host="api.payrail.test"))
    } <= {Action.ALLOW}
    assert Action.MASK in {
        action for _, action in decided(Bench(*CONTACT), relayed(body=card, content_type=FORM, host="px.adreach.test"))
    }


def test_a_page_that_is_opened_gets_what_it_is_opened_with() -> None:
    request = opening("https://pay.nobody.test/start", f"email={ADDRESS}&amount=79")
    assert spared(Bench(*CONTACT), request) == {OPENED}
    assert spared(Bench(a_rule(Action.MASK, EMAIL, party=None)), request) == {""}


def test_a_listener_behind_a_name_of_the_sites_is_a_third_party_once_that_is_known() -> None:
    request = own(f"/view.gif?email={ADDRESS}")
    for hops, expected in ((None, Party.FIRST), ({"m.boutique.test": ("b.adreach.test",)}, Party.THIRD)):
        bench = Bench(*CONTACT, hops=hops)
        case, found = bench.case(
            a_request(f"https://m.boutique.test/view.gif?email={ADDRESS}", headers=request.headers)
        )
        assert case.party is expected
        assert bool(case.verdicts(found.findings)) == (expected is Party.THIRD)
        assert case.facts(found.findings[0]).kind == ("advertising" if expected is Party.THIRD else None)


def test_a_name_that_leads_to_the_site_itself_is_the_sites() -> None:
    bench = Bench(*CONTACT, hops={"m.boutique.test": ("edge.boutique.test",)})
    request = a_request(f"https://m.boutique.test/view.gif?email={ADDRESS}", headers=own("/").headers)
    assert bench.case(request)[0].party is Party.FIRST


@pytest.mark.parametrize("preset", ["watch-only", "no-identifiers", "no-contact-data", "nothing-before-submit"])
@pytest.mark.parametrize(
    "request_",
    [
        opening("https://www.boutique.test/search?q=red+shoes", site="same-origin"),
        opening("https://www.boutique.test/login", f"email={ADDRESS}&password=lilas-88", site="same-origin"),
        opening(
            "https://www.boutique.test/checkout",
            f"name=Marie+Dupont&email={ADDRESS}&card_number=4242+4242+4242+4242&card_cvc=123",
            site="same-origin",
        ),
        own("/api/login", f"email={ADDRESS}&password=lilas-88"),
        own("/api/search?q=red+shoes"),
    ],
    ids=["search", "log-in", "checkout", "log-in by script", "search by script"],
)
def test_no_preset_touches_what_people_do_on_a_site(preset: str, request_: Request) -> None:
    guarded = Bench(*of_preset(preset)).guarded(request_)
    assert guarded.request is request_
    assert guarded.stopped is None
