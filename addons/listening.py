"""Where the proxy may listen: on this machine alone, unless it asks for credentials.

Whoever reaches an open proxy sends as the person, from their address, and is recorded as them.
"""

import ipaddress
from collections.abc import Iterable, Iterator
from typing import Protocol

from mitmproxy.proxy.mode_specs import (
    DnsMode,
    LocalMode,
    ProxyMode,
    ReverseMode,
    TunMode,
    WireGuardMode,
)

LOOPBACK = "127.0.0.1"
OPTIONS = frozenset({"mode", "listen_host", "listen_port", "proxyauth"})
_KEYED = (WireGuardMode, LocalMode, TunMode)  # by keys of its own, or not at all
_ASKING = ("http", "https", "http3")  # what can ask for credentials


class Options(Protocol):
    """Those of mitmproxy's that say where it listens, and for whom."""

    mode: list[str]
    listen_host: str
    listen_port: int | None


def fault_of(options: Options) -> str | None:
    """Return why the proxy must not listen so, None where it may. A place that nobody chose is none, see `narrowed`."""
    for mode in _open(options):
        if not (place := mode.listen_host(options.listen_host)):
            continue
        if not _credentials(options):
            return (
                f"the proxy would listen on {place}, where everybody who reaches this machine could go through it and "
                "be recorded as you: let it listen on 127.0.0.1, or set mitmproxy's option proxyauth to NAME:PASSWORD; "
                "for your other devices there is --mode wireguard"
            )
        return (
            f"mode {mode.full_spec} would listen on {place}, and cannot ask for credentials: let it listen on 127.0.0.1"
        )
    return None


def narrowed(options: Options) -> list[str]:
    """Return the modes as they are on this machine alone, where one would listen everywhere and was not told to."""
    wide = [mode.full_spec for mode in _open(options) if not mode.listen_host(options.listen_host)]
    return [_here(spec, options) if spec in wide else spec for spec in options.mode]


def is_loopback(host: str) -> bool:
    """Whether an address is of this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _open(options: Options) -> Iterator[ProxyMode]:
    """The modes that anybody could use."""
    for mode in _parsed(options.mode):
        if isinstance(mode, _KEYED) or is_loopback(mode.listen_host(options.listen_host)):
            continue
        if not (_credentials(options) and _asks(mode)):
            yield mode


def _credentials(options: Options) -> str | None:
    return getattr(options, "proxyauth", None)  # of an addon that not every mitmproxy has


def _asks(mode: ProxyMode) -> bool:
    if isinstance(mode, ReverseMode):
        return mode.scheme in _ASKING
    return not isinstance(mode, DnsMode)


def _here(spec: str, options: Options) -> str:
    port = ProxyMode.parse(spec).listen_port(options.listen_port)
    return f"{spec.rpartition('@')[0] or spec}@{LOOPBACK}:{port}"


def _parsed(specs: Iterable[str]) -> Iterator[ProxyMode]:
    for spec in specs:
        try:
            yield ProxyMode.parse(spec)
        except ValueError:
            continue  # mitmproxy refuses it itself
