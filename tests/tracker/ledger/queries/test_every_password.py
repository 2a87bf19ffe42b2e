from datetime import timedelta

import pytest

from tests.builders.ledgers import fill
from tests.builders.passwords import a_use, logged_in
from tests.builders.records import a_disclosure, a_record
from tracker.disclosure import Manner
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.password_uses import record
from tracker.ledger.queries.every_password import EveryPassword
from tracker.ledger.queries.passwords import passwords
from tracker.passwords.uses import Use
from tracker.taxonomy import Category

FIRST = a_use("shop-a.test", "4-1f2e")
LATER = timedelta(microseconds=1)


def told(ledger: Ledger, every: EveryPassword) -> list[tuple[str, str, str, int]]:
    with ledger.reading() as session:
        found = every.passwords(session)
        assert list(found) == passwords(session)
    return [(use.site, use.vendor_slug, use.group, use.strength) for use in found]


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        (a_use("shop-b.test", "4-1f2e"), [("shop-a.test", "A", 4), ("shop-b.test", "A", 4)]),
        (FIRST._replace(digest="weak-beef", strength=1, time=FIRST.time + LATER), [("shop-a.test", "", 1)]),
        (FIRST._replace(strength=3, time=FIRST.time + LATER), [("shop-a.test", "", 3)]),
        (FIRST._replace(digest="weak-beef", time=FIRST.time - LATER), [("shop-a.test", "", 4)]),
    ],
    ids=["another site", "another password", "the same", "an older one"],
)
def test_who_asks_again_is_told_what_was_given_since(
    use: Use, expected: list[tuple[str, str, int]], any_ledger: Ledger
) -> None:
    every = EveryPassword()
    logged_in(any_ledger, FIRST)
    assert len(told(any_ledger, every)) == 1
    logged_in(any_ledger, use)
    assert [(site, group, strength) for site, _, group, strength in told(any_ledger, every)] == expected


def test_where_nothing_has_changed_the_same_is_given_again(any_ledger: Ledger, statements: list[str]) -> None:
    every = EveryPassword()
    logged_in(any_ledger, FIRST)
    with any_ledger.reading() as session:
        found = every.passwords(session)
    statements.clear()
    with any_ledger.reading() as session:
        assert every.passwords(session) is found
    assert len([statement for statement in statements if statement.startswith("SELECT")]) == 2


def test_whose_a_site_is_comes_to_be_known(any_ledger: Ledger) -> None:
    every, given = EveryPassword(), a_disclosure(Category.PASSWORD, "secret", Manner.SUBMITTED)
    logged_in(any_ledger, a_use("boutique.example", "4-1f2e"))
    assert told(any_ledger, every)[0][1] == "boutique.example"
    fill(any_ledger, [a_record(given, host="www.boutique.example", site="boutique.example")])
    assert told(any_ledger, every)[0][1] == "boutique"
    forget(any_ledger, vendor="boutique")
    assert told(any_ledger, every) == []


def test_times_are_summed_however_many_and_late_they_are(any_ledger: Ledger) -> None:
    uses = [a_use(f"shop-{number}.test", time=FIRST.time.replace(year=9999)) for number in range(40)]
    with any_ledger.session() as session:
        record(session, uses)
    assert len(told(any_ledger, EveryPassword())) == 40
