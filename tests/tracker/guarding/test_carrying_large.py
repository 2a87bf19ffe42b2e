"""What cannot be changed on its way: the first part of a large body."""

from dataclasses import replace

import pytest

from tests.builders.guards import ADDRESS, Bench, a_rule, relayed, stopping
from tracker.disclosure import Manner, Party
from tracker.guarding import left_whole
from tracker.guarding.carrying import TOO_LARGE
from tracker.rules import Action, Rule
from tracker.rulings import Outcome
from tracker.taxonomy import Category

FORM = "application/x-www-form-urlencoded"
EMAIL = Category.EMAIL_ADDRESS


@pytest.mark.parametrize(
    ("rule", "is_stopped", "outcomes"),
    [
        (a_rule(Action.MASK, EMAIL), False, [(Outcome.SPARED, TOO_LARGE)]),
        (stopping(a_rule(Action.MASK, EMAIL)), True, [(Outcome.BLOCKED, "")]),
        (a_rule(Action.BLOCK, EMAIL), True, [(Outcome.BLOCKED, "")]),
        (a_rule(Action.WARN, EMAIL), False, [(Outcome.WARNED, "")]),
        (stopping(a_rule(Action.WARN, EMAIL)), False, [(Outcome.WARNED, "")]),
        (a_rule(Action.MASK, Category.CITY), False, []),
    ],
)
def test_of_what_cannot_be_changed_a_rule_may_stop_all(
    rule: Rule, is_stopped: bool, outcomes: list[tuple[Outcome, str]]
) -> None:
    case, found = Bench(rule).case(relayed(f"/c?email={ADDRESS}"))
    guarded = left_whole(case, found, case.verdicts(found.findings))
    assert (guarded.stopped is not None) == is_stopped
    assert [(one.outcome, one.reason) for one in guarded.rulings] == outcomes
    assert guarded.request is case.request


@pytest.mark.parametrize(
    ("rule", "categories"),
    [
        (a_rule(Action.MASK, EMAIL, Category.PHONE_NUMBER), ["email_address"]),
        (a_rule(Action.BLOCK), ["text"]),
        (a_rule(Action.STRIP, manner=Manner.PREMATURE), ["text"]),
        (a_rule(Action.STRIP, manner=Manner.PREMATURE, party=None, sites=frozenset({"other.test"})), []),
        (a_rule(Action.STRIP, party=Party.FIRST), []),
        (a_rule(Action.WARN, EMAIL), []),
        (a_rule(Action.MASK, EMAIL, is_on=False), []),
    ],
)
def test_that_the_end_of_a_large_body_was_not_looked_through_is_told(rule: Rule, categories: list[str]) -> None:
    request = replace(relayed("/upload", body=b"size=38", content_type=FORM), body_size=5_000_000)
    case, found = Bench(rule).case(request)
    guarded = left_whole(case, found, case.verdicts(found.findings))
    assert [(one.category, one.outcome, one.reason) for one in guarded.rulings] == [
        (category, Outcome.SPARED, TOO_LARGE) for category in categories
    ]
    whole = replace(request, body_size=len(request.body or b""))
    case, found = Bench(rule).case(whole)
    assert left_whole(case, found, case.verdicts(found.findings)).rulings == ()


def test_an_upload_to_the_site_itself_is_none_of_what_is_early() -> None:
    request = replace(
        relayed("/upload", body=b"size=38", content_type=FORM, host="www.boutique.test"), body_size=5_000_000
    )
    case, found = Bench(Rule("early", Action.STRIP, manner=Manner.PREMATURE)).case(request)
    assert left_whole(case, found, case.verdicts(found.findings)).rulings == ()
