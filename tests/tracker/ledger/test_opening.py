from tracker.ledger.opening import Ledger


def test_x(any_ledger: Ledger) -> None:
    with any_ledger.reading() as s:
        s.connection()
