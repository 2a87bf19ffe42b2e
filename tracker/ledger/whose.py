"""Which hosts a person means by a vendor's name on the command line."""

from sqlalchemy import Select, or_, select

from tracker.ledger.models import Host, Vendor


def hosts_of(vendor: str) -> Select[int]:
    """Return the question for the ids of the hosts that belong to a vendor (by slug), or to a domain, or are that host.

    A domain means itself, not the company behind it: who erases must not lose more than they named.
    """
    name = vendor.strip().rstrip(".").lower()
    vendors = select(Vendor.id).where(or_(Vendor.slug == vendor, Vendor.slug == name))
    return select(Host.id).where(or_(Host.vendor_id.in_(vendors), Host.recipient == name, Host.name == name))
