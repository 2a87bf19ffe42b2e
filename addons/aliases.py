"""Finds out where hosts' names lead (CNAME), beside the traffic: no request ever waits for it.

Only for hosts of which something was recorded, once the proxy itself has reached them under their name: so the same
name servers were asked for the same name a moment before. Not behind another proxy, which would have done the asking.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from time import monotonic

from mitmproxy.http import HTTPFlow
from mitmproxy.proxy.mode_specs import LocalMode, WireGuardMode

from addons.name_servers import Servers, SystemServers
from tracker.aliases import Aliases
from tracker.domains import is_address
from tracker.resolving import Unresolved
from tracker.vendors import shipped
from tracker.vendors.aliases import is_worth_asking

AT_ONCE = 4
MOST_WAITING = 256
MOST_KNOWN = 8192  # hosts; the first ones of more are forgotten, and asked for again
SHORTEST, LONGEST = 3600.0, 86_400.0  # seconds that an answer is relied on, whatever it says itself
RETRY = 600.0  # seconds until a host is tried again that could not be resolved
_PAUSE = 60.0  # seconds without any question, after
_FAILURES = 8  # that could not be resolved in a row: most likely there is no network


class AliasWatch:
    """Asks where the names of hosts lead, a few at a time, and hands on what it is told. No method raises."""

    def __init__(
        self,
        keep: Callable[[Aliases], object],
        fault: Callable[[Exception], object],
        count: Callable[[int], object],
        *,
        is_on: bool,
    ) -> None:
        self._keep, self._fault, self._count, self._is_on = keep, fault, count, is_on
        self._servers: Servers = SystemServers()
        self._due: dict[str, float] = {}
        self._told: dict[str, tuple[str, ...]] = {}
        self.before: Mapping[str, tuple[str, ...]] = {}  # what was told before this process began
        self._wanted: dict[str, None] = {}
        self._queue: deque[str] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._in_a_row, self._not_before = 0, 0.0
        self.failures = 0
        if is_on:
            shipped()  # before the first request needs it

    def use(self, servers: Servers) -> None:
        """Ask these servers from now on."""
        self._servers = servers

    def hops(self, host: str) -> tuple[str, ...] | None:
        """Return the names that a host's name leads to, as far as that was told; None where it was not."""
        told = self._told.get(host)
        return self.before.get(host) if told is None else told

    def note(self, host: str) -> None:
        """Want to know where a host's name leads, of which something was recorded."""
        due = self._due.get(host)
        if self._is_on and (due is None or monotonic() >= due):
            self._put_off(host, SHORTEST)
            if is_worth_asking(shipped(), host) and self._servers.may_be_asked(host):
                _trim(self._wanted)
                self._wanted[host] = None

    def answered(self, flow: HTTPFlow, host: str) -> None:
        """Ask where a host's name leads, if that is wanted, now that it has answered."""
        if host not in self._wanted:
            return
        del self._wanted[host]
        if flow.server_conn.via is not None or not (self._servers.are_chosen or is_resolved_here(flow)):
            return
        if len(self._queue) >= MOST_WAITING or monotonic() < self._not_before:
            self._put_off(host, _PAUSE)
            return
        self._queue.append(host)
        self._start()

    def close(self) -> None:
        """Stop asking."""
        self._queue.clear()
        for task in self._tasks:
            task.cancel()

    def _start(self) -> None:
        while self._queue and len(self._tasks) < AT_ONCE:
            task = asyncio.get_running_loop().create_task(self._resolve(self._queue.popleft()), name="tracker-aliases")
            self._tasks.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            self._start()

    async def _resolve(self, host: str) -> None:
        try:
            chain = await self._servers.chain_of(host)
            self._in_a_row = 0
            self._put_off(host, min(max(chain.ttl, SHORTEST), LONGEST))
            _trim(self._told)
            self._told[host] = tuple(chain.hops)
            self._keep(Aliases(host, datetime.now(UTC), chain.hops))
        except Unresolved:
            self._failed(host)
        except Exception as error:  # noqa: BLE001 - nobody waits for this task
            self._failed(host)
            self._fault(error)

    def _failed(self, host: str) -> None:
        self.failures += 1
        self._count(self.failures)
        self._in_a_row += 1
        self._put_off(host, RETRY)
        if self._in_a_row >= _FAILURES:
            self._in_a_row, self._not_before = 0, monotonic() + _PAUSE
            for waiting in self._queue:
                self._put_off(waiting, _PAUSE)
            self._queue.clear()

    def _put_off(self, host: str, seconds: float) -> None:
        _trim(self._due)
        self._due[host] = monotonic() + seconds


def is_resolved_here(flow: HTTPFlow) -> bool:
    """Whether this machine resolved a request's host, not a client elsewhere that came with an address."""
    return not is_address(flow.request.data.host) or isinstance(flow.client_conn.proxy_mode, LocalMode | WireGuardMode)


def _trim[Known](known: dict[str, Known]) -> None:
    """Forget the first of a memory that is full."""
    if len(known) >= MOST_KNOWN:
        for key in list(known)[: MOST_KNOWN // 2]:
            del known[key]
