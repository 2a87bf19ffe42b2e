"""What rules did, in words."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from dashboard.outcomes import OUTCOMES, because, kept_ever, kept_then, kept_today, summed
from tracker.ledger.queries.deeds import Deed
from tracker.ledger.queries.kept import Kept
from tracker.rulings import Outcome

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_every_outcome_has_its_words() -> None:
    assert len({OUTCOMES[outcome] for outcome in Outcome}) == len(Outcome)


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (None, "Has not done anything yet."),
        (Deed("r1", 1, 1, 1, 1, NOON, NOON), "Acted 1 time, in 1 request to 1 company; 1 kept back."),
        (
            Deed("r1", 1200, 1000, 412, 31, NOON, NOON),
            "Acted 1,200 times, in 412 requests to 31 companies; 1,000 kept back.",
        ),
    ],
    ids=range(3),
)
def test_what_a_rule_did_is_a_sentence(deed: Deed | None, words: str) -> None:
    assert summed(deed) == (words, deed)


@pytest.mark.parametrize(
    ("say", "begin"),
    [(kept_today, "Today, your rules kept"), (kept_then, "In this time, your"), (kept_ever, "So far, your rules have")],
)
def test_what_was_kept_is_a_sentence_where_there_is_something(say: Callable[[Kept], str], begin: str) -> None:
    assert say(Kept(0, 0)) == ""
    assert say(Kept(1, 1)).startswith(begin)
    assert say(Kept(1, 1)).endswith("1 piece of data from 1 company.")
    assert say(Kept(12, 5)).endswith("12 pieces of data from 5 companies.")


def test_a_reason_is_said_where_there_is_one() -> None:
    assert because("") == ""
    assert because("Without it you could not log in.") == "Without it you could not log in."
