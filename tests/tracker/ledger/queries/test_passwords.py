"""Which sites share a password: of several companies, and without the digest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.builders.catalogues import ADPIX, a_catalogue
from tests.builders.passwords import a_use, logged_in
from tests.builders.records import a_disclosure, a_record
from tracker.ledger.models import Site
from tracker.ledger.opening import Ledger
from tracker.ledger.password_uses import record
from tracker.ledger.queries.passwords import _letter, groups, passwords
from tracker.ledger.writing import write
from tracker.passwords.uses import Use
from tracker.taxonomy import Category


def told(ledger: Ledger, *uses: Use, hosts: dict[str, str] | None = None) -> list[tuple[str, str, bool]]:
    logged_in(ledger, *uses, hosts=hosts)
    with ledger.reading() as session:
        return [(use.site, use.group, use.is_weak) for use in passwords(session)]


def test_an_empty_ledger_tells_nothing(ledger: Ledger) -> None:
    assert told(ledger) == []


def test_sites_with_the_same_password_have_the_same_letter(any_ledger: Ledger) -> None:
    uses = [a_use(f"shop-{letter}.test", digest) for letter, digest in zip("abcdef", "123322", strict=True)]
    assert told(any_ledger, *uses) == [
        ("shop-b.test", "A", False),
        ("shop-e.test", "A", False),
        ("shop-f.test", "A", False),
        ("shop-c.test", "B", False),
        ("shop-d.test", "B", False),
        ("shop-a.test", "", False),
    ]


def test_of_a_site_alone_it_is_told_who_was_given_the_same(any_ledger: Ledger) -> None:
    uses = [a_use(f"shop-{letter}.test", digest) for letter, digest in zip("abcdef", "123322", strict=True)]
    every = told(any_ledger, *uses)
    with any_ledger.reading() as session:
        sites = {row.domain: row.id for row in session.scalars(select(Site))}
        for site, group, _ in every:
            same = {one for one, other, _ in every if group and other == group} | {site}
            assert {use.site for use in passwords(session, sites[site])} == same
        assert passwords(session, 0) == []


def test_weak_ones_come_before_others_that_are_not_shared(ledger: Ledger) -> None:
    uses = [a_use(f"shop-{number}.test", str(number), number) for number in range(5)]
    assert told(ledger, *reversed(uses)) == [(use.site, "", use.strength <= 1) for use in uses]


def test_sites_of_one_company_are_one_account(any_ledger: Ledger) -> None:
    catalogue = a_catalogue({"adpix.test": ADPIX, "adpix-login.test": ADPIX})
    password = a_disclosure(Category.PASSWORD, "x")
    with any_ledger.session() as session:
        sites = ("adpix.test", "adpix-login.test")
        write(session, [a_record(password, host=site, site=site) for site in sites], catalogue, collapse=True)
        record(session, [a_use(site) for site in sites])
    with any_ledger.reading() as session:
        assert [(use.group, use.vendor_slug) for use in passwords(session)] == [("", "adpix")] * 2
    assert [group for _, group, _ in told(any_ledger, a_use("shop.test"))] == ["A", "A", "A"]


def test_groups_are_told_by_password(ledger: Ledger) -> None:
    logged_in(ledger, *(a_use(f"shop-{letter}.test", digest) for letter, digest in zip("abcde", "11222", strict=True)))
    with ledger.reading() as session:
        found = groups(passwords(session))
    assert [(group.letter, [use.site[5] for use in group.uses]) for group in found] == [
        ("A", ["c", "d", "e"]),
        ("B", ["a", "b"]),
    ]


def test_it_is_one_statement_however_many_there_are(ledger: Ledger, statements: list[str]) -> None:
    logged_in(ledger, *(a_use(f"shop-{number}.test") for number in range(9)))
    with ledger.reading() as session:
        statements.clear()
        found = passwords(session)
    assert len(statements) == 1
    assert len(found) == 9
    assert not any("4-1" in repr(use) for use in found)


@pytest.mark.parametrize(("number", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")])
def test_there_are_letters_enough(number: int, letter: str) -> None:
    assert _letter(number) == letter


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_letters_are_each_passwords_own(one: int, other: int) -> None:
    assert (_letter(one) == _letter(other)) is (one == other)
