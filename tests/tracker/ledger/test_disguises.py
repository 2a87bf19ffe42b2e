"""Who was only ever seen behind names that sites lent."""

from collections.abc import Mapping

import pytest

from tests.builders.catalogues import ADPIX, METRICA
from tests.builders.records import NOON, a_disclosure, a_record
from tracker.aliases import Aliases
from tracker.disclosure import Manner, Party
from tracker.ledger import disguises
from tracker.ledger.aliases import note_aliases
from tracker.ledger.disguises import is_disguised
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.vendors import Holder, holders
from tracker.ledger.rating import exposure_of, rated
from tracker.ledger.writing import write
from tracker.taxonomy import Category
from tracker.vendors import Catalogue, Vendor
from tracker.vendors.catalogue import Rule

SISTER = Vendor("nordshop", "Nordshop", "nordgroup", "e-commerce")
CATALOGUE = Catalogue(
    "1",
    {vendor.slug: vendor for vendor in (ADPIX, METRICA, SISTER)},
    {"px.metrica.example": Rule("metrica", "exact")},
    {"adpix.test": Rule("adpix", "test"), "nordshop.test": Rule("nordshop", "test")},
    {},
)
LENT, OWN = "metrics.shop.example", "px.adpix.test"
AWAY = {LENT: ("shop.adpix.test", "x.edge.test")}


def seen(ledger: Ledger, hosts: Mapping[str, Party], hops: Mapping[str, tuple[str, ...]]) -> dict[str, Holder]:
    """The vendors, after a page of each host's domain passed an identifier on to it, and its name was looked up."""
    given = a_disclosure(Category.CLIENT_ID, "7f3c", Manner.RELAYED)
    sites = {
        host: host.partition(".")[2] if party is Party.FIRST else "boutique.example" for host, party in hosts.items()
    }
    records = [a_record(given, host=host, site=sites[host], party=party) for host, party in hosts.items()]
    with ledger.session() as session:
        write(session, records, CATALOGUE, collapse=False)
        note_aliases(session, [Aliases(host, NOON, hops.get(host, ())) for host in hosts], CATALOGUE)
    with ledger.reading() as session:
        return {holder.slug: holder for holder in holders(session)}


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disguises, "builtin", lambda: CATALOGUE)


def test_who_was_only_seen_behind_a_lent_name_is_disguised(any_ledger: Ledger) -> None:
    holder = seen(any_ledger, {LENT: Party.FIRST}, AWAY)["adpix"]
    assert holder.lent == (LENT,)
    assert is_disguised(holder)


@pytest.mark.parametrize(
    ("hosts", "hops", "slug"),
    [
        ({LENT: Party.FIRST}, {}, "shop.example"),
        ({LENT: Party.FIRST}, {LENT: ("x.unknown.test",)}, "shop.example"),
        ({LENT: Party.FIRST, OWN: Party.FIRST}, AWAY, "adpix"),
        ({LENT: Party.FIRST, OWN: Party.THIRD}, AWAY, "adpix"),
        ({OWN: Party.FIRST}, {OWN: ("x.edge.test",)}, "adpix"),
        ({"px.metrica.example": Party.FIRST}, {"px.metrica.example": ("x.edge.test",)}, "metrica"),
        ({"img.nordshop.test": Party.FIRST}, {"img.nordshop.test": ("x.edge.test",)}, "nordshop"),
    ],
    ids=["own name", "unknown end", "its own site too", "elsewhere too", "own cloud", "exact host", "shop's cloud"],
)
def test_nobody_is_called_disguised_who_is_not(
    ledger: Ledger, hosts: Mapping[str, Party], hops: Mapping[str, tuple[str, ...]], slug: str
) -> None:
    assert not is_disguised(seen(ledger, hosts, hops)[slug])


def test_the_risk_of_who_is_disguised_is_that_of_a_third_party(ledger: Ledger) -> None:
    holder = seen(ledger, {LENT: Party.FIRST}, AWAY)["adpix"]
    (row,) = rated([holder], {})
    assert (row.is_disguised, row.party) == (True, Party.FIRST)
    assert all(one.is_third_party and one.is_passed_on for one in exposure_of(holder).held)
    assert any("passed this on" in reason for reason in row.reasons)
