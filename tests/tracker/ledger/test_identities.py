import pytest

from tests.builders.records import a_disclosure, a_record, an_evidence
from tests.builders.written import rows, written
from tracker.disclosure import Evidence
from tracker.ledger import identities
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.taxonomy import Category
from tracker.traffic import Location


def test_what_repeats_is_kept_once(any_ledger: Ledger) -> None:
    for _ in range(2):
        written(any_ledger, a_record(a_disclosure(), a_disclosure()), a_record())
        any_ledger._shared.clear()
    for column in (m.Host.id, m.Site.id, m.Datum.id, m.Evidence.id, m.Vendor.id):
        assert len(rows(any_ledger, column)) == 1


def test_one_value_under_two_categories_is_two_data(ledger: Ledger) -> None:
    one = a_disclosure(Category.CLIENT_ID, "a81723")
    two = a_disclosure(Category.USER_ID, "a81723")
    assert one.fingerprint == two.fingerprint
    written(ledger, a_record(one), a_record(two))
    assert [category for (category,) in rows(ledger, m.Datum.category)] == ["client_id", "user_id"]


@pytest.mark.parametrize(
    "other",
    [
        an_evidence("mail"),
        an_evidence(location=Location.QUERY),
        an_evidence(confidence=0.8),
        an_evidence(reasoning="otherwise"),
        an_evidence(encoding=("base64",)),
    ],
    ids=["path", "location", "confidence", "reasoning", "encoding"],
)
def test_evidence_that_differs_in_anything_is_kept_apart(ledger: Ledger, other: Evidence) -> None:
    written(ledger, a_record(a_disclosure(), a_disclosure()._replace(evidence=other)))
    assert len(rows(ledger, m.Evidence.digest)) == 2


def test_a_site_that_is_not_known_is_one_without_a_name(ledger: Ledger) -> None:
    written(ledger, a_record(site=None), a_record(site=""))
    assert rows(ledger, m.Site.domain) == [("",)]


def test_what_is_known_is_not_asked_again(ledger: Ledger, statements: list[str]) -> None:
    written(ledger, a_record())
    statements.clear()
    written(ledger, a_record())
    assert not [sql for sql in statements if "FROM host" in sql or "FROM datum" in sql or "FROM evidence" in sql]


def test_the_memory_is_bounded_and_what_was_dropped_is_asked_again(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identities, "MOST", 3)
    for _ in range(2):
        for number in range(6):
            written(ledger, a_record(a_disclosure(value=f"{number}@mail.example"), host=f"h{number}.test"))
    assert len(rows(ledger, m.Datum.id)) == len(rows(ledger, m.Host.id)) == 6
