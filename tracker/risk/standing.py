"""Reasons in what is known of the company itself: its trade, its country, its breaches, how hard deleting is.

Each counts a share of what the company knows. What is not known of it counts nothing, and is named by `unknowns`.
"""

from collections.abc import Iterator

from tracker.risk import weights
from tracker.risk.countries import Standing, decisions, standing
from tracker.risk.exposure import Company, ExposureSummary
from tracker.risk.rating import Factor, Reason
from tracker.risk.weights import doublings, known
from tracker.risk.wording import counted

# True of each company in the category: some show advertisements by what a page says, without knowing anybody.
_TRADES = {
    "advertising": "Its trade is advertising, where data about people is worth money.",
    "social": "Its trade is social networks, or what goes with them: they learn whom people know.",
    "marketing": "Its trade is marketing, which works with data about people.",
    "analytics": "Its trade is to measure: what people do on sites and in apps, or how these run.",
    "tag-manager": "Its trade is to bring other companies' programs into pages.",
    "search": "Its trade is search: it learns what people look for.",
}


def reasons(exposure: ExposureSummary) -> Iterator[Reason]:
    """Yield the reasons that lie in the company."""
    company, all_known = exposure.company, known(exposure)
    if not exposure.held:
        return
    for factor, share, text in (*_trade(company), *_abroad(company), *_breached(company), *_kept(company)):
        yield Reason(factor, text, share * all_known)


def unknowns(company: Company) -> tuple[str, ...]:
    """Return in words what is not known of a company, and so not counted."""
    missing = {
        "what its trade is": company.category,
        "in which country it sits": company.country,
        "whether its users' data got out before": company.breaches,
        "how hard it is to have an account deleted": company.deletion,
    }
    return tuple(words for words, value in missing.items() if value is None)


type _Found = Iterator[tuple[Factor, float, str]]


def _trade(company: Company) -> _Found:
    if share := weights.TRADES.get(company.category or ""):
        yield Factor.TRADE, share, _TRADES[company.category or ""]


def _abroad(company: Company) -> _Found:
    found, code = standing(company.country), company.country or ""
    if found is Standing.NO_DECISION:
        yield Factor.ABROAD, weights.NO_DECISION, f"Its seat is in {code}: no EU decision says that data is safe there."
    if found is Standing.DEPENDS:
        decided = decisions()[code]
        only = f"by decision {decided.reference} the EU takes data to be safe only with {decided.partial}"
        text = f"Its seat is in {code}: {only}; whether it is one of them is not known here."
        yield Factor.ABROAD, weights.DEPENDS, text


def _breached(company: Company) -> _Found:
    if company.breaches:
        times = counted(company.breaches, "breach", "breaches")
        yield (
            Factor.BREACHED,
            weights.BREACH * (1 + doublings(company.breaches)),
            f"Its users' data got out before: {times} that Have I Been Pwned lists as verified.",
        )


def _kept(company: Company) -> _Found:
    if share := weights.DELETION.get(company.deletion or ""):
        hard = {"medium": "takes some effort", "limited": "is possible in some places only"}
        how = hard.get(company.deletion or "", f"is {company.deletion}")
        yield Factor.KEPT, share, f"To have an account there deleted {how}, says JustDeleteMe."
