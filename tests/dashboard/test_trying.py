"""What a dry run says."""

from pathlib import Path

import pytest
from flask import Flask

from dashboard.trying import done, trial
from dashboard.wiring import reading
from tests.builders.dashboards import a_dashboard
from tests.builders.ledgers import fill
from tests.builders.records import a_disclosure, a_record
from tracker.disclosure import Manner, Party
from tracker.ledger.opening import Ledger
from tracker.rules import Action, Rule
from tracker.taxonomy import Category

THIRD = Rule("", Action.STRIP, party=Party.THIRD)


@pytest.fixture
def small(ledger: Ledger, tmp_path: Path) -> Flask:
    """Two addresses that went to two companies, while on a shop."""
    for host in ("px.one.test", "px.two.test"):
        fill(ledger, [a_record(a_disclosure(Category.EMAIL_ADDRESS, "m@mail.test", Manner.RELAYED), host=host)])
    with a_dashboard(ledger, tmp_path) as app:
        return app


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ((THIRD,), "This rule would have touched 2 requests, at 2 companies."),
        ((THIRD._replace(is_on=False),), "This rule would have touched 2 requests, at 2 companies."),
        ((THIRD, Rule("", Action.BLOCK)), "These rules would have touched 2 requests, at 2 companies."),
        (
            (THIRD._replace(categories=frozenset({Category.INCOME})),),
            "This rule would have touched nothing of what left so far.",
        ),
        (
            (THIRD._replace(sites=frozenset({"unmet.example"})), THIRD._replace(sites=frozenset({"unmet.test"}))),
            "These rules would have touched nothing of what left so far.",
        ),
        (
            (Rule("", Action.ALLOW),),
            "A rule that lets data through changes nothing by itself: it keeps the rules after it away.",
        ),
    ],
    ids=range(6),
)
def test_what_rules_would_have_touched_is_a_sentence(small: Flask, rules: tuple[Rule, ...], words: str) -> None:
    with small.test_request_context("/"), reading() as session:
        found = trial(session, rules)
    assert found.words == words
    assert found.is_empty is ("touched 2" not in words)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "This rule would have touched at least 3 requests"),
        (2, "These rules would have touched at least 3 requests"),
    ],
)
def test_where_repeats_were_summed_it_is_at_least_so_many(
    ledger: Ledger, tmp_path: Path, number: int, words: str
) -> None:
    cookie = a_disclosure(Category.CLIENT_ID, "u-1", Manner.AMBIENT)
    for _ in range(3):
        fill(ledger, [a_record(cookie, host="px.one.test")])
    with a_dashboard(ledger, tmp_path) as app, app.test_request_context("/"), reading() as session:
        found = trial(session, (THIRD,) * number)
    assert found.words == f"{words}, at 1 company."


def test_what_would_be_done_is_listed() -> None:
    assert done((Action.MASK, Action.STRIP)) == "replaced and taken out"
