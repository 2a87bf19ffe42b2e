import pytest

from dashboard.acquaintance import acquaintance
from tracker.ledger.opening import Ledger
from tracker.taxonomy import Category


def test_identifiers_are_told_with_proof_and_who_shares_them(world: Ledger, statements: list[str]) -> None:
    with world.reading() as session:
        statements.clear()
        told = acquaintance(session, "adpix")
        assert len(statements) == 3
    assert [one.mark.category for one in told.known] == [Category.ADVERTISING_ID, Category.CLIENT_ID]
    assert [[other.slug for other in one.sharers] for one in told.known] == [["exchange-nord"], []]
    assert [one.more for one in told.known] == [0, 0]
    assert all(one.proof for one in told.known)
    assert (told.others, told.is_cut) == (1, False)


def test_there_may_be_more_than_is_shown(world: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.acquaintance._MOST", 1)
    monkeypatch.setattr("dashboard.acquaintance._SHARERS", 0)
    with world.reading() as session:
        told = acquaintance(session, "adpix")
    assert (len(told.known), told.is_cut, told.known[0].more) == (1, True, 1)
