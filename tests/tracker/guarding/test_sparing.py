"""What is left alone by what stands beside it: signing in elsewhere, its tokens, searches; never for listeners."""

import base64
import json
from dataclasses import replace

import pytest

from tests.builders.guards import ADDRESS, Bench, a_rule, of_preset, relayed
from tracker.guarding.sparing import PROGRAM, SEARCHING, SIGNING_IN, TOKEN
from tracker.rules import Action
from tracker.taxonomy import Category
from tracker.traffic import Request
from tracker.vendors import Catalogue
from tracker.vendors.catalogue import Rule as Whose
from tracker.vendors.catalogue import Vendor

EARLY, CONTACT, IDENTIFIERS = (
    of_preset(slug) for slug in ("nothing-before-submit", "no-contact-data", "no-identifiers")
)
JSON = "application/json"
LOGIN = json.dumps({"email": ADDRESS, "password": "lilas-et-roses-88"})
CLAIMS = base64.urlsafe_b64encode(json.dumps({"sub": "4711", "email": ADDRESS}).encode()).decode().rstrip("=")
JWT = f"eyJhbGciOiJIUzI1NiJ9.{CLAIMS}.c2lnbmF0dXJlc2lnbmF0dXJl"
CODE = {"client_id": "8f14e45fceea167a5a36dedd4bea2543", "grant_type": "authorization_code", "code": "x81kd"}
KNOWN, LISTENER, NOBODY, SERVICE = "id.cloudy.test", "px.adreach.test", "api.nobody.test", "abc.supabase.co"


def spared(rules: tuple, request: Request) -> dict[Category, str]:  # type: ignore[type-arg]
    case, found = Bench(*rules).case(request)
    return {one.facts.category: one.decision.spared for one in case.verdicts(found.findings)}


@pytest.mark.parametrize(
    ("host", "is_spared"), [(KNOWN, True), (SERVICE, True), (LISTENER, False), (NOBODY, False)], ids=str
)
def test_a_password_goes_where_people_sign_in_though_they_submit_it_to_no_site(host: str, is_spared: bool) -> None:
    found = spared(EARLY, relayed(body=LOGIN, content_type=JSON, host=host))
    reason = SIGNING_IN if is_spared else ""
    assert found == {Category.EMAIL_ADDRESS: reason, Category.PASSWORD: reason}


def test_nobody_is_signed_in_by_a_beacon() -> None:
    asked = relayed(body=LOGIN, content_type=JSON, host=KNOWN)
    headers = tuple((name, "no-cors" if value == "cors" else value) for name, value in asked.headers)
    assert set(spared(EARLY, replace(asked, headers=headers)).values()) == {""}


def test_a_rule_that_names_passwords_means_them() -> None:
    rules = (a_rule(Action.BLOCK, Category.PASSWORD),)
    assert spared(rules, relayed(body=LOGIN, content_type=JSON, host=KNOWN)) == {Category.PASSWORD: ""}


@pytest.mark.parametrize(
    ("host", "expected"), [(KNOWN, TOKEN), (NOBODY, TOKEN), (LISTENER, "")], ids=["known", "nobody", "listener"]
)
def test_what_is_in_the_token_of_a_log_in_stays_there(host: str, expected: str) -> None:
    request = relayed("/v1/cart", host=host, headers=[("Authorization", f"Bearer {JWT}")])
    assert spared(CONTACT, request) == {Category.EMAIL_ADDRESS: expected}


@pytest.mark.parametrize(
    ("host", "name", "expected"),
    [(KNOWN, "idToken", TOKEN), (NOBODY, "idToken", ""), (KNOWN, "payload", ""), (LISTENER, "id_token", "")],
)
def test_a_token_in_a_body_is_spared_where_it_is_called_one_and_who_gets_it_is_known(
    host: str, name: str, expected: str
) -> None:
    request = relayed(body=json.dumps({name: JWT}), content_type=JSON, host=host)
    assert spared(CONTACT, request)[Category.EMAIL_ADDRESS] == expected


@pytest.mark.parametrize(
    ("document", "host", "expected"),
    [
        (CODE, KNOWN, PROGRAM),
        (CODE, SERVICE, PROGRAM),
        (CODE, LISTENER, ""),
        (CODE, NOBODY, ""),
        ({"client_id": CODE["client_id"], "event": "view"}, KNOWN, ""),
    ],
    ids=["known", "service", "listener", "nobody", "no grant"],
)
def test_the_name_of_the_program_that_signs_in_is_nobodys_identifier(
    document: dict[str, str], host: str, expected: str
) -> None:
    request = relayed(body=json.dumps(document), content_type=JSON, host=host)
    assert spared(IDENTIFIERS, request) == {Category.CLIENT_ID: expected}


@pytest.mark.parametrize(
    ("host", "rules", "expected"),
    [
        ("x.seekly.test", EARLY, SEARCHING),
        (KNOWN, EARLY, ""),
        ("x.seekly.test", (a_rule(Action.STRIP, Category.SEARCH_QUERY),), ""),
    ],
    ids=["search", "other", "named"],
)
def test_a_site_may_have_another_company_search_for_it(host: str, rules: tuple, expected: str) -> None:  # type: ignore[type-arg]
    bench = Bench(*rules)
    vendors = {
        "seekly": Vendor("seekly", "Seekly", None, "search"),
        "cloudy": Vendor("cloudy", "Cloudy", None, "hosting"),
    }
    suffixes = {"seekly.test": Whose("seekly", "test"), "cloudy.test": Whose("cloudy", "test")}
    bench.policy = bench.policy._replace(catalogue=Catalogue("test", vendors, {}, suffixes, {}))
    case, found = bench.case(relayed("/1/query?search_query=red+shoes", host=host))
    assert [one.decision.spared for one in case.verdicts(found.findings)] == [expected]
