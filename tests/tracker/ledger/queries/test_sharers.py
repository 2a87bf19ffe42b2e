from tests.builders.ledgers import fill
from tests.builders.records import a_disclosure, a_record
from tracker.disclosure import Manner
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.sharers import Sharer, sharers
from tracker.taxonomy import Category


def test_who_has_a_datum_is_told_by_name(any_ledger: Ledger) -> None:
    shared, own = (a_disclosure(Category.ADVERTISING_ID, value, Manner.RELAYED) for value in ("one", "two"))
    fill(
        any_ledger,
        [
            a_record(shared, own, host="px.adpix.test"),
            a_record(shared, host="sync.adpix.test"),
            a_record(shared, host="bid.exchange-nord.test"),
        ],
    )
    with any_ledger.reading() as session:
        found = sharers(session, [shared.fingerprint, own.fingerprint, "none"])
        assert sharers(session, []) == {}
    adpix, nord = Sharer("adpix", "Adpix"), Sharer("exchange-nord", "Exchange Nord")
    assert found == {shared.fingerprint: [adpix, nord], own.fingerprint: [adpix]}


def test_it_is_one_statement_however_many_are_asked_for(any_ledger: Ledger, statements: list[str]) -> None:
    fill(any_ledger, [a_record()])
    with any_ledger.reading() as session:
        statements.clear()
        sharers(session, [f"{number:032x}" for number in range(900)])
    assert len([one for one in statements if one.startswith("SELECT")]) == 1
