"""Where the proxy may listen."""

from types import SimpleNamespace
from typing import Any

import pytest

from addons.listening import fault_of, is_loopback, narrowed


def _options(*modes: str, host: str = "", auth: str | None = None, port: int | None = None) -> Any:
    return SimpleNamespace(mode=list(modes) or ["regular"], listen_host=host, proxyauth=auth, listen_port=port)


@pytest.mark.parametrize(
    "options",
    [
        _options(),
        _options(host="127.0.0.1"),
        _options(host="::1"),
        _options(host="localhost"),
        _options(host="0.0.0.0", auth="marie:secret"),
        _options("regular@127.0.0.1:9000", host="0.0.0.0"),
        _options("wireguard", host="0.0.0.0"),
        _options("wireguard@192.0.2.7:51820"),
        _options("local:curl", host="0.0.0.0"),
        _options("socks5", "transparent", "upstream:http://other.test:3128", host="::", auth="any"),
        _options("reverse:https://shop.test", host="0.0.0.0", auth="any"),
        _options("bogus", host="0.0.0.0"),
    ],
    ids=lambda options: " ".join([*options.mode, options.listen_host, str(options.proxyauth)]),
)
def test_a_proxy_may_listen_here_and_elsewhere_where_it_asks_who_is_there(options: Any) -> None:
    assert fault_of(options) is None


@pytest.mark.parametrize(
    ("options", "place", "words"),
    [
        (_options(host="0.0.0.0"), "0.0.0.0", "NAME:PASSWORD"),
        (_options(host="::"), "::", "NAME:PASSWORD"),
        (_options(host="192.0.2.7"), "192.0.2.7", "NAME:PASSWORD"),
        (_options(host="marie.example"), "marie.example", "NAME:PASSWORD"),
        (_options("regular@0.0.0.0:9000", host="127.0.0.1"), "0.0.0.0", "NAME:PASSWORD"),
        (_options("wireguard", "socks5", host="0.0.0.0"), "0.0.0.0", "NAME:PASSWORD"),
        (_options("dns", host="0.0.0.0", auth="any"), "0.0.0.0", "cannot ask"),
        (_options("reverse:tcp://db.test:5432", host="0.0.0.0", auth="any"), "0.0.0.0", "cannot ask"),
    ],
    ids=lambda given: " ".join([*given.mode, given.listen_host]) if hasattr(given, "mode") else given,
)
def test_a_proxy_that_anybody_could_use_is_refused(options: Any, place: str, words: str) -> None:
    fault = fault_of(options)
    assert fault is not None
    assert place in fault
    assert words in fault


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (_options(), ["regular@127.0.0.1:8080"]),
        (_options(port=9000), ["regular@127.0.0.1:9000"]),
        (_options("regular@9001"), ["regular@127.0.0.1:9001"]),
        (_options("socks5", "wireguard@51820"), ["socks5@127.0.0.1:1080", "wireguard@51820"]),
        (_options("reverse:http://shop.test:80"), ["reverse:http://shop.test:80@127.0.0.1:8080"]),
        (_options("dns", auth="any"), ["dns@127.0.0.1:53"]),
        # as it is
        (_options(auth="any"), ["regular"]),
        (_options(host="127.0.0.1"), ["regular"]),
        (_options(host="0.0.0.0"), ["regular"]),
        (_options("regular@0.0.0.0:8080"), ["regular@0.0.0.0:8080"]),
        (_options("local", "bogus"), ["local", "bogus"]),
    ],
    ids=lambda given: " ".join([*given.mode, given.listen_host]) if hasattr(given, "mode") else "",
)
def test_where_nobody_said_where_the_proxy_listens_here_alone(options: Any, expected: list[str]) -> None:
    assert narrowed(options) == expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("", False), ("0.0.0.0", False)],
)
def test_an_address_is_of_this_machine_alone_or_not(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
