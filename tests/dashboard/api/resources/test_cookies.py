"""Cookies and other identifiers."""

import pytest

from dashboard.api.resources.cookies import Cookies
from tests.builders.ledgers import fill
from tests.builders.readers import Reader
from tests.builders.records import a_disclosure, a_record, an_evidence
from tracker.disclosure import Manner
from tracker.ledger.opening import Ledger
from tracker.taxonomy import IDENTIFIERS, Category
from tracker.traffic import Location


def test_those_that_several_have_come_first(reader: Reader) -> None:
    found = reader.shaped("/cookies", Cookies)
    assert found.total == len(found.items) > 3
    keys = [(one.is_shared, len(one.vendors)) for one in found.items]
    assert keys == sorted(keys, reverse=True)
    assert {one.category for one in found.items} <= IDENTIFIERS


def test_each_is_told_with_who_has_it_and_leads_on(reader: Reader) -> None:
    for one in reader.shaped("/cookies", Cookies).items:
        assert one.preview
        assert (one.first, one.last) == (min(had.first for had in one.vendors), max(had.last for had in one.vendors))
        assert reader.read(one.links["datum"])["datum"]["preview"] == one.preview


def test_what_is_known_of_a_name_is_told_with_who_says_so(ledger: Ledger, empty_reader: Reader) -> None:
    evidence = an_evidence("_ga", Location.COOKIE)
    fill(ledger, [a_record(a_disclosure(Category.CLIENT_ID, "GA1.2.3", Manner.AMBIENT, evidence))])
    (found,) = empty_reader.shaped("/cookies", Cookies).items
    assert (found.path, found.purpose is None) == ("_ga", False)
    assert found.purpose is not None
    assert all((found.purpose.does, found.purpose.owner, found.purpose.source))
    assert found.lasts == "about 2 years, as documented"
    assert str(found.lasts_by).startswith("https://")


def test_the_parts_are_the_whole(reader: Reader) -> None:
    whole = [one.datum for one in reader.shaped("/cookies", Cookies).items]
    parts: list[int] = []
    address: str | None = "/cookies?limit=2"
    while address:
        answer = reader.shaped(address, Cookies)
        parts += [one.datum for one in answer.items]
        address = answer.next
    assert parts == whole


@pytest.mark.parametrize("query", ["vendor=nobody", "until=2020-01-01", "category=email_address"])
def test_what_does_not_match_is_left_out(query: str, reader: Reader) -> None:
    assert reader.read(f"/cookies?{query}") == {"total": 0, "items": [], "next": None}


def test_of_one_company_are_told_those_that_it_has(reader: Reader) -> None:
    found = reader.shaped("/cookies?vendor=adpix", Cookies)
    assert found.total > 0
    assert all("adpix" in {had.vendor for had in one.vendors} for one in found.items)


def test_a_cursor_to_what_is_gone_leads_nowhere(reader: Reader) -> None:
    assert reader.ask("/cookies?cursor=OTk5OTk5").status_code == 404
