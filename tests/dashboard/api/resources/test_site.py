"""One site."""

from dashboard.api.resources.site import SitePortrait
from tests.builders.readers import Reader
from tests.builders.records import MAIL
from tracker.disclosure import Party
from tracker.taxonomy import Category


def test_it_tells_who_listens_and_what_each_got(reader: Reader) -> None:
    found = reader.shaped("/sites/boutique.example", SitePortrait)
    assert found.site == "boutique.example"
    assert {"adpix", "metrica"} <= {one.vendor for one in found.got}
    mail = next(one for one in found.got if (one.vendor, one.category) == ("adpix", Category.EMAIL_ADDRESS))
    assert (mail.is_third_party, mail.is_first_party) == (True, False)
    assert Category.EMAIL_ADDRESS in {one.category for one in found.given}
    assert {one.party for one in found.identifiers} <= set(Party)
    assert MAIL not in reader.ask("/sites/boutique.example").text


def test_a_period_narrows_it(reader: Reader) -> None:
    assert reader.shaped("/sites/boutique.example?until=2020-01-01", SitePortrait).got == ()
    some = reader.shaped("/sites/boutique.example?since=2026-03-01&party=third", SitePortrait)
    assert some.got
    assert all(one.is_third_party for one in some.got)
    assert {one.is_plain for one in some.got} == {None}


def test_each_leads_to_its_log(reader: Reader) -> None:
    got = reader.shaped("/sites/boutique.example", SitePortrait).got[:5]
    assert got
    for one in got:
        (row, *_) = reader.read(one.links["log"])["items"]
        assert (row["site"], row["category"]) == ("boutique.example", one.category)


def test_where_nothing_left_there_is_nothing(reader: Reader) -> None:
    assert reader.ask("/sites/nowhere.example").status_code == 404
