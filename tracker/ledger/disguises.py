"""Whether a vendor was only ever seen in disguise: a third party behind names that sites lent to it (CNAME)."""

from tracker.domains import registrable_domain
from tracker.ledger.queries.vendors import Holder
from tracker.vendors import builtin
from tracker.vendors.aliases import is_of_site


def is_disguised(holder: Holder) -> bool:
    """Whether all that a vendor got went to names that lead to it and are not its own, so that they seem the site's.

    For the browser it is the first party then; for the person it is none.
    """
    if not holder.is_known or not holder.lent or len(holder.lent) < len(holder.domains):
        return False
    if any(one.how.is_third_party for one in holder.holdings):
        return False
    return not any(_is_named(host, holder.slug) or _is_at_home(host, holder.slug) for host in holder.lent)


def _is_named(host: str, slug: str) -> bool:
    """Whether a host's own name says that it is that vendor's."""
    vendor = builtin().attribute(host).vendor
    return vendor is not None and vendor.slug == slug


def _is_at_home(host: str, slug: str) -> bool:
    return is_of_site(builtin(), slug, registrable_domain(host))
