"""What `tracker status` says of what deserves attention."""

from datetime import UTC, datetime, timedelta

from tests.builders.ledgers import a_world, fill
from tests.builders.records import a_disclosure, a_record, an_evidence
from tracker.cli.attention_summary import MOST, attention_lines
from tracker.disclosure import Manner
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.news import News, NewVendor
from tracker.ledger.visits import note_visit
from tracker.taxonomy import Category

NOW = datetime.now(UTC)


def lines(ledger: Ledger) -> list[str]:
    with ledger.reading() as session:
        return list(attention_lines(session))


def test_what_deserves_attention_is_said_with_its_reason_and_a_step(ledger: Ledger) -> None:
    fill(ledger, a_world(days=6, last=NOW))
    said = lines(ledger)
    assert said[0] == "In the last 30 days, this deserves attention:"
    assert said[1] == "  1. Specially protected data went to another company"
    assert said[2].startswith("     Data about your health went to ")
    assert said[3].startswith("     → ")
    assert len(said) <= 2 + 3 * MOST


def test_where_nothing_does_that_is_said(ledger: Ledger) -> None:
    assert lines(ledger) == ["Nothing of the last 30 days deserves attention, as far as could be seen."]


def test_what_is_new_since_the_last_visit_is_said(ledger: Ledger) -> None:
    early, late = NOW - timedelta(hours=3), NOW - timedelta(minutes=5)
    fill(ledger, [a_record(time=early)])
    with ledger.session() as session:
        note_visit(session, NOW - timedelta(hours=2))
    assert lines(ledger)[1] == "  no new company, site or kind of data"
    found = a_disclosure(Category.CITY, "Lyon", Manner.RELAYED)
    fill(ledger, [a_record(found, host=f"px.v{number}.test", site="news.example", time=late) for number in range(5)])
    said = lines(ledger)
    assert said[0].startswith("Since your last look at the dashboard, ")
    assert said[1].startswith("  new companies (5): ")
    assert said[1].endswith(" and 2 more")
    assert said[2:4] == ["  new sites (1): news.example", "  new kinds of data (1): city"]


def test_of_many_the_rest_is_counted(ledger: Ledger) -> None:
    grave = [one for one in Category if one.value in ("health", "religion", "ethnicity", "biometric", "sexual_life")]
    for category in (*grave, Category.TRADE_UNION, Category.POLITICAL_OPINION):
        found = a_disclosure(category, "x", Manner.RELAYED, an_evidence("dt"))
        fill(ledger, [a_record(found, host="px.adpix.test", time=NOW)])
    said = lines(ledger)
    assert said[-1].endswith("more, on the dashboard's first page")
    assert sum(line.startswith("     →") for line in said) == MOST


def test_news_names_no_more_than_it_has() -> None:
    assert not News()
    assert News((NewVendor("a", "A", False, NOW),), 1)
