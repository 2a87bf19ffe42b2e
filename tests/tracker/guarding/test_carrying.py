"""Each action in each encoding: what a rule is to stop is gone from what leaves, and all else is as it was."""

import base64
import gzip
import hashlib
import json
from dataclasses import replace
from typing import NamedTuple

import pytest

from tests.builders.guards import ADDRESS, Bench, a_rule, relayed, stopping, told
from tracker.control import Aliasing
from tracker.detection import Detected
from tracker.detection.bodies.coding import undo
from tracker.disclosure import Party
from tracker.guarding import Guarded, carried_out
from tracker.guarding.carrying import NOT_IN_PLACE, NOT_REMOVABLE
from tracker.rules import Action, Rule
from tracker.rulings import NO_ALIAS, Outcome
from tracker.taxonomy import Category
from tracker.traffic import Request

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=XX"
ALIAS = "marie+adreach@mail.test"
EMAIL = Category.EMAIL_ADDRESS
PARTS = (
    '--XX\r\nContent-Disposition: form-data; name="email"\r\n\r\n{}\r\n'
    '--XX\r\nContent-Disposition: form-data; name="size"\r\n\r\n38\r\n--XX--\r\n'
)


class Shape(NamedTuple):
    """A request with an address in one place, and what else is in it that has to stay."""

    request: Request
    rest: str


def quoted(text: str) -> str:
    return text.replace("@", "%40")


def a_message(body: str) -> Request:
    return replace(relayed("/socket"), body=body.encode(), body_size=len(body), is_websocket=True)


SHAPES = {
    "query": Shape(relayed(f"/c?email={quoted(ADDRESS)}&size=38"), "size=38"),
    "form": Shape(relayed(body=f"email={quoted(ADDRESS)}&size=38", content_type=FORM), "size=38"),
    "multipart": Shape(relayed(body=PARTS.format(ADDRESS), content_type=MULTIPART), 'name="size"'),
    "json": Shape(relayed(body=json.dumps({"email": ADDRESS, "n": 1.50}), content_type="application/json"), '"n": 1.5'),
    "gzip": Shape(
        relayed(
            body=gzip.compress(json.dumps({"email": ADDRESS, "size": 38}).encode()),
            content_type="application/json",
            headers=[("Content-Encoding", "gzip")],
        ),
        '"size": 38',
    ),
    "cookie": Shape(relayed(headers=[("Cookie", f"size=38; email={ADDRESS}; theme=dark")]), "size=38; "),
    "header": Shape(relayed(headers=[("X-User-Email", ADDRESS), ("X-Size", "38")]), "38"),
    "base64": Shape(
        relayed(f"/c?d={base64.b64encode(json.dumps({'email': ADDRESS, 'size': 38}).encode()).decode()}"), ""
    ),
    "websocket": Shape(a_message(json.dumps({"email": ADDRESS, "size": 38})), '"size": 38'),
}


def said_by(request: Request) -> str:
    """All that a request says, unpacked."""
    body = request.body or b""
    if request.header("content-encoding") == "gzip":
        undone = undo("gzip", body)
        assert undone
        body = undone.data
    return "\n".join((request.target, *(f"{name}: {value}" for name, value in request.headers), body.decode()))


def texts(guarded: Guarded) -> str:
    """What leaves, with what is packed in the query unpacked as well."""
    text = said_by(guarded.request)
    packed = guarded.request.target.partition("?d=")[2]
    return text + (base64.b64decode(packed + "=" * (-len(packed) % 4)).decode() if packed else "")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("action", "outcome", "there", "emails"),
    [
        (Action.MASK, Outcome.MASKED, "example.invalid", 0),
        (Action.ALIAS, Outcome.ALIASED, "adreach", 1),
        (Action.STRIP, Outcome.STRIPPED, "", 0),
    ],
)
def test_an_address_is_gone_in_any_encoding(
    shape: str, action: Action, outcome: Outcome, there: str, emails: int
) -> None:
    bench = Bench(a_rule(action, EMAIL), aliasing=Aliasing("marie@mail.test"))
    guarded = bench.guarded(SHAPES[shape].request)
    assert guarded.stopped is None
    assert {one.outcome for one in guarded.rulings} == {outcome}
    text = texts(guarded)
    assert ADDRESS not in text
    assert quoted(ADDRESS) not in text
    assert there in text
    assert SHAPES[shape].rest in text
    left = [found for found in guarded.found.findings if found.category is EMAIL]
    assert [found.value for found in left] == [ALIAS] * emails


@pytest.mark.parametrize("shape", SHAPES)
def test_a_rule_may_stop_the_request_in_any_encoding(shape: str) -> None:
    rule = a_rule(Action.BLOCK, EMAIL)
    guarded = Bench(rule).guarded(SHAPES[shape].request)
    assert guarded.stopped == rule
    assert {one.outcome for one in guarded.rulings} == {Outcome.BLOCKED}
    assert guarded.found.findings == ()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("rule", "outcomes"),
    [
        (a_rule(Action.WARN, EMAIL), {Outcome.WARNED}),
        (a_rule(Action.ALLOW, EMAIL), set()),
        (a_rule(Action.MASK, Category.PHONE_NUMBER), set()),
        (a_rule(Action.MASK, EMAIL, party=Party.FIRST), set()),
        (a_rule(Action.MASK, EMAIL, is_on=False), set()),
    ],
)
def test_what_no_rule_changes_is_the_same_object(shape: str, rule: Rule, outcomes: set[Outcome]) -> None:
    bench = Bench(rule)
    case, found = bench.case(SHAPES[shape].request)
    guarded = carried_out(case, found, case.verdicts(found.findings), lambda one: pytest.fail("looked at again"))
    assert guarded.request is case.request
    assert guarded.found is found
    assert {one.outcome for one in guarded.rulings} == outcomes


def test_the_same_site_gets_the_same_stand_in_each_time_and_others_get_another() -> None:
    bench = Bench(a_rule(Action.MASK, EMAIL))
    targets = [
        bench.guarded(relayed(f"/c?email={quoted(ADDRESS)}", page=page)).request.target
        for page in ("https://www.boutique.test/a", "https://boutique.test/b", "https://forum.test/")
    ]
    assert targets[0] == targets[1] != targets[2]


DIGEST = hashlib.sha256(ADDRESS.encode()).hexdigest()


def test_a_hash_cannot_be_replaced_and_is_taken_out() -> None:
    guarded = Bench(a_rule(Action.MASK, EMAIL)).guarded(relayed(f"/tr?em={DIGEST}&ev=Purchase"))
    assert guarded.request.target == "/tr?ev=Purchase"
    assert [(one.action, one.outcome, one.reason) for one in guarded.rulings] == [
        (Action.MASK, Outcome.STRIPPED, NOT_IN_PLACE)
    ]


def test_a_hash_stops_the_request_where_the_rule_says_so() -> None:
    rule = stopping(a_rule(Action.MASK, EMAIL))
    guarded = Bench(rule).guarded(relayed(f"/tr?em={DIGEST}&ev=Purchase"))
    assert guarded.stopped == rule
    assert [(one.outcome, one.reason) for one in guarded.rulings] == [(Outcome.BLOCKED, NOT_IN_PLACE)]


def test_what_cannot_be_taken_out_stops_the_request() -> None:
    rule = a_rule(Action.STRIP, EMAIL)
    guarded = Bench(rule).guarded(relayed(f"/users/{ADDRESS}/profile"))
    assert guarded.stopped == rule
    assert [(one.outcome, one.reason) for one in guarded.rulings] == [(Outcome.BLOCKED, NOT_REMOVABLE)]


def test_what_is_signed_stops_the_request_since_it_would_be_refused_changed() -> None:
    body = json.dumps({"email": ADDRESS, "signature": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b"})
    rule = a_rule(Action.MASK, EMAIL)
    assert Bench(rule).guarded(relayed(body=body, content_type="application/json")).stopped == rule


def test_without_an_alias_the_field_goes_or_the_request_stays_as_the_rule_says() -> None:
    request = relayed(f"/c?email={quoted(ADDRESS)}&x=1")
    guarded = Bench(a_rule(Action.ALIAS, EMAIL)).guarded(request)
    assert guarded.request.target == "/c?x=1"
    assert [(one.action, one.outcome, one.reason) for one in guarded.rulings] == [
        (Action.ALIAS, Outcome.STRIPPED, NO_ALIAS)
    ]
    assert not [found for found in guarded.found.findings if found.category is EMAIL]
    rule = stopping(a_rule(Action.ALIAS, EMAIL))
    guarded = Bench(rule).guarded(request)
    assert guarded.stopped == rule
    assert [(one.outcome, one.reason) for one in guarded.rulings] == [(Outcome.BLOCKED, NO_ALIAS)]


def test_several_data_have_each_their_own_end() -> None:
    rules = (
        a_rule(Action.MASK, EMAIL, id="m"),
        a_rule(Action.STRIP, Category.PHONE_NUMBER, id="s"),
        a_rule(Action.WARN, Category.CITY, id="w"),
    )
    body = json.dumps({"email": ADDRESS, "phone": "+33 6 39 98 12 34", "city": "Lyon"})
    guarded = Bench(*rules).guarded(relayed(body=body, content_type="application/json"))
    assert told(guarded) == [
        ("city", "warned", "city"),
        ("email_address", "masked", "email"),
        ("phone_number", "stripped", "phone"),
    ]
    assert json.loads(guarded.request.body or b"").keys() == {"email", "city"}
    assert {one.rule_id for one in guarded.rulings} == {"m", "s", "w"}


def test_two_addresses_in_one_place_both_go() -> None:
    body = json.dumps({"text": f"from {ADDRESS} to paul.martin@mail.test"})
    guarded = Bench(a_rule(Action.MASK, EMAIL)).guarded(relayed(body=body, content_type="application/json"))
    assert b"@mail.test" not in (guarded.request.body or b"")
    assert guarded.stopped is None


def test_one_rule_that_stops_stops_all() -> None:
    rules = (a_rule(Action.MASK, EMAIL, id="m"), a_rule(Action.BLOCK, Category.PHONE_NUMBER, id="b"))
    body = json.dumps({"email": ADDRESS, "phone": "+33 6 39 98 12 34"})
    guarded = Bench(*rules).guarded(relayed(body=body, content_type="application/json"))
    assert guarded.stopped == rules[1]
    assert told(guarded) == [("email_address", "blocked", "email"), ("phone_number", "blocked", "phone")]


def test_what_never_goes_away_stops_the_request() -> None:
    """Whatever detection makes of it: what a rule is to stop does not leave."""
    rule = a_rule(Action.STRIP, EMAIL)
    case, found = Bench(rule).case(relayed(f"/c?email={quoted(ADDRESS)}"))
    guarded = carried_out(case, found, case.verdicts(found.findings), lambda one: found)
    assert guarded.stopped == rule


def test_what_shows_itself_anew_after_each_change_stops_the_request() -> None:
    rule = a_rule(Action.STRIP, EMAIL)
    names = "abcdefg"
    case, found = Bench(rule).case(relayed("/c?" + "&".join(f"{name}=paul.{name}%40mail.test" for name in names)))
    mails = {one.evidence.path: one for one in found.findings if one.category is EMAIL}
    shown = iter(names)

    def another(_: Request) -> Detected:
        return Detected((mails[next(shown)],))

    first = another(case.request)
    guarded = carried_out(case, first, case.verdicts(first.findings), another)
    assert guarded.stopped == rule
    assert [one.path for one in guarded.rulings] == list("abcde")


@pytest.mark.parametrize(
    ("document", "is_stopped"),
    [
        ({"u": {ADDRESS: {"email": ADDRESS}}, "size": 38}, True),
        ({"u": {ADDRESS: {"email": ADDRESS}, "email": ADDRESS}}, True),
        ({"u": {"email": ADDRESS}, "emails": 38}, False),
    ],
    ids=["only there", "and elsewhere", "not a name"],
)
def test_an_address_that_names_what_is_empty_without_it_does_not_leave(
    document: dict[str, object], is_stopped: bool
) -> None:
    request = relayed(body=json.dumps(document), content_type="application/json")
    guarded = Bench(a_rule(Action.STRIP, Category.EMAIL_ADDRESS)).guarded(request)
    assert (guarded.stopped is not None) == is_stopped
    assert is_stopped or ADDRESS.encode() not in (guarded.request.body or b"")


def test_no_ruling_has_a_value_in_it() -> None:
    bench = Bench(a_rule(Action.MASK, EMAIL))
    guarded = bench.guarded(relayed(body=json.dumps({ADDRESS: ADDRESS}), content_type="application/json"))
    assert guarded.rulings
    assert ADDRESS not in repr(guarded.rulings)
