"""What left, by all that rules may go by."""

from collections import Counter
from datetime import timedelta

import pytest

from tests.builders.catalogues import ADPIX, METRICA, a_catalogue
from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import CATALOGUE, written
from tracker.disclosure import Manner, Party
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.leavings import Ground, Leaving, leavings
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.writing import write
from tracker.rules import Action, Facts, Rule
from tracker.taxonomy import Category

RULE = Rule("r", Action.STRIP, vendors=frozenset({"nordgroup"}), sites=frozenset({"news.example"}))
DAY = timedelta(days=1)
MAIL = (Category.EMAIL_ADDRESS, Party.THIRD, Manner.RELAYED)


def fill(ledger: Ledger, *, settled: bool = True) -> None:
    found = a_disclosure(manner=Manner.RELAYED)
    hosts = ("px.adpix.test", "cdn.adpix.test", "c.metrica.test")
    with ledger.session() as session:
        told = [a_record(found, host=host, site=site) for host in hosts for site in ("shop.example", "news.example")]
        write(session, told, CATALOGUE, collapse=False, settled=settled)


def told(ledger: Ledger, scope: Scope = EVERYTHING) -> Counter[Facts]:
    """What rules may go by of what left, and how often."""
    with ledger.reading() as session:
        ground = Ground(session, [RULE], CATALOGUE)
        counts: Counter[Facts] = Counter()
        for _, sort, site, way, times in leavings(session, ground, scope):
            counts[ground.facts(sort, site, way)] += times
        return counts


@pytest.mark.parametrize("scope", [EVERYTHING, Scope(since=NOON), Scope(NOON - DAY, NOON + DAY)], ids=range(3))
def test_hosts_and_sites_that_no_rule_tells_apart_are_one(any_ledger: Ledger, scope: Scope) -> None:
    fill(any_ledger)
    assert told(any_ledger, scope) == {
        Facts(*MAIL, "", None, ("nordgroup",), "advertising"): 2,
        Facts(*MAIL, "", "news.example", ("nordgroup",), "advertising"): 2,
        Facts(*MAIL, "", None, (), "analytics"): 1,
        Facts(*MAIL, "", "news.example", (), "analytics"): 1,
    }


@pytest.mark.parametrize("settled", [True, False])
def test_rows_are_asked_where_the_sums_do_not_know_enough(ledger: Ledger, statements: list[str], settled: bool) -> None:
    fill(ledger, settled=settled)
    statements.clear()
    assert sum(told(ledger).values()) == 6
    assert any("FROM disclosure" in asked for asked in statements) is not settled


def test_a_company_whose_hosts_differ_is_told_by_its_hosts(ledger: Ledger) -> None:
    catalogue = a_catalogue({"google.com": ADPIX._replace(slug="g"), "metrica.test": METRICA})
    found = a_disclosure(manner=Manner.RELAYED)
    with ledger.session() as session:
        hosts = ("accounts.google.com", "www.google.com", "c.metrica.test")
        write(session, [a_record(found, host=host) for host in hosts], catalogue, collapse=False)
        ground = Ground(session, [RULE], catalogue)
        hosts_told = sorted((one.sort.host, one.times) for one in leavings(session, ground, EVERYTHING))
    assert hosts_told == [("", 1), ("", 1), ("accounts.google.com", 1)]


def test_parties_that_differ_on_one_site_are_not_mixed_up(ledger: Ledger) -> None:
    for party in (Party.FIRST, Party.THIRD):
        written(ledger, a_record(a_disclosure(manner=Manner.RELAYED), host="px.adpix.test", party=party))
    assert sorted(facts.party for facts in told(ledger)) == ["first", "third"]


def test_nothing_left_nothing_told(ledger: Ledger) -> None:
    with ledger.reading() as session:
        found: list[Leaving] = leavings(session, Ground(session, [RULE], CATALOGUE), EVERYTHING)
    assert found == []
