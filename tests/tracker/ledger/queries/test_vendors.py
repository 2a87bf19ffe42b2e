from sqlalchemy.orm import Session

from tests.builders.ledgers import vendor_of
from tracker.disclosure import Manner, Record
from tracker.ledger.queries.vendors import holders
from tracker.taxonomy import Category


def test_every_vendor_that_holds_data_is_listed_with_its_sums(
    session: Session, records: list[Record], asked: list[str]
) -> None:
    found = {holder.slug: holder for holder in holders(session)}
    assert len(asked) == 7
    assert set(found) == {vendor_of(record.host) for record in records if record.disclosures}
    for slug, holder in found.items():
        own = [record for record in records if vendor_of(record.host) == slug]
        assert sum(one.times for one in holder.holdings) == sum(len(record.disclosures) for record in own)
        assert holder.sites == len({record.site for record in own if record.disclosures})


def test_a_holding_says_how_the_data_came(session: Session) -> None:
    (replay,) = holders(session, ["replay"])
    mail = next(one for one in replay.holdings if one.category is Category.EMAIL_ADDRESS)
    assert mail.how.manners == (Manner.RELAYED, Manner.PREMATURE)
    assert (mail.how.is_third_party, mail.how.is_first_party, mail.how.is_plain) == (True, False, False)
    assert (mail.data, mail.times) == (1, 3)


def test_plain_http_shows(session: Session) -> None:
    (counter,) = holders(session, ["oldcounter.test"])
    assert all(one.how.is_plain for one in counter.holdings)
    assert not counter.is_known


def test_what_the_catalogue_knows_comes_along(session: Session) -> None:
    (adpix,) = holders(session, ["adpix"])
    assert (adpix.name, adpix.parent, adpix.kind, adpix.country) == ("Adpix", "pixel-holding", "advertising", "US")


def test_a_vendor_without_data_is_not_there(session: Session) -> None:
    assert holders(session, ["nobody"]) == []
