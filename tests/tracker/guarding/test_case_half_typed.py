"""Half-typed values before the rules: kept back by rules for premature data, and by no others."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.guards import ADDRESS, PAGE, Bench, a_rule, of_preset, relayed, stopping, told
from tests.builders.requests import a_request
from tracker.detection import detect
from tracker.disclosure import Manner, Party
from tracker.guarding import Guarded, left_whole
from tracker.guarding.case import is_for_early
from tracker.rewriting import Rewritten
from tracker.rules import Action, Rule
from tracker.taxonomy import Category
from tracker.traffic import Request

EARLY = of_preset("nothing-before-submit")
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
KEYS = {"events": [{"field": "email", "value": "marie.du"}, {"field": "card_number", "value": "4242 42"}], "n": 3}
BEGUN = [("card_number", "stripped", "events[1].value"), ("email_address", "stripped", "events[0].value")]
BLOCKED = [(category, "blocked", path) for category, _, path in BEGUN]
PREMATURE = Rule("early", Action.STRIP, manner=Manner.PREMATURE)


def recorded(document: object = KEYS, host: str = "rec.nobody.test") -> Request:
    """What a recorder sends while somebody types."""
    return relayed("/events", json.dumps(document), JSON, host=host)


def own(target: str, body: str, *, mode: str = "cors", dest: str = "empty") -> Request:
    headers = [
        *(("Sec-Fetch-Site", "same-origin"), ("Referer", PAGE), ("Origin", "https://www.boutique.test")),
        *(("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", dest)),
    ]
    return a_request(f"https://www.boutique.test{target}", headers=headers, body=body, content_type=FORM)


def sent(guarded: Guarded) -> str:
    return f"{guarded.request.target} {(guarded.request.body or b'').decode()}"


def test_what_a_recorder_sends_key_by_key_leaves_without_it_and_is_no_disclosure() -> None:
    guarded = Bench(*EARLY).guarded(recorded())
    assert told(guarded) == BEGUN
    assert {one.manner for one in guarded.rulings} == {Manner.PREMATURE}
    assert guarded.found.findings == ()
    assert json.loads(guarded.request.body or b"") == {
        "events": [{"field": "email"}, {"field": "card_number"}],
        "n": 3,
    }


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("email", ADDRESS),
        ("phone", "+33 6 39 98 12 34"),
        ("card_number", "4242 4242 4242 4242"),
        ("iban", "FR76 3000 6000 0112 3456 7890 189"),
        ("postal_code", "69003"),
        ("birth_date", "23/04/1988"),
        ("password", "lilas-et-roses-88"),
        ("last_name", "Dupont"),
    ],
)
@pytest.mark.parametrize("shape", ["event", "field", "query"])
def test_nothing_longer_than_two_signs_leaves_from_the_first_key_to_the_last(name: str, whole: str, shape: str) -> None:
    bench = Bench(*EARLY)
    for length in range(3, len(whole) + 1):
        value = whole[:length]
        request = {
            "event": recorded({"events": [{"field": name, "value": value}]}),
            "field": recorded({"page": "/checkout", name: value}),
            "query": relayed(f"/e?t=1&{name}={value.replace('+', '%2B').replace(' ', '%20')}"),
        }[shape]
        assert value.strip() not in sent(bench.guarded(request)).replace("%20", " ").replace("%2B", "+")


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (EARLY, BEGUN),
        ((PREMATURE,), BEGUN),
        ((PREMATURE._replace(action=Action.MASK),), BEGUN),
        ((PREMATURE._replace(action=Action.ALIAS),), BEGUN),
        ((PREMATURE._replace(action=Action.BLOCK),), BLOCKED),
        ((PREMATURE._replace(party=Party.THIRD),), BEGUN),
        ((PREMATURE._replace(categories=frozenset({Category.CARD_NUMBER})),), BEGUN[:1]),
        ((a_rule(Action.ALLOW, Category.EMAIL_ADDRESS), PREMATURE), BEGUN[:1]),
        ((a_rule(Action.WARN, Category.EMAIL_ADDRESS), PREMATURE), BEGUN[:1]),
        ((a_rule(Action.ALLOW, manner=Manner.RELAYED), PREMATURE), []),
        ((a_rule(Action.MASK, Category.EMAIL_ADDRESS), PREMATURE), BEGUN),
        ((PREMATURE, a_rule(Action.ALLOW)), BEGUN),
        ((PREMATURE._replace(action=Action.WARN),), []),
        ((PREMATURE._replace(is_on=False),), []),
        ((PREMATURE._replace(party=Party.FIRST),), []),
        ((PREMATURE._replace(kinds=frozenset({"advertising"})),), []),
        ((PREMATURE._replace(sites=frozenset({"forum.test"})),), []),
        ((a_rule(Action.STRIP),), []),
        ((Rule("all", Action.BLOCK),), []),
        (of_preset("no-contact-data"), []),
        ((), []),
    ],
    ids=[
        *("preset", "rule", "mask", "alias", "block", "third parties", "cards", "e-mail allowed", "e-mail warned of"),
        *("relayed allowed", "e-mail masked before", "allowed after", "warn", "off", "to the site", "another trade"),
        *("another site", "relayed and all", "all stopped", "contact data", "no rule"),
    ],
)
def test_rules_for_premature_data_take_it_out_or_stop_it_and_no_others(
    rules: tuple[Rule, ...], expected: list[tuple[str, str, str]]
) -> None:
    request = recorded()
    guarded = Bench(*rules).guarded(request)
    assert told(guarded) == expected
    assert (guarded.request is request) == (expected in ([], BLOCKED))
    assert (guarded.stopped is not None) == (expected == BLOCKED)


@pytest.mark.parametrize(
    ("request_", "is_kept_back"),
    [
        (recorded(), True),
        (recorded({"email": "marie.du"}, "px.adreach.test"), True),
        (own("/seen", "email=marie.du", mode="no-cors"), True),
        (own("/telemetry", "email=marie.du"), True),
        (own("/suggest", "email=marie.du"), False),
        (own("/register", "email=marie.du", mode="navigate", dest="document"), False),
        (a_request("https://rec.nobody.test/e?email=marie.du"), False),  # no site, so nothing to submit to
        (recorded({"card_number": "4242 42", "cvc": "12 "}, "api.payrail.test"), False),
        (recorded({"email": "marie.du", "password": "lilas-88"}, "id.cloudy.test"), False),
        (replace(relayed("/s"), body=b'{"email":"marie.du"}', body_size=20, is_websocket=True), True),
    ],
    ids=["others", "a field", "beacon", "telemetry", "call", "page", "app", "paying", "signing in", "message"],
)
def test_it_is_kept_back_where_premature_data_are(request_: Request, is_kept_back: bool) -> None:
    guarded = Bench(*EARLY).guarded(request_)
    assert (guarded.request is not request_) == is_kept_back
    assert guarded.stopped is None


def test_what_was_submitted_under_that_name_may_be_passed_on_and_nothing_else() -> None:
    bench = Bench(*EARLY)
    case, _ = bench.case(own("/login", "email=marie.du&card_number=on+file", mode="navigate", dest="document"))
    assert [(one.category, one.value) for one in case.submitted_as_named] == [(Category.EMAIL_ADDRESS, "marie.du")]
    bench.given.add("boutique.test", case.submitted_as_named)
    assert told(bench.guarded(recorded())) == BEGUN[:1]
    assert told(bench.guarded(recorded({"email": "marie.dup"}))) == [("email_address", "stripped", "email")]


@pytest.mark.parametrize(
    ("rules", "request_"),
    [
        ((a_rule(Action.STRIP),), own("/login", "email=marie.du", mode="navigate", dest="document")),
        (EARLY, recorded()),
    ],
    ids=["no such rule", "not submitted"],
)
def test_nothing_else_counts_as_submitted(rules: tuple[Rule, ...], request_: Request) -> None:
    assert Bench(*rules).case(request_)[0].submitted_as_named == ()


def test_what_a_form_of_the_site_names_is_kept_back() -> None:
    bench = Bench(*EARLY)
    bench.knowledge.forms.learn(
        "boutique.test", '<form><label>E-mail <input type="email" name="entry.839"></label></form>'
    )
    document = {"entry.839": "marie.du", "size": "388"}
    assert told(bench.guarded(recorded(document))) == [("email_address", "stripped", "entry.839")]
    assert told(Bench(*EARLY).guarded(recorded(document))) == []


def test_what_stands_in_for_a_value_is_not_kept_back_as_half_typed() -> None:
    guarded = Bench(a_rule(Action.MASK, Category.EMAIL_ADDRESS), PREMATURE).guarded(
        recorded({"email": ADDRESS, "phone": "+33 6 3", "size": 38})
    )
    assert told(guarded) == [("email_address", "masked", "email"), ("phone_number", "stripped", "phone")]
    assert "example.invalid" in sent(guarded)


def test_what_cannot_be_taken_out_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tracker.guarding.carrying.rewrite", lambda request, _: Rewritten(request.target, request.headers, request.body)
    )
    guarded = Bench(stopping(PREMATURE)).guarded(recorded())
    assert guarded.stopped
    assert told(guarded) == BLOCKED


def test_a_large_upload_is_stopped_by_the_rule_that_says_so() -> None:
    case, found = Bench(*EARLY).case(replace(recorded(), body_size=2 << 20))
    guarded = left_whole(case, found, case.half_typed(case.request, found.findings))
    assert told(guarded) == BLOCKED


# ---- laws

NAMES = st.sampled_from(["email", "phone", "tel", "card_number", "password", "name", "size", "event", "value", "field"])
TEXTS = st.sampled_from(["m", "marie.du", "+33 6 3", "4242 42", ADDRESS, "42", "true", "", "red shoes"]) | st.text()
DOCUMENTS = st.recursive(
    TEXTS | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)
RULES = st.lists(
    st.builds(
        Rule,
        id=st.just("r"),
        action=st.sampled_from(Action),
        party=st.sampled_from([None, Party.THIRD, Party.FIRST]),
        manner=st.sampled_from([None, Manner.RELAYED, Manner.SUBMITTED, Manner.PREMATURE]),
    ),
    max_size=3,
)


@given(DOCUMENTS, RULES)
def test_without_a_rule_for_premature_data_nothing_changes(document: object, rules: list[Rule]) -> None:
    case, found = Bench(*rules).case(recorded(document))
    begun = case.half_typed(case.request, found.findings)
    assert not begun or any(is_for_early(rule) for rule in rules)
    assert all(each.decision.action in {Action.STRIP, Action.BLOCK} for each in begun)


@given(DOCUMENTS)
def test_with_one_nothing_half_typed_is_left(document: object) -> None:
    bench = Bench(*EARLY)
    guarded = bench.guarded(recorded(document))
    if guarded.stopped is None:
        case, _ = bench.case(guarded.request)
        found = detect(guarded.request, bench.knowledge, case.context).findings
        assert case.half_typed(guarded.request, found) == []
    assert bench.guarded(guarded.request).request is guarded.request or guarded.stopped
