"""Hosts without what may single a person out: their own network, and names that were made for them."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from tracker.domains import is_address, registrable_domain
from tracker.exporters.characters import on_one_line
from tracker.exporters.studies.places import Places
from tracker.exporters.studies.pseudonyms import REDUCED, Pseudonyms
from tracker.exporters.studies.reduction import Hosts
from tracker.ledger.queries.study import HostRow

_OWN = frozenset(
    {"local", "localhost", "localdomain", "lan", "home", "internal", "intranet", "corp", "private", "arpa"}
)
_NOWHERE = "invalid"  # RFC 2606: no host is called so


class Known(NamedTuple):
    """A host as the study names it. `vendor` is None where the company is not known, `resolved` where nobody asked (or
    where it would tell too much) where the name leads.
    """

    host: str
    recipient: str
    vendor: str | None
    aliases: tuple[str, ...] = ()
    resolved: datetime | None = None


class HostNames:
    """What hosts and sites are called in a study. A host that was given another name keeps it in all tables."""

    def __init__(self, rows: Iterable[HostRow], pseudonyms: Pseudonyms, places: Places, mode: Hosts) -> None:
        self._pseudonyms, self._places, self._mode = pseudonyms, places, mode
        told = list(rows)
        self._telling = {row.name for row in told if row.is_telling}
        self.known = {row.id: self._known(row) for row in told}
        self.reduced = sum(known.host.startswith(REDUCED) or REDUCED in known.host for known in self.known.values())
        if mode is Hosts.DOMAIN:
            self._tell_vendors_apart()

    def site(self, domain: str) -> str | None:
        """Return the name of a site, None for an unknown one."""
        return self._domain(domain) if domain else None

    def _known(self, row: HostRow) -> Known:
        vendor = on_one_line(row.vendor) if row.is_known else None
        named = Known(self._host(row.name, row.recipient), self._domain(row.recipient), vendor)
        if row.resolved is None or row.is_telling or is_own(row.name):
            return named
        return named._replace(aliases=self._aliases(row.aliases), resolved=row.resolved)

    def _domain(self, domain: str) -> str:
        return f"{self._pseudonyms.word(domain)}.{_NOWHERE}" if is_own(domain) else on_one_line(domain)

    def _host(self, name: str, recipient: str) -> str:
        domain = self._domain(recipient)
        if self._mode is Hosts.DOMAIN or name.strip("[]") == recipient:
            return domain
        if name in self._telling or is_own(name):
            return f"{self._pseudonyms.word(name)}.{domain}"
        if self._mode is Hosts.FULL or not name.endswith(f".{recipient}"):
            return on_one_line(name)
        return f"{self._places.path(name.removesuffix(f'.{recipient}'))}.{domain}"

    def _aliases(self, written: str) -> tuple[str, ...]:
        names = (self._host(name, registrable_domain(name)) for name in map(str, json.loads(written)))
        return tuple(dict.fromkeys(names))

    def _tell_vendors_apart(self) -> None:
        """Several companies may have hosts under one domain: each gets one host there."""
        vendors: defaultdict[str, set[str | None]] = defaultdict(set)
        for known in self.known.values():
            vendors[known.host].add(known.vendor)
        for id_, known in self.known.items():
            if len(vendors[known.host]) > 1 and known.vendor:
                self.known[id_] = known._replace(host=f"{REDUCED}{known.vendor}.{known.recipient}")


def one_each(some: Iterable[Known]) -> list[Known]:
    """Return one host of each name, by name: of several, the one that was seen last to lead anywhere."""
    ordered = sorted(some, key=lambda known: (bool(known.aliases), known.resolved is not None, known.resolved))
    return [known for _, known in sorted({known.host: known for known in ordered}.items())]


def is_own(host: str) -> bool:
    """Whether a host is of somebody's own network: an address, a name without a dot, or one that only it knows."""
    name = host.strip().rstrip(".").lower()
    return is_address(name) or "." not in name or name.rpartition(".")[2] in _OWN
