from datetime import timedelta
from typing import Any

import pytest

from tests.builders.records import NOON, a_disclosure, a_record, a_user_agent, an_evidence
from tests.builders.written import CATALOGUE, written
from tracker.aliases import Aliases
from tracker.disclosure import Manner
from tracker.ledger import models as m
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.disclosures import disclosures
from tracker.ledger.queries.flows import flows
from tracker.rows import Row
from tracker.taxonomy import Category
from tracker.traffic import Location

HOUR = timedelta(hours=1)


def told(ledger: Ledger, **asked: Any) -> list[Row]:
    with ledger.reading() as session:
        return list(disclosures(session, **asked))


def test_a_disclosure_is_told_with_its_evidence(any_ledger: Ledger) -> None:
    evidence = an_evidence("em", Location.QUERY, encoding=("urlencode", "sha256"))
    found = a_disclosure(manner=Manner.RELAYED, evidence=evidence)
    written(any_ledger, a_record(found, host="px.adpix.test", source="a.har", entry=41, scheme="http"))
    assert told(any_ledger) == [
        Row(
            source="a.har",
            entry=1,
            time=NOON,
            host="px.adpix.test",
            recipient="adpix.test",
            vendor="adpix",
            site="shop.example",
            party="third",
            category="email_address",
            location="query",
            path="em",
            method="name",
            encoding=("urlencode", "sha256"),
            confidence=0.9,
            reasoning='the field is called "em"',
            preview="m•••@m•••",
            fingerprint=found.fingerprint,
            manner="relayed",
            scheme="http",
            count=1,
            last=NOON,
            http_method="POST",
        )
    ]


def test_what_is_not_known_is_none(any_ledger: Ledger) -> None:
    written(any_ledger, a_record(site=None))
    (one,) = told(any_ledger)
    assert (one.vendor, one.site, one.source, one.party) == (None, None, None, "unknown")


def test_the_oldest_comes_first_and_repeats_are_one(any_ledger: Ledger) -> None:
    for hours in (5, 0, 3):
        written(any_ledger, a_record(a_user_agent(), a_disclosure(), time=NOON + hours * HOUR), collapse=True)
    assert [(one.category, one.time, one.count, one.last) for one in told(any_ledger)] == [
        ("user_agent", NOON, 3, NOON + 5 * HOUR),
        ("email_address", NOON, 1, NOON),
        ("email_address", NOON + 3 * HOUR, 1, NOON + 3 * HOUR),
        ("email_address", NOON + 5 * HOUR, 1, NOON + 5 * HOUR),
    ]


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        (None, None, [-40, -1, 0, 1, 40]),
        (NOON, None, [0, 1, 40]),
        (None, NOON, [-40, -1]),
        (NOON - HOUR, NOON + HOUR, [-1, 0]),
        (NOON + HOUR, NOON, []),
    ],
)
def test_a_span_holds_its_beginning_but_not_its_end(ledger: Ledger, since: Any, until: Any, hours: list[int]) -> None:
    for hour in (0, 1, -1, 40, -40):
        written(ledger, a_record(time=NOON + hour * HOUR))
    assert [(one.time - NOON) // HOUR for one in told(ledger, since=since, until=until)] == hours


def test_repeats_that_reach_into_a_span_are_told(ledger: Ledger) -> None:
    for hours in (-1, 1):
        written(ledger, a_record(a_user_agent(), time=NOON + hours * HOUR), collapse=True)
    assert [one.count for one in told(ledger, since=NOON)] == [2]


@pytest.mark.parametrize(("vendor", "number"), [("adpix", 2), ("px.adpix.test", 1), ("shop.example", 1), ("nobody", 0)])
def test_a_vendor_can_be_asked_for(ledger: Ledger, vendor: str, number: int) -> None:
    written(ledger, *(a_record(host=host) for host in ("px.adpix.test", "s.adpix.test", "www.shop.example")))
    assert len(told(ledger, vendor=vendor)) == number


def test_however_much_there_is_one_statement_asks_for_it_and_little_is_held(
    any_ledger: Ledger, statements: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.ledger.queries.disclosures._AT_ONCE", 10)
    many = (a_disclosure(Category.TEXT, str(number), evidence=an_evidence(str(number % 7))) for number in range(500))
    written(any_ledger, a_record(*many))
    statements.clear()
    with any_ledger.reading() as session:
        stream = disclosures(session)
        next(stream)
        assert len(list(stream)) == 499
    assert len([sql for sql in statements if "FROM disclosure" in sql]) == 1


def test_rows_of_a_capture_bear_its_labels(any_ledger: Ledger) -> None:
    for name, labels in {"a.har": '{"country":"fr","run":"1"}', "b.har": '{"run":"2"}', "c.har": "{}"}.items():
        written(any_ledger, a_record(source=name, host=name.replace("har", "test")))
        with any_ledger.session() as session:
            session.add(m.Capture(source=name, digest=name, labels=labels, entries=1, imported=NOON))
    written(any_ledger, a_record())
    rows = told(any_ledger)
    assert [row.labels for row in rows] == [{"country": "fr", "run": "1"}, {"run": "2"}, None, None]
    assert [row.source for row in told(any_ledger, labels=[("run", "2")])] == ["b.har"]
    assert [row.source for row in told(any_ledger, labels=[("run", "2"), ("run", "1")])] == ["a.har", "b.har"]
    assert told(any_ledger, labels=[("run", "1"), ("country", "de")]) == []
    assert told(any_ledger, labels=[("run", "1")], vendor="a.test") == rows[:1]
    with any_ledger.reading() as session:
        assert [flow.vendor for flow in flows(session, labels=[("run", "2")])] == ["b.test"]


def test_a_row_tells_where_the_hosts_name_leads(any_ledger: Ledger) -> None:
    written(any_ledger, a_record(host="metrics.shop.example"), a_record(time=NOON + HOUR))
    with any_ledger.session() as session:
        leads = [Aliases("metrics.shop.example", NOON, ("x.adpix.test",)), Aliases("www.shop.example", NOON, ())]
        note_aliases(session, leads, CATALOGUE)
    assert [(row.vendor, row.aliases) for row in told(any_ledger)] == [("adpix", ("x.adpix.test",)), (None, None)]
