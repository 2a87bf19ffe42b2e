"""What one company has, value by value."""

from dashboard.api.resources.vendor_data import VendorData
from tests.builders.readers import Reader
from tests.builders.records import MAIL
from tracker.taxonomy import Category


def test_each_value_has_its_proof(reader: Reader) -> None:
    found = reader.shaped("/vendors/adpix/data", VendorData)
    (mail,) = (one for one in found.items if one.category is Category.EMAIL_ADDRESS)
    assert mail.evidence is not None
    assert (mail.evidence.host, mail.evidence.encoding) == ("px.adpix.test", ("urlencode", "sha256"))
    assert mail.evidence.reasoning
    assert mail.is_third_party
    assert MAIL not in reader.ask("/vendors/adpix/data").text


def test_as_many_of_each_category_are_told_as_were_asked_for(reader: Reader) -> None:
    few = reader.shaped("/vendors/adpix/data?each=1", VendorData).items
    assert len({one.category for one in few}) == len(few)
    pages = reader.shaped("/vendors/adpix/data?category=page_visited&each=200", VendorData).items
    assert {one.category for one in pages} == {Category.PAGE_VISITED}
    assert len(pages) == pages[0].total > 5


def test_who_has_nothing_has_nothing(reader: Reader) -> None:
    assert reader.read("/vendors/nobody.example/data") == {"vendor": "nobody.example", "items": []}
