"""Where a host's name leads in the DNS, hop by hop (CNAME): asked of the system's own name servers, with care."""

from tracker.resolving.asking import Server
from tracker.resolving.chains import Chain, Unresolved, chain_of

__all__ = ["Chain", "Server", "Unresolved", "chain_of"]
