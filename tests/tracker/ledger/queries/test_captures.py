from tracker.ledger.captures import put
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.captures import imported


def test_captures_are_told_by_name(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        put(session, "b.har", "b" * 64, {"run": "2"}, 7)
        put(session, "a.har", "a" * 64, {}, None)
    with any_ledger.reading() as session:
        part, whole = imported(session)
        assert imported(session, labels=[("run", "2"), ("run", "3")]) == [whole]
        assert imported(session, labels=[("run", "3")]) == []
    assert (part.source, part.digest, part.labels, part.entries) == ("a.har", None, {}, None)
    assert (whole.source, whole.digest, whole.labels, whole.entries) == ("b.har", "b" * 64, {"run": "2"}, 7)
    assert part.imported.tzinfo is not None
