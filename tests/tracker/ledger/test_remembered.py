from tracker.ledger.opening import Ledger
from tracker.ledger.remembered import erasures, recall, remember


def test_what_is_remembered_replaces_what_was(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        assert recall(session, "country") is None
        for country in ("FR", "BE"):
            remember(session, "country", country)
        assert recall(session, "country") == "BE"
        remember(session, "country", None)
        assert recall(session, "country") is None


def test_erasures_are_counted_from_none(ledger: Ledger) -> None:
    with ledger.session() as session:
        assert erasures(session) == 0
        remember(session, "erasures", "3")
        assert erasures(session) == 3
