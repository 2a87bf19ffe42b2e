"""Whom the proxy may ask where a name leads: nobody but those whom the system asks for the same names anyway."""

import asyncio
import contextlib
import os
import re
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from time import monotonic

import mitmproxy_rs

from tracker.resolving import Chain, Server, Unresolved, chain_of
from tracker.resolving.messages import is_name

EVERY = 60.0  # seconds after which the system is asked anew for its name servers: networks change
_MOST_SERVERS = 3
_MOST_HOSTS_BYTES = 1 << 20
_CANONICAL_TTL = 3600
_SPECIAL = (
    *("test", "example", "invalid", "localhost"),  # RFC 6761
    *("local", "onion", "alt", "home.arpa"),  # RFC 6762, 7686, 9476, 8375
    *("internal", "lan", "home", "corp", "intranet", "private", "localdomain"),  # nobody's, and used at home
)

type Lookup = Callable[[str], str | None]


class SystemServers:
    """The name servers that this machine uses. What they need not know is not asked: names that are no hosts of the
    internet, and those that the file of hosts answers.
    """

    are_chosen = False

    def __init__(self, found: Callable[[], Sequence[str]] = mitmproxy_rs.dns.get_system_dns_servers) -> None:
        self._found = found
        self._servers: tuple[Server, ...] = ()
        self._read = -EVERY
        self._canonical = asyncio.Lock()

    def may_be_asked(self, name: str) -> bool:
        """Whether a name is one of the internet's, so that the system asks its name servers for it as well."""
        return "." in name and is_name(name) and not is_special(name) and not is_in_hosts_file(name)

    async def chain_of(self, name: str) -> Chain:
        """Return where a name leads; where no server can be reached, only its end, as the system says. Raises
        Unresolved.
        """
        try:
            return await chain_of(name, self._current())
        except Unresolved:
            async with self._canonical:  # one at a time: it may take the system long
                return await _end_of(name)

    def _current(self) -> tuple[Server, ...]:
        if monotonic() - self._read >= EVERY:
            self._read = monotonic()
            try:
                self._servers = tuple(Server(host) for host in self._found()[:_MOST_SERVERS])
            except RuntimeError:  # mitmproxy's way of saying that the system does not tell
                self._servers = ()
        return self._servers


class GivenServers:
    """Name servers that the person, or the demonstration, names: they may be asked for every name."""

    are_chosen = True

    def __init__(self, servers: Sequence[Server]) -> None:
        self._servers = tuple(servers)

    def may_be_asked(self, name: str) -> bool:
        return is_name(name)

    async def chain_of(self, name: str) -> Chain:
        """Return where a name leads. Raises Unresolved."""
        return await chain_of(name, self._servers)


type Servers = SystemServers | GivenServers


def servers_of(given: Sequence[str]) -> Servers:
    """Return whom to ask: the servers that are named (`192.0.2.1`, `192.0.2.1:5353`, `[2001:db8::1]:53`), else the
    system's. Raises ValueError naming what is none.
    """
    return GivenServers([_server(text) for text in given]) if given else SystemServers()


_SERVER = re.compile(r"(?:\[(?P<long>[0-9A-Fa-f:.%\w]+)\]|(?P<short>[^:\s]+))(?::(?P<port>[0-9]{1,5}))?\Z")


def _server(text: str) -> Server:
    found = _SERVER.match(text if text.count(":") < 2 or text.startswith("[") else f"[{text}]")
    port = int(found["port"] or 53) if found else 0
    if not found or not 0 < port < 65536:
        raise ValueError(f"{text!r} is no name server: give an address, with a port where it is not 53")
    return Server(found["long"] or found["short"], port)


def is_special(name: str) -> bool:
    """Whether a name is none of the internet's: there are no such names there, and to ask would tell of them."""
    return name.endswith(tuple(f".{special}" for special in _SPECIAL)) or name in _SPECIAL


def is_in_hosts_file(name: str, path: Path | None = None) -> bool:
    """Whether the system's file of hosts speaks of a name, so that no name server was asked for it."""
    place = path or hosts_file()
    try:
        status = place.stat()
        text = _hosts(place, status.st_mtime_ns, status.st_size)
    except OSError:
        return False
    said = name.encode()
    return said in text and re.search(rb"(?<![\w.-])" + re.escape(said) + rb"(?![\w.-])", text) is not None


def hosts_file() -> Path:
    """Return where the system's file of hosts lies."""
    if sys.platform == "win32":
        return Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "drivers", "etc", "hosts")
    return Path("/etc/hosts")


@lru_cache(1)
def _hosts(path: Path, _changed: int, _size: int) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_HOSTS_BYTES).lower()


async def _end_of(name: str, lookup: Lookup | None = None) -> Chain:
    """Return the last name that a name leads to, as the system tells it. Raises Unresolved where it tells none."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[str | None] = loop.create_future()

    def _take(found: str | None) -> None:
        if not answer.done():
            answer.set_result(found)

    def _ask() -> None:
        found = (lookup or canonical_name)(name)
        with contextlib.suppress(RuntimeError):  # the proxy has ended meanwhile
            loop.call_soon_threadsafe(_take, found)

    threading.Thread(target=_ask, name="tracker-canonical-name", daemon=True).start()
    end = (await answer or "").rstrip(".").lower()
    if end == name or not is_name(end):  # some systems repeat the name: that it is no alias, they do not say
        raise Unresolved("the system does not tell")
    return Chain((end,), _CANONICAL_TTL)


def canonical_name(name: str) -> str | None:
    """Return the name at the end of all aliases, or None where the system does not tell. May take long."""
    try:
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM, flags=socket.AI_CANONNAME)
    except (OSError, UnicodeError):
        return None
    return next((entry[3] for entry in found if entry[3]), None)
