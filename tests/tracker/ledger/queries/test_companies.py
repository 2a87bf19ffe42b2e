from tests.builders.records import a_record
from tests.builders.written import written
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.companies import Company, companies


def test_vendors_are_told_by_slug_known_or_not(any_ledger: Ledger, statements: list[str]) -> None:
    written(any_ledger, a_record(), a_record(host="px.adpix.test"))
    statements.clear()
    with any_ledger.reading() as session:
        found = companies(session)
    assert found == {
        "adpix": Company("adpix", "AdPix", "nordgroup", "advertising", "SE", True),
        "shop.example": Company("shop.example", "shop.example", None, None, None, False),
    }
    assert len([sql for sql in statements if "FROM vendor" in sql]) == 1
