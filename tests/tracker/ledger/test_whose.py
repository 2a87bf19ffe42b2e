import pytest

from tests.builders.records import a_record
from tests.builders.written import written
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger
from tracker.ledger.whose import hosts_of

HOSTS = ("px.adpix.test", "sync.adpix.test", "www.shop.example", "cdn.shop.example", "adpix")


@pytest.mark.parametrize(
    ("named", "hosts"),
    [
        ("adpix", {"px.adpix.test", "sync.adpix.test", "adpix"}),
        ("adpix.test", {"px.adpix.test", "sync.adpix.test"}),
        ("px.adpix.test", {"px.adpix.test"}),
        (" Shop.Example. ", {"www.shop.example", "cdn.shop.example"}),
        ("example", set()),
        ("", set()),
        ("%", set()),
    ],
)
def test_a_slug_a_domain_or_a_host_names_hosts(ledger: Ledger, named: str, hosts: set[str]) -> None:
    written(ledger, *(a_record(host=host) for host in HOSTS))
    with ledger.reading() as session:
        found = session.query(m.Host.name).where(m.Host.id.in_(hosts_of(named)))
        assert {name for (name,) in found} == hosts
