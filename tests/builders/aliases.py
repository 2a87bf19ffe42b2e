"""Asking where names lead without name servers, and with a clock of its own."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from addons import aliases as module
from addons.aliases import AliasWatch
from addons.name_servers import GivenServers
from tests.builders.flows import a_flow
from tracker.aliases import Aliases
from tracker.resolving import Chain


class Stub(GivenServers):
    """Stands for name servers, which have tests of their own."""

    are_chosen = False

    def __init__(self, answer: Callable[[str], Awaitable[Chain]]) -> None:
        super().__init__([])
        self._answer, self.asked = answer, list[str]()

    async def chain_of(self, name: str) -> Chain:
        self.asked.append(name)
        return await self._answer(name)


class Bench:
    """A watch, what it kept, and a clock."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, is_on: bool = True) -> None:
        self.now, self.kept, self.faults = 5000.0, list[Aliases](), list[Exception]()
        self.counts = list[int]()
        self.watch = AliasWatch(self.kept.append, self.faults.append, self.counts.append, is_on=is_on)
        monkeypatch.setattr(module, "monotonic", lambda: self.now)

    def use(self, answer: Callable[[str], Awaitable[Chain]]) -> Stub:
        servers = Stub(answer)
        self.watch.use(servers)
        return servers

    async def see(self, *hosts: str) -> None:
        """Requests to these hosts, and their answers."""
        for host in hosts:
            self.watch.note(host)
            self.watch.answered(a_flow(f"https://{host}/"), host)
        await self.settle()

    async def settle(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)
