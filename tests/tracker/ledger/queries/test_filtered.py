from collections import Counter

import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import LAST
from tests.tracker.ledger.queries.test_portions import expected
from tracker.disclosure import Manner, Party, Record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.filtered import filtered, is_by_sums
from tracker.ledger.queries.portions import passed
from tracker.ledger.queries.scope import Scope
from tracker.taxonomy import Category

SCOPES = {
    "relayed": Scope(manner=Manner.RELAYED),
    "pages": Scope(category=Category.PAGE_VISITED),
    "as a third party": Scope(party=Party.THIRD),
    "on its own site": Scope(party=Party.FIRST),
    "third party, relayed pages": Scope(None, None, Category.PAGE_VISITED, Party.THIRD, Manner.RELAYED),
}
VENDORS = ("adpix", "boutique", "metrica")


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
@pytest.mark.parametrize("slug", VENDORS)
def test_what_the_sums_tell_is_what_the_exposures_do(slug: str, scope: Scope, session: Session) -> None:
    found, told = filtered(session, slug, scope, each=1000), passed(session, slug, scope, each=1000)
    assert is_by_sums(scope)
    assert found.data == [one.held for one in told.portions]
    assert Counter(found.ways) == Counter(told.ways.ways)
    assert {one._replace(data=0) for one in told.sites} == {
        (one.name, 0, one.times, one.how, one.first, one.last) for one in found.sites
    }
    assert [-one.times for one in found.sites] == sorted(-one.times for one in found.sites)


def test_a_fixed_number_of_statements_is_asked(session: Session, asked: list[str]) -> None:
    found = filtered(session, "adpix", SCOPES["pages"], each=2, limit=1)
    assert len(asked) == 6
    assert (len(found.data), len(found.sites)) == (2, 1)
    assert found.data[0].total == 45
    assert found.data[0].last >= found.data[1].last


@pytest.mark.parametrize("slug", ["nobody", "adpix"])
def test_who_received_nothing_like_it_has_nothing(slug: str, session: Session) -> None:
    assert filtered(session, slug, Scope(category=Category.RELIGION)) == ([], [], ())


@pytest.mark.parametrize(
    ("scope", "is_exact"),
    [
        (Scope(since=LAST), False),
        (Scope(party=Party.UNKNOWN), False),
        (Scope(party=Party.FIRST, manner=Manner.RELAYED), False),
        (Scope(party=Party.THIRD, manner=Manner.RELAYED), True),
        (Scope(manner=Manner.PREMATURE), True),
    ],
    ids=["a period", "unknown pages", "on its own site, relayed", "third party, relayed", "premature"],
)
def test_where_facts_do_not_tell_it_exposures_must(scope: Scope, is_exact: bool) -> None:
    assert is_by_sums(scope) == is_exact


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES)
def test_both_databases_tell_the_same(scope: Scope, any_world: Ledger, records: list[Record]) -> None:
    with any_world.reading() as session:
        found = filtered(session, "adpix", scope, each=2, limit=3)
    if scope.party is not Party.FIRST:
        assert sum(way.times for way in found.ways) == len(expected(records, "adpix", scope))
    assert all(one.total >= 1 for one in found.data)
