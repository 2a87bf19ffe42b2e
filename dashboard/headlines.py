"""The sentences that sum a page up: what a person would say who had read all of it."""

from collections.abc import Iterable

from dashboard.formats import counted, day, number
from dashboard.wording import listed, yours
from tracker.ledger.queries.categories import Spread
from tracker.ledger.queries.totals import Totals
from tracker.taxonomy import TAXONOMY

_TELLING = 3  # least sensitivity of what is worth naming


def of_today(today: Totals) -> str:
    """Return what left today; '' where nothing did."""
    if not today.vendors:
        return ""
    companies = counted(today.vendors, "company", "companies")
    return f"Today, {companies} received {counted(today.data, 'piece')} of your data{_strangers(today)}."


def of_all(ever: Totals) -> str:
    """Return what left in all."""
    if ever.first is None:
        return "Nothing recorded yet."
    companies = counted(ever.vendors, "company", "companies")
    sites = f" from {counted(ever.sites, 'site')}" if ever.sites else ""
    since = day(ever.first.astimezone().date())
    return f"Since {since}, {companies} received {counted(ever.data, 'piece')} of your data{sites}{_strangers(ever)}."


def of_third_parties(spreads: Iterable[Spread]) -> str:
    """Return the most telling of what third parties have; '' where there is nothing of that kind."""
    told = [row for row in spreads if row.third_parties and TAXONOMY[row.category].sensitivity >= _TELLING]
    told.sort(key=lambda row: (-TAXONOMY[row.category].sensitivity, -row.third_parties))
    return f"Third parties have {listed([yours(row.category) for row in told], 5)}." if told else ""


def _strangers(totals: Totals) -> str:
    if not totals.third_parties:
        return ""
    if totals.third_parties == totals.vendors:
        return ", all as third parties" if totals.vendors > 1 else ", as a third party"
    return f", {number(totals.third_parties)} of them as third {'party' if totals.third_parties == 1 else 'parties'}"
