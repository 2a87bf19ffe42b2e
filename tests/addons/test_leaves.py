"""Certificates of hosts, where the clock leaps or the proxy runs for long."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from mitmproxy.addons.tlsconfig import TlsConfig
from mitmproxy.certs import CertStore
from mitmproxy.test import taddons

from addons import leaves
from addons.leaves import EVERY, Leaves, dropped

DAY, NOW = timedelta(days=1), datetime.now(UTC)


@pytest.fixture
def store(tmp_path: Path) -> CertStore:
    return CertStore.from_store(tmp_path, "mitmproxy", 2048)


def _made(store: CertStore, host: str) -> bytes:
    return store.get_cert(host, [x509.DNSName(host)]).cert.fingerprint()


@pytest.mark.parametrize(
    ("moment", "is_dropped"),
    [
        (NOW, False),
        (NOW - DAY, False),
        (NOW - 30 * DAY, True),
        (NOW + 100 * DAY, False),
        (NOW + 197 * DAY, True),
        (NOW + 3650 * DAY, True),
    ],
    ids=["at once", "set back by a day", "set back by a month", "a proxy that runs on", "for half a year", "ten years"],
)
def test_one_that_does_not_hold_is_made_anew(store: CertStore, moment: datetime, is_dropped: bool) -> None:
    before = _made(store, "shop.test"), _made(store, "mail.test")
    assert dropped(store, moment) == (2 if is_dropped else 0)
    assert (_made(store, "shop.test") != before[0]) is is_dropped
    assert (_made(store, "mail.test") != before[1]) is is_dropped
    assert len(store.expire_queue) == 2


def test_one_that_the_person_gave_stays(store: CertStore) -> None:
    entry = store.get_cert("own.test", [])
    store.expire_queue.clear()
    store.add_cert(entry, "own.test")
    assert dropped(store, NOW + 3650 * DAY) == 0
    assert store.get_cert("own.test", []) is entry


def test_it_looks_now_and_then_and_does_nothing_where_there_is_no_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[CertStore] = []
    monkeypatch.setattr(leaves, "dropped", lambda store, _now: looks.append(store))
    config, looking = TlsConfig(), Leaves()
    with taddons.context(loadcore=False):
        Leaves().attempt()
    with taddons.context(config, loadcore=False) as context:
        context.configure(config, confdir=str(tmp_path))
        looking.attempt()
        looking.attempt()
        assert looks == [config.certstore]
        looking._due -= EVERY
        looking.attempt()
    assert looks == [config.certstore] * 2
