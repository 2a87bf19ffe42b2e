import shlex
from datetime import timedelta

import pytest

from tests.builders.records import NOON
from tests.builders.reports import FORMULA, MADE
from tracker.disclosure import Manner, Party
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.reporting.asked import Asked
from tracker.taxonomy import Category

SETTLED = MADE - timedelta(seconds=10)


@pytest.mark.parametrize(
    ("scope", "until"),
    [
        (EVERYTHING, SETTLED),
        (Scope(until=NOON), NOON),
        (Scope(until=MADE + timedelta(days=1)), SETTLED),
        (Scope(since=NOON), SETTLED),
    ],
)
def test_the_part_that_is_reported_on_has_an_end(scope: Scope, until: object) -> None:
    closed = Asked(MADE, scope=scope).closed
    assert (closed.since, closed.until) == (scope.since, until)


def test_the_command_names_all_that_was_asked_for() -> None:
    scope = Scope(NOON, NOON + timedelta(days=1), Category.HEALTH, Party.THIRD, Manner.RELAYED)
    assert Asked(MADE, "adpix", scope).command == (
        "tracker export --format jsonl --since 2026-03-02T12:00:00.000Z --until 2026-03-03T12:00:00.000Z "
        "--vendor adpix --category health --party third --manner relayed -o rows.jsonl"
    )


def test_a_hostile_name_is_one_word_of_the_command() -> None:
    words = shlex.split(Asked(MADE, f"{FORMULA}; rm -rf /").command)
    assert words[words.index("--vendor") + 1] == f"{FORMULA}; rm -rf /"
