"""The risk of what a vendor got, as the Data Privacy Vocabulary's risk extension says it (https://w3id.org/dpv/risk)."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tracker.disclosure import Party
from tracker.risk import ExposureSummary, Held, Level, assess

if TYPE_CHECKING:
    from tracker.ledger.queries.flows import Flow

LEVELS = {
    Level.MINIMAL: "risk:VeryLowRisk",
    Level.LOW: "risk:LowRisk",
    Level.MODERATE: "risk:ModerateRisk",
    Level.HIGH: "risk:HighRisk",
    Level.SEVERE: "risk:VeryHighRisk",
}
"""Our five levels in the vocabulary's scheme of five."""


def risk_of(iri: str, vendor: str, flows: "Iterable[Flow]", data: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    """Return the risk of a vendor's flows as a node: level, score and the reasons in words.

    `data` tells how many distinct data the vendor got of each category.
    """
    known = tuple(flows)
    held = tuple(
        _held(tuple(some), data[vendor, category])
        for category, some in groupby(sorted(known, key=lambda flow: flow.category), key=lambda flow: flow.category)
    )
    risk = assess(ExposureSummary(held, len({flow.site for flow in known if flow.site})))
    return {
        "@id": iri,
        "@type": "dpv:Risk",
        "dpv:hasRiskLevel": {"@id": LEVELS[risk.level]},
        "tracker:score": risk.score,
        "dcterms:description": [reason.text for reason in risk.reasons],
    }


def _held(flows: "tuple[Flow, ...]", data: int) -> Held:
    return Held(
        flows[0].category,
        data,
        frozenset(flow.manner for flow in flows),
        any(flow.party is Party.THIRD for flow in flows),
        any(flow.is_plain for flow in flows),
    )
