"""Which vendors belong together, and who else got the same identifiers."""

import pytest
from sqlalchemy.orm import Session

from tests.builders.ledgers import fill, vendor_of
from tests.builders.records import a_disclosure, a_record
from tracker.disclosure import Manner, Record
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.families import roots
from tracker.ledger.queries.vendors import holders
from tracker.taxonomy import Category


@pytest.mark.parametrize(
    ("parents", "root"),
    [
        ({"a": None}, "a"),
        ({"a": "b"}, "b"),
        ({"a": "b", "b": "c", "c": None}, "c"),
        ({"a": "google"}, "alphabet"),  # the ledger has nothing of google: the catalogue knows what is above it
        ({"a": "no-such-company"}, "no-such-company"),
    ],
)
def test_the_topmost_company_that_is_known_is_the_root(parents: dict[str, str | None], root: str) -> None:
    assert roots(parents)["a"] == root


def test_a_circle_ends() -> None:
    assert set(roots({"a": "b", "b": "a"})) == {"a", "b"}


def test_sisters_hear_together_from_more_sites(session: Session, records: list[Record]) -> None:
    found = {holder.slug: holder for holder in holders(session)}
    sisters = [r.site for r in records if vendor_of(r.host) in ("metrica", "tagdepot") and r.disclosures and r.site]
    assert found["metrica"].group_sites == found["tagdepot"].group_sites == len(set(sisters))
    assert found["adpix"].group_sites == found["adpix"].sites
    assert holders(session, ["metrica"]) == [found["metrica"]]


def test_known_companies_of_other_families_with_the_same_identifier_are_partners(ledger: Ledger) -> None:
    shared = a_disclosure(Category.CLIENT_ID, "one-visitor", Manner.RELAYED)
    other = a_disclosure(Category.CLIENT_ID, "another", Manner.RELAYED)
    session_id = a_disclosure(Category.SESSION_ID, "one-session", Manner.RELAYED)
    thirds = ("px.adpix.test", "rec.replay.test", "collect.metrica.test", "tags.tagdepot.test", "t.oldcounter.test")
    records = [a_record(shared, session_id, host=host, site="shop.example") for host in thirds]
    records.append(a_record(shared, host="www.boutique.example", site="boutique.example"))  # the site itself
    records.append(a_record(other, session_id, host="like.sharebar.test", site="shop.example"))
    fill(ledger, records)
    with ledger.reading() as session:
        found = {holder.slug: holder.partners for holder in holders(session)}
        assert holders(session, ["adpix"])[0].partners == found["adpix"]
    assert found == {
        "adpix": 3, "replay": 3, "metrica": 2, "tagdepot": 2,  # sisters are no partners of one another
        "oldcounter.test": 0,  # nobody knows who that is
        "boutique": 0, "sharebar": 0,
    }  # fmt: skip


def test_the_domains_of_its_hosts_come_along(session: Session) -> None:
    (adpix,) = holders(session, ["adpix"])
    assert adpix.domains == ("adpix.test",)
