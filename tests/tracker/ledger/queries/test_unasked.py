"""What third parties got that the person did not send, held against the log."""

from datetime import timedelta

import pytest

from tests.builders.ledgers import LAST
from tests.tracker.ledger.queries.test_reach import SCOPES, logged
from tracker.disclosure import Manner, Party
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.scope import Scope
from tracker.ledger.queries.unasked import Unasked, unasked
from tracker.taxonomy import Category

WANTED = (Category.EMAIL_ADDRESS, Category.HEALTH, Category.PAGE_VISITED, Category.USER_AGENT)
BEHIND = (Manner.RELAYED, Manner.PREMATURE)
MORE = [
    Scope(party=Party.FIRST),
    Scope(LAST - timedelta(days=60), manner=Manner.PREMATURE),
    Scope(manner=Manner.AMBIENT),
]


def found_in(ledger: Ledger, scope: Scope) -> list[Unasked]:
    with ledger.reading() as session:
        return unasked(session, scope, WANTED)


@pytest.mark.parametrize("scope", [*SCOPES, *MORE], ids=str)
def test_it_is_what_the_log_has_of_it(any_world: Ledger, scope: Scope) -> None:
    rows = [
        row
        for row in logged(any_world, scope)
        if row.party is Party.THIRD and row.manner in BEHIND and row.category in WANTED
    ]
    found = found_in(any_world, scope)
    said = [(one.category, one.vendor_slug, one.vendor_name) for one in found]
    assert set(said) == {(row.category, row.vendor_slug, row.vendor_name) for row in rows}
    assert len(said) == len(set(said))
    early = {(row.category, row.vendor_slug) for row in rows if row.manner is Manner.PREMATURE}
    assert early <= {(one.category, one.vendor_slug) for one in found if one.is_early}


def test_it_says_what_was_taken_early(any_world: Ledger) -> None:
    mail = [one for one in found_in(any_world, Scope()) if one.category is Category.EMAIL_ADDRESS]
    assert {one.vendor_slug: one.is_early for one in mail} == {"replay": True, "adpix": False}
    assert [one.is_early for one in mail] == [True, False]


def test_one_statement_is_asked(any_world: Ledger, statements: list[str]) -> None:
    for scope in (Scope(), Scope(LAST - timedelta(days=1))):
        statements.clear()
        found_in(any_world, scope)
        assert len([one for one in statements if one != "BEGIN"]) == 1
