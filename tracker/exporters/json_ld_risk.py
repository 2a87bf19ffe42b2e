"""The risk of what a vendor got, as the Data Privacy Vocabulary's risk extension says it (https://w3id.org/dpv/risk).

It is the risk of what is exported by itself: sister companies, shared identifiers, and what was fetched of companies
are not counted. What would lower it is told in our own words: the vocabulary's measures are those that are taken.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tracker.disclosure import Party
from tracker.risk import Company, ExposureSummary, Held, Level, Remedy, assess, depth, remedies

if TYPE_CHECKING:
    from tracker.ledger.queries import companies
    from tracker.ledger.queries.flows import Flow

LEVELS = {
    Level.MINIMAL: "risk:VeryLowRisk",
    Level.LOW: "risk:LowRisk",
    Level.MODERATE: "risk:ModerateRisk",
    Level.HIGH: "risk:HighRisk",
    Level.SEVERE: "risk:VeryHighRisk",
}
"""Our five levels in the vocabulary's scheme of five."""


def risk_of(
    iri: str, company: "companies.Company", flows: "Iterable[Flow]", data: Mapping[tuple[str, str], int]
) -> dict[str, Any]:
    """Return the risk of a vendor's flows as a node: level, score, the reasons in words, what would lower it, depth.

    `data` tells how many distinct data the vendor got of each category.
    """
    exposure = _exposure(company, tuple(flows), data)
    risk, known = assess(exposure), depth(exposure)
    return {
        "@id": iri,
        "@type": "dpv:Risk",
        "dpv:hasRiskLevel": {"@id": LEVELS[risk.level]},
        "tracker:score": risk.score,
        "dcterms:description": [reason.text for reason in risk.reasons],
        "tracker:reason": [
            {
                "@type": "tracker:Reason",
                "tracker:factor": reason.factor,
                "tracker:threat": reason.factor.threat,
                "tracker:weight": round(reason.weight, 2),
                "dcterms:description": reason.text,
            }
            for reason in risk.reasons
        ],
        "tracker:remedy": [_remedy(remedy) for remedy in remedies(exposure)],
        "tracker:depth": known.score,
        "tracker:extent": known.extent,
    }


def _remedy(remedy: Remedy) -> dict[str, Any]:
    """What would be left is a risk of its own, which nothing has brought about yet."""
    return {
        "@type": "tracker:Remedy",
        "tracker:change": remedy.change,
        "dcterms:description": remedy.text,
        "tracker:score": remedy.score,
        "tracker:level": {"@id": LEVELS[remedy.level]},
    }


def _exposure(
    company: "companies.Company", flows: "tuple[Flow, ...]", data: Mapping[tuple[str, str], int]
) -> ExposureSummary:
    held = tuple(
        _held(tuple(some), data[company.slug, category])
        for category, some in groupby(sorted(flows, key=lambda flow: flow.category), key=lambda flow: flow.category)
    )
    sites = len({flow.site for flow in flows if flow.site})
    return ExposureSummary(held, sites, company=Company(company.category, company.country))


def _held(flows: "tuple[Flow, ...]", data: int) -> Held:
    return Held(
        flows[0].category,
        data,
        frozenset(flow.manner for flow in flows),
        any(flow.party is Party.THIRD for flow in flows),
        any(flow.is_plain for flow in flows),
        frozenset(flow.manner for flow in flows if flow.party is Party.THIRD),
    )
