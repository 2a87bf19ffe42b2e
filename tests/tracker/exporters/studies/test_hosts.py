import json
from datetime import timedelta
from typing import Any

import pytest

from tests.builders.records import NOON
from tracker.exporters.studies.hosts import HostNames, Known, is_own, one_each
from tracker.exporters.studies.places import Places
from tracker.exporters.studies.pseudonyms import Pseudonyms
from tracker.exporters.studies.reduction import Hosts
from tracker.ledger.queries.study import HostRow

PSEUDONYMS = Pseudonyms(b"1" * 32)


def a_host(name: str = "px.adpix.test", recipient: str = "adpix.test", **changes: Any) -> HostRow:
    given: dict[str, Any] = {
        "id": 1,
        "vendor": "adpix",
        "is_known": True,
        "aliases": "[]",
        "resolved": NOON,
        "is_telling": False,
    }
    return HostRow(name=name, recipient=recipient, **(given | changes))


def names_of(*rows: HostRow, mode: Hosts = Hosts.WORDS) -> HostNames:
    return HostNames(rows, PSEUDONYMS, Places(PSEUDONYMS.word), mode)


def known(row: HostRow, mode: Hosts = Hosts.WORDS) -> Known:
    return names_of(row, mode=mode).known[row.id]


@pytest.mark.parametrize("host", ["192.168.1.7", "[fe80::1]", "nas", "printer.local", "box.home.arpa", "a.lan", ""])
def test_hosts_of_one_s_own_network_are_recognised(host: str) -> None:
    assert is_own(host)


@pytest.mark.parametrize("host", ["www.shop.example", "local.example", "a.github.io"])
def test_hosts_of_the_internet_are_not(host: str) -> None:
    assert not is_own(host)


@pytest.mark.parametrize("mode", Hosts)
def test_a_host_of_one_s_own_network_is_a_pseudonym_at_all_events(mode: Hosts) -> None:
    found = known(a_host("192.168.1.7", "192.168.1.7", vendor="192.168.1.7", is_known=False), mode)
    assert found.host == found.recipient == f"{PSEUDONYMS.word('192.168.1.7')}.invalid"
    assert found.vendor is None


@pytest.mark.parametrize("mode", Hosts)
def test_a_host_whose_name_tells_something_loses_that_name(mode: Hosts) -> None:
    found = known(a_host("marie-dupont.pages.test", "pages.test", is_telling=True, aliases='["marie.cdn.test"]'), mode)
    assert "marie" not in str(found)
    assert found.resolved is None
    assert found.recipient == "pages.test"


@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        (Hosts.FULL, "u123456.eu.adpix.test"),
        (Hosts.WORDS, f"{PSEUDONYMS.word('u123456')}.eu.adpix.test"),
        (Hosts.DOMAIN, "adpix.test"),
    ],
)
def test_as_much_is_left_as_was_asked_for(mode: Hosts, shown: str) -> None:
    assert known(a_host("u123456.eu.adpix.test"), mode).host == shown


def test_a_readable_name_stays() -> None:
    names = names_of(a_host())
    assert names.known[1] == Known("px.adpix.test", "adpix.test", "adpix", (), NOON)
    assert names.reduced == 0


def test_companies_under_one_domain_stay_apart() -> None:
    rows = [
        a_host("fonts.big.test", "big.test", vendor="big-fonts", id=1),
        a_host("ads.big.test", "big.test", vendor="big-ads", id=2),
        a_host("ads2.big.test", "big.test", vendor="big-ads", id=3),
        a_host("x.big.test", "big.test", vendor="big.test", is_known=False, id=4),
    ]
    known = names_of(*rows, mode=Hosts.DOMAIN).known
    assert [known[id_].host for id_ in (1, 2, 3, 4)] == [
        "~big-fonts.big.test", "~big-ads.big.test", "~big-ads.big.test", "big.test",
    ]  # fmt: skip


def word(text: str) -> str:
    return PSEUDONYMS.word(text)


@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        (Hosts.FULL, ("shop.u123456.cloak.test", "edge.cloak.test")),
        (Hosts.WORDS, (f"shop.{word('u123456')}.cloak.test", "edge.cloak.test")),
        (Hosts.DOMAIN, ("cloak.test",)),
    ],
)
def test_aliases_are_reduced_as_hosts_are(mode: Hosts, shown: tuple[str, ...]) -> None:
    found = known(a_host(aliases=json.dumps(["shop.u123456.cloak.test", "edge.cloak.test"])), mode)
    assert (found.aliases, found.resolved) == (shown, NOON)


@pytest.mark.parametrize("mode", Hosts)
def test_an_alias_of_one_s_own_network_is_a_pseudonym(mode: Hosts) -> None:
    found = known(a_host(aliases='["edge.test", "10.0.0.1", "nas"]'), mode)
    assert found.aliases == ("edge.test", f"{word('10.0.0.1')}.invalid", f"{word('nas')}.invalid")


@pytest.mark.parametrize("mode", Hosts)
def test_an_alias_that_is_a_telling_host_loses_that_name(mode: Hosts) -> None:
    telling = a_host("marie-dupont.pages.test", "pages.test", is_telling=True, id=2)
    leading = a_host(aliases='["marie-dupont.pages.test"]', id=1)
    found = names_of(leading, telling, mode=mode).known
    assert found[1].aliases == (found[2].host,)
    assert "marie" not in str(found)


def test_what_was_not_resolved_leads_nowhere_that_is_known() -> None:
    found = known(a_host(aliases='["edge.test"]', resolved=None))
    assert (found.aliases, found.resolved) == ((), None)


def test_of_hosts_that_get_one_name_the_one_that_led_anywhere_last_counts() -> None:
    cloak = {"vendor": "adpix", "recipient": "shop.test"}
    rows = [
        a_host("www.shop.test", "shop.test", vendor="shop.test", is_known=False, id=1),
        a_host("a.shop.test", **cloak, aliases='["old.adpix.test"]', id=2),
        a_host("b.shop.test", **cloak, aliases='["x.cloak.test"]', resolved=NOON + timedelta(hours=1), id=3),
        a_host("c.shop.test", **cloak, resolved=NOON + timedelta(hours=2), id=4),
        a_host("d.shop.test", **cloak, resolved=None, id=5),
        a_host("e.shop.test", **cloak, resolved=None, id=6),
    ]
    expected = [
        Known("shop.test", "shop.test", None, (), NOON),
        Known("~adpix.shop.test", "shop.test", "adpix", ("cloak.test",), NOON + timedelta(hours=1)),
    ]
    known = list(names_of(*rows, mode=Hosts.DOMAIN).known.values())
    assert one_each(known) == one_each(reversed(known)) == expected
    assert [one.host for one in one_each(names_of(*rows).known.values())] == [
        *("a.shop.test", "b.shop.test", "c.shop.test", "d.shop.test", "e.shop.test", "www.shop.test")
    ]


def test_sites_are_named_as_recipients_are() -> None:
    names = names_of(a_host())
    assert names.site("shop.example") == "shop.example"
    assert names.site("") is None
    assert names.site("nas") == f"{PSEUDONYMS.word('nas')}.invalid"
