"""The values of one category."""

from dashboard.api.resources.data import Data, Value
from tests.builders.readers import Reader
from tests.builders.records import MAIL
from tracker.taxonomy import Category


def test_they_are_masked(reader: Reader) -> None:
    answer = reader.ask("/data?category=email_address")
    assert MAIL not in answer.text
    (mail, *_) = reader.shaped("/data?category=email_address", Data).items
    assert (mail.category, len(mail.fingerprint)) == (Category.EMAIL_ADDRESS, 32)
    assert mail.vendors >= mail.third_parties


def test_the_parts_are_the_whole(reader: Reader) -> None:
    whole = reader.shaped("/data?category=page_visited&limit=500", Data)
    assert whole.next is None
    found: list[Value] = []
    address = "/data?category=page_visited&limit=7"
    while address:
        part = reader.shaped(address, Data)
        assert len(part.items) <= 7
        found += part.items
        address = part.next or ""
    assert tuple(found) == whole.items
    assert [one.vendors for one in found] == sorted((one.vendors for one in found), reverse=True)


def test_what_never_left_has_none(reader: Reader) -> None:
    assert reader.read("/data?category=trade_union") == {"items": [], "next": None}
