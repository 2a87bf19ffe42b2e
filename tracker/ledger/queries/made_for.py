"""For which company was an address made? Aliases are recorded as e-mail addresses of their own."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker.aliasing import alias_of
from tracker.control import Control
from tracker.ledger import models as m
from tracker.masking import Fingerprinter
from tracker.rulings import Outcome
from tracker.taxonomy import Category
from tracker.vendors import builtin

_MOST = 5000  # hosts whose aliases are looked at


def made_for(session: Session, control: Control, fingerprinter: Fingerprinter, fingerprint: str) -> str | None:
    """Return the company (slug or domain) for which the e-mail address of that fingerprint was made as an alias; None:
    for none that is known. By the aliases that are known, and by those that rules have given since. One statement.
    """
    for company, alias in control.aliasing.known:
        if fingerprinter.fingerprint(Category.EMAIL_ADDRESS, alias, "") == fingerprint:
            return company
    made = control.aliasing._replace(known=())
    if not made.is_set_up:
        return None
    for slug in session.scalars(_given()):
        alias = alias_of(made, (slug,), slug) or ""
        if alias and fingerprinter.fingerprint(Category.EMAIL_ADDRESS, alias, "") == fingerprint:
            return slug
    return None


def is_same_group(one: str, other: str) -> bool:
    """Return whether two companies (slugs) are one, or one belongs to the other."""
    catalogue = builtin()
    return one in catalogue.lineage(other) or other in catalogue.lineage(one)


def _given() -> Select[str]:
    sums = m.RulingTally
    return (
        select(m.Vendor.slug)
        .join(m.Host, m.Host.vendor_id == m.Vendor.id)
        .join(sums, sums.host_id == m.Host.id)
        .where(sums.outcome == Outcome.ALIASED)
        .distinct()
        .order_by(m.Vendor.slug)
        .limit(_MOST)
    )
