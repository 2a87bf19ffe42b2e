"""Hosts without what may single a person out: their own network, and names that were made for them."""

import json
from collections import defaultdict
from collections.abc import Iterable
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
    """A host as the study names it. `vendor` is None where the company is not known."""

    host: str
    recipient: str
    vendor: str | None
    aliases: tuple[str, ...] = ()


class HostNames:
    """What hosts and sites are called in a study. A host that was given another name keeps it in all tables."""

    def __init__(self, rows: Iterable[HostRow], pseudonyms: Pseudonyms, places: Places, mode: Hosts) -> None:
        self._pseudonyms, self._places, self._mode = pseudonyms, places, mode
        self.known = {row.id: self._known(row) for row in rows}
        self.reduced = sum(known.host.startswith(REDUCED) or REDUCED in known.host for known in self.known.values())
        if mode is Hosts.DOMAIN:
            self._tell_vendors_apart()

    def site(self, domain: str) -> str | None:
        """Return the name of a site, None for an unknown one."""
        return self._domain(domain) if domain else None

    def _known(self, row: HostRow) -> Known:
        vendor = on_one_line(row.vendor) if row.is_known else None
        recipient = self._domain(row.recipient)
        if row.is_telling or is_own(row.name):
            at_all = self._mode is Hosts.DOMAIN or row.name.strip("[]") == row.recipient
            return Known(recipient if at_all else f"{self._pseudonyms.word(row.name)}.{recipient}", recipient, vendor)
        return Known(self._host(row.name, row.recipient), recipient, vendor, self._aliases(row.aliases))

    def _domain(self, domain: str) -> str:
        return f"{self._pseudonyms.word(domain)}.{_NOWHERE}" if is_own(domain) else on_one_line(domain)

    def _host(self, name: str, recipient: str) -> str:
        if self._mode is Hosts.FULL or name == recipient or not name.endswith(f".{recipient}"):
            return on_one_line(recipient if self._mode is Hosts.DOMAIN else name)
        if self._mode is Hosts.DOMAIN:
            return on_one_line(recipient)
        return f"{self._places.path(name.removesuffix(f'.{recipient}'))}.{on_one_line(recipient)}"

    def _aliases(self, written: str) -> tuple[str, ...]:
        told = (str(name) for name in json.loads(written))
        names = ((name, registrable_domain(name)) for name in told)
        return tuple(dict.fromkeys(self._host(name, recipient) for name, recipient in names if not is_own(name)))

    def _tell_vendors_apart(self) -> None:
        """Several companies may have hosts under one domain: each gets one host there."""
        vendors: defaultdict[str, set[str | None]] = defaultdict(set)
        for known in self.known.values():
            vendors[known.host].add(known.vendor)
        for id_, known in self.known.items():
            if len(vendors[known.host]) > 1 and known.vendor:
                self.known[id_] = known._replace(host=f"{REDUCED}{known.vendor}.{known.recipient}")


def is_own(host: str) -> bool:
    """Whether a host is of somebody's own network: an address, a name without a dot, or one that only it knows."""
    name = host.strip().rstrip(".").lower()
    return is_address(name) or "." not in name or name.rpartition(".")[2] in _OWN
