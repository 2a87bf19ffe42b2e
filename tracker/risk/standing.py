"""Reasons in what is known of the company itself: its trade, its country, its breaches, how hard deleting is.

Each counts a share of what the company knows. What is not known of it counts nothing, and is named by `unknowns`.
"""

from collections.abc import Callable, Iterator

from tracker.phrasing import gettext, message, ngettext, voice
from tracker.risk import weights
from tracker.risk.countries import Decision, Standing, decisions, standing
from tracker.risk.exposure import Company, ExposureSummary
from tracker.risk.rating import Factor, Reason
from tracker.risk.weights import doublings, known

# True of each company in the category: some show advertisements by what a page says, without knowing anybody.
_TRADES = {
    "advertising": message("Its trade is advertising, where data about people is worth money."),
    "social": message("Its trade is social networks, or what goes with them: they learn whom people know."),
    "marketing": message("Its trade is marketing, which works with data about people."),
    "analytics": message("Its trade is to measure: what people do on sites and in apps, or how these run."),
    "tag-manager": message("Its trade is to bring other companies' programs into pages."),
    "search": message("Its trade is search: it learns what people look for."),
}

_DELETING = {
    "medium": message("To have an account there deleted takes some effort, says JustDeleteMe."),
    "limited": message("To have an account there deleted is possible in some places only, says JustDeleteMe."),
    "hard": message("To have an account there deleted is hard, says JustDeleteMe."),
    "impossible": message("To have an account there deleted is impossible, says JustDeleteMe."),
}


def reasons(exposure: ExposureSummary) -> Iterator[Reason]:
    """Yield the reasons that lie in the company."""
    company, all_known = exposure.company, known(exposure)
    if not exposure.held:
        return
    for factor, share, told in (*_trade(company), *_abroad(company), *_breached(company), *_kept(company)):
        yield Reason(factor, told, share * all_known)


def unknowns(company: Company) -> tuple[str, ...]:
    """Return in words what is not known of a company, and so not counted."""
    missing = {
        gettext("what its trade is"): company.category,
        gettext("in which country it sits"): company.country,
        gettext("whether its users' data got out before"): company.breaches,
        gettext("how hard it is to have an account deleted"): company.deletion,
    }
    return tuple(words for words, value in missing.items() if value is None)


type _Found = Iterator[tuple[Factor, float, Callable[[], str]]]


def _trade(company: Company) -> _Found:
    if share := weights.TRADES.get(company.category or ""):
        yield Factor.TRADE, share, lambda: gettext(_TRADES[str(company.category)])


def _abroad(company: Company) -> _Found:
    found, code = standing(company.country), company.country or ""
    if found is Standing.NO_DECISION:
        yield (
            Factor.ABROAD,
            weights.NO_DECISION,
            lambda: gettext(
                "Its seat is in %(country)s: no EU decision says that data is safe there.",
                country=voice().country(code),
            ),
        )
    if found is Standing.DEPENDS:
        yield Factor.ABROAD, weights.DEPENDS, lambda: _depending(code, decisions()[code])


def _depending(code: str, decided: Decision) -> str:
    return gettext(
        "Its seat is in %(country)s: by decision %(reference)s the EU takes data to be safe only with %(whom)s; "
        "whether it is one of them is not known here.",
        country=voice().country(code),
        reference=decided.reference,
        whom=gettext(str(decided.partial)),
    )


def _breached(company: Company) -> _Found:
    if company.breaches:
        times = company.breaches
        yield (
            Factor.BREACHED,
            weights.BREACH * (1 + doublings(company.breaches)),
            lambda: ngettext(
                "Its users' data got out before: %(count)s breach that Have I Been Pwned lists as verified.",
                "Its users' data got out before: %(count)s breaches that Have I Been Pwned lists as verified.",
                times,
            ),
        )


def _kept(company: Company) -> _Found:
    if share := weights.DELETION.get(company.deletion or ""):
        yield Factor.KEPT, share, lambda: gettext(_DELETING[str(company.deletion)])
