from tests.builders.ledgers import a_world, fill
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.erasable import erasable


def test_what_would_be_erased_is_what_is(any_ledger: Ledger, statements: list[str]) -> None:
    fill(any_ledger, a_world(days=3))
    with any_ledger.reading() as session:
        statements.clear()
        told = erasable(session, "adpix")
        assert len([one for one in statements if one.startswith("SELECT")]) == 3
        before = erasable(session, "boutique")
    done = forget(any_ledger, vendor="adpix")
    assert (done.disclosures, done.requests) == (told.disclosures, told.requests)
    assert (told.hosts, told.only <= told.data) == (2, True)
    with any_ledger.reading() as session:
        assert erasable(session, "adpix") == (0, 0, 0, 0, 0)
        after = erasable(session, "boutique")
    assert after.disclosures == before.disclosures
    assert after.only >= before.only
