"""Passwords that were given, for tests, with good defaults; none is anybody's."""

from datetime import datetime
from typing import Any

from tests.builders.lessons import a_finding
from tests.builders.records import NOON, a_disclosure, a_record, an_evidence
from tests.builders.written import written
from tracker.disclosure import Finding
from tracker.ledger.opening import Ledger
from tracker.ledger.password_uses import record
from tracker.passwords.digests import Cost
from tracker.passwords.uses import Use
from tracker.taxonomy import Category

STRONG = "kestrel-lantern-marzipan-9"
CHEAP = Cost(n=16, r=1, p=1)
"""For tests that are not about the cost."""


def a_password(value: str = STRONG, path: str = "password", **changes: Any) -> Finding:
    """A strong password in a form's field of that name."""
    return a_finding(Category.PASSWORD, value, path, **({"reasoning": "its type is “password”"} | changes))


def a_use(site: str = "shop-a.test", digest: str = "4-1", strength: int = 4, time: datetime = NOON) -> Use:
    """A strong password at a shop."""
    return Use(site, digest, strength, time)


def logged_in(ledger: Ledger, *uses: Use, hosts: dict[str, str] | None = None) -> Ledger:
    """Write what is told of passwords, and the requests in which they were given; by default to `www.` and the site."""
    password = a_disclosure(Category.PASSWORD, "x", evidence=an_evidence("password"))
    for use in uses:
        host = (hosts or {}).get(use.site, f"www.{use.site}")
        written(ledger, a_record(password, host=host, site=use.site, time=use.time))
    with ledger.session() as session:
        record(session, uses)
    return ledger
