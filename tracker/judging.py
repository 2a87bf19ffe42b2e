"""What rules may go by of a disclosure: the company behind the host, as the catalogue tells it, and its party.

On the wire and over the ledger alike, so that a dry run says what the proxy would do.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tracker.disclosure import Party
from tracker.domains import registrable_domain
from tracker.vendors import Catalogue
from tracker.vendors.aliases import attribution_of, uncovered
from tracker.vendors.catalogue import slug_of_unknown


class Standing(NamedTuple):
    """Whose a host is: the slugs of the company and of those above it, the next first, and its category in the
    catalogue. Where nobody is known, the domain stands for the company, as it does in the ledger.
    """

    vendors: tuple[str, ...]
    kind: str | None


@lru_cache(16384)
def standing_of(catalogue: Catalogue, host: str, hops: tuple[str, ...] | None = None) -> Standing:
    """Return whose a host is, for `Facts(category, party, manner, host, site, *standing_of(catalogue, host, hops))`.

    `hops` are the names that the host's name leads to, None where that was not looked up. Quick: it is remembered.
    """
    vendor = attribution_of(catalogue, host, hops).vendor
    if vendor is None:
        return Standing((slug_of_unknown(catalogue, registrable_domain(host)),), None)
    return Standing(tuple(catalogue.lineage(vendor.slug)), vendor.category)


def party_of(catalogue: Catalogue, host: str, hops: Sequence[str] | None, party: Party) -> Party:
    """Return the party of a recipient that its name says to be `party`: a listener who hides behind a name of the
    site's own is no part of it. `hops` as for `standing_of`.
    """
    return Party.THIRD if party is Party.FIRST and hops and uncovered(catalogue, host, hops) else party
