from tracker.ledger.captures import put
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.given_labels import given_labels


def test_the_labels_of_all_captures_are_told_once_in_order(any_ledger: Ledger) -> None:
    given = [{"run": "2"}, {"country": "fr", "run": "1"}, {"country": "fr", "run": "2"}, {}]
    with any_ledger.session() as session:
        for number, labels in enumerate(given):
            put(session, f"{number}.har", f"{number}" * 64, labels, 1)
    with any_ledger.reading() as session:
        assert given_labels(session) == [("country", "fr"), ("run", "1"), ("run", "2")]
        assert given_labels(session, 1) == [("country", "fr")]
