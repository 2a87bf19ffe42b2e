"""Which programs refuse a proxy's certificate at a host, while they accept it elsewhere: they know the host's own
(it is pinned), and nobody can read what they say to it. Pure.

A program that does not know our authority at all refuses everywhere. It must never make a host pass unread: not where
it is alone, and not where it looks like another one that does know it (two profiles of one browser). So a host is taken
for pinned only where the program refused there twice in a row, one attempt after the other, never accepted there, and
accepts at several other sites, meanwhile too; and where it refuses at many sites, none of them is.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.domains import registrable_domain
from tracker.remembering import keep_newest

ENOUGH = 2  # refusals in a row
SPAN = 3600.0  # seconds in which refusals at many sites belong together
FEW = 3  # sites that a program must accept at, and at which it may refuse however few those are
SHARE = 4  # or one for so many that it accepts at
_PROGRAMS, _HOSTS = 64, 512  # remembered at most


def program_of(peer: str, ciphers: Iterable[int], protocols: Iterable[bytes]) -> str:
    """Return a name for whoever opens TLS that way from that address. Random fillers (GREASE, RFC 8701) go."""
    offered = [cipher for cipher in ciphers if cipher & 0x0F0F != 0x0A0A]
    told = repr((peer, offered, list(protocols)))
    return hashlib.blake2b(told.encode(), digest_size=8).hexdigest()


@dataclass(slots=True)
class _Refused:
    first: float
    last: float
    times: int = 1
    is_pinned: bool = False


@dataclass(slots=True)
class _Program:
    accepted: OrderedDict[str, None] = field(default_factory=OrderedDict)
    accepted_last: float | None = None
    refused: OrderedDict[str, _Refused] = field(default_factory=OrderedDict)
    is_doubted: bool = False


class Refusals:
    """What programs made of the certificate. Times are seconds of a clock that never jumps."""

    def __init__(self) -> None:
        self._programs: OrderedDict[str, _Program] = OrderedDict()

    def accepted(self, program: str, host: str, now: float) -> None:
        """Note that a program accepted the certificate for a host."""
        known = self._known(program)
        keep_newest(known.accepted, host, None, _HOSTS)
        known.accepted_last = now
        known.refused.pop(host, None)
        if known.is_doubted and len(_sites_refused(known, now)) <= _most(known):
            known.is_doubted = False  # it has learnt of our authority

    def refused(self, program: str, host: str, began: float, now: float) -> bool:
        """Note a refusal of a connection that began then; whether the host is pinned by that program, as of now."""
        known = self._known(program)
        if host in known.accepted:
            return False
        before = known.refused.get(host)
        if before is None:
            keep_newest(known.refused, host, _Refused(now, now), _HOSTS)
        elif began >= before.last:  # not one of several at once
            before.times, before.last = before.times + 1, now
        known.is_doubted = known.is_doubted or len(_sites_refused(known, now)) > _most(known)
        if known.is_doubted or before is None:
            return False
        before.is_pinned = before.times >= ENOUGH and _accepts_elsewhere(known, before.first)
        return before.is_pinned

    def wrongly(self, program: str) -> list[str]:
        """Return the hosts that were taken for pinned before the program was doubted; once."""
        known = self._programs.get(program)
        if known is None or not known.is_doubted:
            return []
        found = [host for host, refused in known.refused.items() if refused.is_pinned]
        for host in found:
            known.refused[host].is_pinned = False
        return found

    def strangers(self) -> dict[str, int]:
        """Return the programs that seem not to know our authority, and at how many sites each refused."""
        found = {}
        for program, known in self._programs.items():
            sites = {registrable_domain(host) for host in known.refused}
            if known.is_doubted or (known.accepted_last is None and len(sites) > 1):
                found[program] = len(sites)
        return found

    def _known(self, program: str) -> _Program:
        known = self._programs.pop(program, None) or _Program()
        keep_newest(self._programs, program, known, _PROGRAMS)
        return known


def _sites_refused(known: _Program, now: float) -> set[str]:
    return {registrable_domain(host) for host, refused in known.refused.items() if now - refused.last <= SPAN}


def _sites_accepted(known: _Program) -> int:
    return len({registrable_domain(host) for host in known.accepted})


def _accepts_elsewhere(known: _Program, since: float) -> bool:
    is_lately = known.accepted_last is not None and known.accepted_last > since
    return is_lately and _sites_accepted(known) >= FEW


def _most(known: _Program) -> int:
    return max(FEW, _sites_accepted(known) // SHARE)
