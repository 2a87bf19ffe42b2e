"""A dry run over a ledger says what deciding over every row says."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import batched
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders.catalogues import ADPIX, METRICA, a_catalogue
from tests.builders.records import NOON, a_disclosure, a_record, an_evidence
from tests.builders.written import written
from tracker.aliases import Aliases
from tracker.disclosure import Manner, Party, Record
from tracker.judging import party_of, standing_of
from tracker.ledger import models as m
from tracker.ledger.aliases import note_aliases
from tracker.ledger.moments import DAY, micros
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.dry_run import NOTHING, DryRun, Spared, TouchedCategory, TouchedCompany, dry_run
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.writing import write
from tracker.rules import Action, Decision, Facts, Rule, decide
from tracker.taxonomy import Category

PAY = "pay.metrica.test"
CATALOGUE = a_catalogue(
    {
        "adpix.test": ADPIX,
        "metrica.test": METRICA._replace(category="payment"),
        "google.com": METRICA._replace(slug="g"),
    }
)
HIDDEN = "m.shop.example"
LED = Aliases(HIDDEN, NOON, ("shop.adpix.test",))
HOSTS = ("px.adpix.test", "cdn.adpix.test", PAY, "www.shop.example", HIDDEN, "accounts.google.com", "www.google.com")
SITES = ("shop.example", "news.example", None)
KINDS = (Category.EMAIL_ADDRESS, Category.CLIENT_ID, Category.PASSWORD, Category.CARD_NUMBER)
HOUR = timedelta(hours=1)

DISCLOSURES = st.builds(
    lambda category, manner, path: a_disclosure(category, "1234", manner, an_evidence(path)),
    st.sampled_from(KINDS),
    st.sampled_from([Manner.AMBIENT, Manner.RELAYED, Manner.SUBMITTED]),
    st.sampled_from("ab"),
)
RECORDS = st.lists(
    st.builds(
        lambda found, host, site, hours, party: replace(
            a_record(*found, host=host, site=site, time=NOON + hours * HOUR), **({"party": party} if party else {})
        ),
        st.lists(DISCLOSURES, min_size=1, max_size=4),
        st.sampled_from(HOSTS),
        st.sampled_from(SITES),
        st.integers(0, 60),
        st.none() | st.none() | st.none() | st.sampled_from(Party),
    ),
    min_size=1,
    max_size=14,
)


def some[Member](members: Iterable[Member]) -> st.SearchStrategy[frozenset[Member]]:
    return st.just(frozenset()) | st.frozensets(st.sampled_from(list(members)), max_size=2)


RULES = st.lists(
    st.builds(
        Rule,
        st.just("r"),
        st.sampled_from(Action),
        some(["adpix", "nordgroup", "metrica", "g", "shop.example"]),
        some(["advertising", "payment"]),
        some(["shop.example", "news.example", "unmet.example"]),
        st.none() | st.sampled_from(Party),
        some(KINDS),
        st.none() | st.sampled_from(Manner),
        is_on=st.sampled_from([True, True, True, False]),
    ),
    max_size=4,
)
SCOPES = st.sampled_from(
    [EVERYTHING, EVERYTHING, Scope(since=NOON + 20 * HOUR), Scope(until=NOON + 9 * HOUR), Scope(NOON, NOON + 30 * HOUR)]
)


class Told(NamedTuple):
    """A row on which the rules decided something."""

    request: int
    group: tuple[object, ...]
    slug: str
    name: str
    kind: Category
    decision: Decision
    times: int


def rows_decided(session: Session, rules: list[Rule], scope: Scope) -> Iterator[Told]:
    row, host = m.Disclosure, m.Host
    asked = select(row, host.name, host.resolved, m.Vendor.slug, m.Vendor.name, m.Site.domain).select_from(row)
    asked = asked.join(host, host.id == row.host_id).join(m.Vendor, m.Vendor.id == host.vendor_id)
    rows: Any = session.execute(asked.join(m.Site, m.Site.id == row.site_id))
    for one, at, resolved, slug, name, site in rows:
        if (scope.since and one.last < scope.since) or (scope.until and one.time >= scope.until):
            continue
        kind = Category(one.category)
        hops = LED.hops if resolved else None
        party = party_of(CATALOGUE, at, hops, Party(one.party))
        facts = Facts(kind, party, Manner(one.manner), at, site or None, *standing_of(CATALOGUE, at, hops))
        group = (one.host_id, one.site_id, one.party, micros(one.time) // DAY)
        if decision := decide(facts, rules):
            yield Told(one.request_id, group, slug, name, kind, decision, one.count)


def decided(session: Session, rules: list[Rule], scope: Scope) -> DryRun:
    """The same by deciding over every row."""
    told = list(rows_decided(session, rules, scope))
    touched = [one for one in told if one.decision.action is not Action.ALLOW]
    spared = grouped((one for one in told if one.decision.spared), lambda one: one.decision.spared)
    days = grouped(touched, lambda one: one.group).values()
    companies = grouped(touched, lambda one: (one.slug, one.name))
    kinds = grouped(touched, lambda one: one.kind)
    return DryRun(
        sum(max(len({one.request for one in some}), *(one.times for one in some)) for some in days),
        any(one.times > 1 for one in touched),
        times(touched),
        len(companies),
        tuple(TouchedCompany(*key, times(some), ordered(some)) for key, some in companies.items()),
        tuple(
            TouchedCategory(kind, times(some), slugs(some), tuple(sorted({one.decision.action for one in some})))
            for kind, some in kinds.items()
        ),
        tuple(Spared(reason, times(some), slugs(some), ordered(some)) for reason, some in spared.items()),
    )


def grouped[Key](told: Iterable[Told], key: Callable[[Told], Key]) -> dict[Key, list[Told]]:
    """By that key, those with most ahead."""
    groups: dict[Any, list[Told]] = defaultdict(list)
    for one in told:
        groups[key(one)].append(one)
    return dict(sorted(groups.items(), key=lambda item: (-times(item[1]), item[0])))


def times(told: Iterable[Told]) -> int:
    return sum(one.times for one in told)


def slugs(told: Iterable[Told]) -> int:
    return len({one.slug for one in told})


def ordered(told: Iterable[Told]) -> tuple[Category, ...]:
    return tuple(grouped(told, lambda one: one.kind))


@given(RECORDS, RULES, SCOPES, st.booleans(), st.booleans(), st.booleans())
@examples(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_dry_run_equals_deciding_over_every_row(
    ledger: Ledger,
    records: list[Record],
    rules: list[Rule],
    scope: Scope,
    collapse: bool,
    settled: bool,
    is_resolved: bool,
) -> None:
    with ledger.session() as session:
        for batch in batched(records, 5):
            write(session, batch, CATALOGUE, collapse=collapse, settled=settled)
        note_aliases(session, [LED] if is_resolved else [], CATALOGUE)
        assert dry_run(session, rules, CATALOGUE, scope) == decided(session, rules, scope)
        session.rollback()


def filled(ledger: Ledger) -> None:
    mail = a_disclosure(manner=Manner.RELAYED)
    cookie = a_disclosure(Category.CLIENT_ID, "c-1", Manner.AMBIENT)
    with ledger.session() as session:
        told = (
            a_record(mail, cookie, host="px.adpix.test"),
            a_record(cookie, host="cdn.adpix.test", site="news.example", time=NOON + 48 * HOUR),
            a_record(a_disclosure(Category.CARD_NUMBER, "4242", Manner.RELAYED), host=PAY),
            a_record(cookie),
        )
        write(session, told, CATALOGUE, collapse=False)


THIRD = Rule("third", Action.STRIP, party=Party.THIRD)
FIRST = Rule("first", Action.STRIP, party=Party.FIRST)


def test_both_databases_say_what_would_have_been_touched(any_ledger: Ledger, statements: list[str]) -> None:
    filled(any_ledger)
    mail, cookie = Category.EMAIL_ADDRESS, Category.CLIENT_ID
    with any_ledger.reading() as session:
        statements.clear()
        found = dry_run(session, [THIRD], CATALOGUE)
        assert len(statements) <= 7
    assert found[:4] == (2, False, 3, 1)
    assert found.by_company == (TouchedCompany("adpix", "AdPix", 3, (cookie, mail)),)
    strip = (Action.STRIP,)
    assert found.by_category == (TouchedCategory(cookie, 2, 1, strip), TouchedCategory(mail, 1, 1, strip))
    assert [(one.disclosures, one.companies, one.categories) for one in found.spared] == [
        (1, 1, (Category.CARD_NUMBER,))
    ]


@pytest.mark.parametrize(
    ("rule", "scope", "expected"),
    [
        (THIRD._replace(sites=frozenset({"news.example"})), EVERYTHING, (1, False, 1, 1)),
        (THIRD._replace(sites=frozenset({"shop.example"})), EVERYTHING, (1, False, 2, 1)),
        (THIRD._replace(vendors=frozenset({"nordgroup"})), EVERYTHING, (2, False, 3, 1)),
        (THIRD, Scope(since=NOON + 24 * HOUR), (1, False, 1, 1)),
        (Rule("all", Action.WARN, categories=frozenset({Category.CLIENT_ID})), EVERYTHING, (3, False, 3, 2)),
        (Rule("all", Action.WARN, kinds=frozenset({"advertising"})), Scope(until=NOON + HOUR), (1, False, 2, 1)),
        (THIRD._replace(is_on=False), EVERYTHING, NOTHING[:4]),
        (THIRD._replace(action=Action.ALLOW), EVERYTHING, NOTHING[:4]),
        (THIRD._replace(categories=frozenset({Category.HEALTH})), EVERYTHING, NOTHING[:4]),
    ],
    ids=range(9),
)
def test_rules_touch_what_they_speak_of(
    any_ledger: Ledger, rule: Rule, scope: Scope, expected: tuple[int, ...]
) -> None:
    filled(any_ledger)
    with any_ledger.reading() as session:
        assert dry_run(session, [rule], CATALOGUE, scope)[:4] == expected


def test_who_hides_behind_a_name_of_the_sites_is_a_third_party_once_that_is_known(any_ledger: Ledger) -> None:
    mail, password = a_disclosure(manner=Manner.RELAYED), a_disclosure(Category.PASSWORD, "pw")
    written(any_ledger, a_record(mail, password, host=HIDDEN), a_record(mail, host="www.shop.example"))
    rule = THIRD._replace(kinds=frozenset({"advertising"}))
    found = []
    for told in ([], [LED]):
        with any_ledger.session() as session:
            note_aliases(session, told, CATALOGUE)
            found.append([dry_run(session, [one], CATALOGUE)[2:4] for one in (THIRD, rule, FIRST)])
    assert found == [[(0, 0), (0, 0), (2, 1)], [(2, 1), (2, 1), (1, 1)]]


def test_of_repeats_on_one_row_as_many_requests_are_told_as_there_were_at_least(any_ledger: Ledger) -> None:
    cookie = a_disclosure(Category.CLIENT_ID, "c-1", Manner.AMBIENT)
    for minutes in range(5):
        written(any_ledger, a_record(cookie, host="px.adpix.test", time=NOON + minutes * HOUR / 60), collapse=True)
    with any_ledger.reading() as session:
        assert dry_run(session, [THIRD], CATALOGUE)[:4] == (5, True, 5, 1)


def test_more_hosts_than_a_statement_has_places_for_are_told_apart(ledger: Ledger) -> None:
    filled(ledger)
    with ledger.session() as session:
        vendor = session.scalar(select(m.Host.vendor_id).where(m.Host.name == "px.adpix.test"))
        hosts = [{"name": f"h{n}.adpix.test", "recipient": "adpix.test", "vendor_id": vendor} for n in range(40_000)]
        session.execute(m.Host.__table__.insert(), hosts)
        hosts = [{"name": f"h{n}.other.test", "recipient": "other.test", "vendor_id": vendor} for n in range(40_000)]
        session.execute(m.Host.__table__.insert(), hosts)
        rule = Rule("all", Action.WARN, vendors=frozenset({"adpix"}))
        assert dry_run(session, [rule], CATALOGUE)[:4] == (2, False, 3, 1)
