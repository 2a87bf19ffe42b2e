from tests.builders.records import a_disclosure, a_record
from tests.builders.written import written
from tracker.disclosure import BlindSpot
from tracker.ledger.captures import put
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.blind_spots import Unseen
from tracker.ledger.queries.coverage import Coverage, coverage


def test_an_empty_ledger_has_seen_nothing(any_ledger: Ledger) -> None:
    with any_ledger.reading() as session:
        assert coverage(session) == Coverage(0, 0, Unseen(0, 0, 0), 0, 0)


def test_what_was_seen_is_told_with_what_was_not(any_ledger: Ledger) -> None:
    hidden = a_record(host="video.test", blind_spots=(BlindSpot("oversized", 1000),))
    written(any_ledger, a_record(a_disclosure(), a_disclosure(value="b@mail.example")), hidden)
    with any_ledger.session() as session:
        put(session, "a.har", "a" * 64, {}, 2)
        put(session, "b.har", "b" * 64, {}, None)
    with any_ledger.reading() as session:
        found = coverage(session)
    assert found == Coverage(2, found.disclosures, Unseen(1, 1, 1000), 2, 1)
    assert found.disclosures >= 2
