"""Forgetting a vendor: what that would erase, asked before it is done; and how to ask the company itself."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy.orm import Session

from dashboard.notices import tell, warn
from dashboard.pages import Page
from dashboard.wiring import Wiring
from tracker.errors import LedgerError
from tracker.keeper import drain, shed
from tracker.ledger.assessing import Assessed
from tracker.ledger.forgetting import forget
from tracker.ledger.queries.erasable import Erasable, erasable
from tracker.phrasing import gettext, ngettext
from tracker.upstream.portrait import Fact, facts_of
from tracker.vendors import Facts

_PATIENCE = 3.0  # seconds without progress until what the ledger has must do


@dataclass(frozen=True, slots=True)
class ForgetPage(Page):
    """What is asked before the record of a vendor is erased."""

    template: ClassVar[str] = "forget.html"
    section: ClassVar[str] = "vendors"
    slug: str
    name: str
    doomed: Erasable
    ways: tuple[Fact, ...]


def page(session: Session, found: Assessed) -> ForgetPage:
    """Return what forgetting a vendor would come to."""
    row = found.row
    title = gettext("Forget what %(company)s has received", company=row.name)
    return ForgetPage(title, row.slug, row.name, erasable(session, row.slug), ways_to_ask(found))


def ways_to_ask(found: Assessed) -> tuple[Fact, ...]:
    """Return how the company itself can be asked: its privacy page and contact, and how an account is deleted."""
    told = found.told
    own = told.facts
    ways = Facts(
        privacy_page=own.privacy_page,
        privacy_contact=own.privacy_contact,
        privacy_source=own.privacy_source,
        verified_on=own.verified_on,
        source=own.source,
    )
    return tuple(_known(told._replace(facts=ways, rules=(), country=None, breaches=None)))


def _known(told: object) -> Iterator[Fact]:
    return (fact for fact in facts_of(None, None, None, told) if fact.is_known)  # type: ignore[arg-type]


def erase(parts: Wiring, slug: str, name: str) -> None:
    """Erase the record of a vendor for good, and tell on the next page how much that was.

    What has just left is brought into the ledger before, so that it does not come back.
    """
    with suppress(LedgerError):
        drain(parts.ledger, parts.settings(), parts.keys, _PATIENCE)
    try:
        done = forget(parts.ledger, vendor=slug)
    except LedgerError:
        warn(gettext("Nothing was erased: nothing is recorded of %(company)s any more.", company=name))
        return
    tell(
        ngettext(
            "%(count)s disclosure to %(company)s was erased for good.",
            "%(count)s disclosures to %(company)s were erased for good.",
            done.disclosures,
            company=name,
        )
    )
    if not shed(parts.ledger, parts.settings(), parts.keys):
        tell(gettext("A running proxy did not answer: its journal keeps sealed copies for a while."))
    if not done.is_purged:
        tell(
            gettext(
                "Another program still reads the ledger as it was before; the old bytes in its file are overwritten as "
                "soon as that ends."
            )
        )
