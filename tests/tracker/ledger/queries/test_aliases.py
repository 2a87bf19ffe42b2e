"""Where hosts' names lead, as pages and commands ask for it."""

from datetime import timedelta

from tests.builders.catalogues import ADPIX
from tests.builders.records import NOON, a_record
from tests.builders.written import written
from tracker.aliases import Aliases
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.aliases import Lead, has_aliases, hops_by_host, leads_of
from tracker.ledger.writing import write
from tracker.vendors import Catalogue, shipped
from tracker.vendors.catalogue import Overlay, Rule
from tracker.vendors.disguises import Disguises

CATALOGUE = Catalogue(
    "1", {"adpix": ADPIX}, {}, {"adpix.test": Rule("adpix", "test"), "edge.test": Rule(None, "hosted on Edge")}, {}
)
LATER = NOON + timedelta(hours=1)
TOLD = (
    Aliases("a.adpix.test", NOON, ("x.edge.test",)),
    Aliases("metrics.shop.example", LATER, ("shop.adpix.test", "x.edge.test")),
    Aliases("img.shop.example", NOON, ("shop.unknown.test",)),
    Aliases("www.shop.example", NOON, ()),
)


def filled(ledger: Ledger) -> None:
    written(ledger, *(a_record(host=told.host) for told in TOLD), a_record(host="never.shop.example"))
    with ledger.session() as session:
        note_aliases(session, TOLD, CATALOGUE)


def test_a_vendors_hosts_are_told_with_what_hides_it_first(any_ledger: Ledger) -> None:
    filled(any_ledger)
    with any_ledger.reading() as session:
        assert leads_of(session, "adpix", lambda: CATALOGUE) == [
            Lead("metrics.shop.example", TOLD[1].hops, LATER, "shop.adpix.test", "hosted on Edge"),
            Lead("a.adpix.test", TOLD[0].hops, NOON, None, "hosted on Edge"),
        ]
        assert leads_of(session, "adpix", lambda: CATALOGUE, 1)[0].host == "metrics.shop.example"
        assert leads_of(session, "shop.example", lambda: CATALOGUE) == [
            Lead("img.shop.example", TOLD[2].hops, NOON, None, None)
        ]
        assert leads_of(session, "nobody", lambda: CATALOGUE) == []


def test_of_hosts_is_told_what_is_known(any_ledger: Ledger) -> None:
    filled(any_ledger)
    hosts = ["metrics.shop.example", "www.shop.example", "never.shop.example", "unknown.example"]
    with any_ledger.reading() as session:
        assert hops_by_host(session, hosts) == {"metrics.shop.example": TOLD[1].hops, "www.shop.example": ()}
        assert hops_by_host(session, []) == {}


def test_whether_names_lead_elsewhere_is_told_of_all_or_of_some(any_ledger: Ledger) -> None:
    written(any_ledger, a_record(host="px.adpix.test"))
    with any_ledger.reading() as session:
        assert not has_aliases(session)
    filled(any_ledger)
    with any_ledger.reading() as session:
        assert has_aliases(session)
        assert has_aliases(session, ["nobody", "adpix"])
        assert not has_aliases(session, ["nobody"])
        assert not has_aliases(session, [])


def test_what_only_a_list_says_is_told_as_not_looked_up(ledger: Ledger) -> None:
    hosts = {"m.shop.example": 0, "metrics.shop.example": 0}
    catalogue = CATALOGUE.under(Overlay({}, (), {}, "x", Disguises("a list", ["y.adpix.test"], hosts)))
    with ledger.session() as session:
        write(session, [a_record(host=host) for host in (*hosts, "a.adpix.test")], catalogue, collapse=False)
        note_aliases(session, TOLD, catalogue)
    with ledger.reading() as session:
        assert leads_of(session, "adpix", lambda: catalogue)[:2] == [
            Lead("m.shop.example", ("y.adpix.test",), None, "y.adpix.test", None),
            Lead("metrics.shop.example", TOLD[1].hops, LATER, "shop.adpix.test", "hosted on Edge"),
        ]


def test_pages_that_lie_with_a_company_are_told_as_hosted_there(ledger: Ledger) -> None:
    told = Aliases("blog.shop.example", NOON, ("1.group1.sites.hubspot.net", "group1.sites.cdn.example"))
    written(ledger, a_record(host=told.host))
    with ledger.session() as session:
        note_aliases(session, [told], shipped())
    with ledger.reading() as session:
        assert leads_of(session, "shop.example", shipped) == [
            Lead("blog.shop.example", told.hops, NOON, None, "hosted on HubSpot")
        ]
