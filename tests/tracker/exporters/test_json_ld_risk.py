from typing import Any

import pytest

from tests.builders.records import NOON
from tracker.disclosure import Manner, Party
from tracker.exporters.json_ld_risk import LEVELS, risk_of
from tracker.ledger.queries.companies import Company
from tracker.ledger.queries.flows import Flow
from tracker.risk import Company as Known
from tracker.risk import ExposureSummary, Held, Level, assess, depth, remedies
from tracker.taxonomy import Category

ADPIX = Company("adpix", "Adpix", None, "advertising", "US", True)


def a_flow(**changes: Any) -> Flow:
    given: dict[str, Any] = {
        "vendor": "adpix", "site": "shop.example", "party": Party.THIRD, "category": Category.EMAIL_ADDRESS,
        "manner": Manner.RELAYED, "times": 2, "is_plain": False, "first": NOON, "last": NOON,
    }  # fmt: skip
    return Flow(**(given | changes))


def test_each_level_has_a_term_of_its_own() -> None:
    assert set(LEVELS) == set(Level)
    assert len(set(LEVELS.values())) == len(LEVELS)


def test_the_risk_is_that_of_all_flows_together() -> None:
    flows = [
        a_flow(),
        a_flow(category=Category.CLIENT_ID, manner=Manner.AMBIENT),
        a_flow(site="other.example", manner=Manner.PREMATURE, is_plain=True),
    ]
    node = risk_of("urn:x", ADPIX, flows, {("adpix", "email_address"): 2, ("adpix", "client_id"): 1})
    manners = frozenset({Manner.RELAYED, Manner.PREMATURE})
    held = (
        Held(Category.CLIENT_ID, 1, frozenset({Manner.AMBIENT}), True),
        Held(Category.EMAIL_ADDRESS, 2, manners, True, True),
    )
    exposure = ExposureSummary(held, 2, company=Known("advertising", "US"))
    expected = assess(exposure)
    assert node["dpv:hasRiskLevel"] == {"@id": LEVELS[expected.level]}
    assert (node["tracker:score"], node["@id"]) == (expected.score, "urn:x")
    assert node["dcterms:description"] == [reason.text for reason in expected.reasons]
    assert [one["tracker:threat"] for one in node["tracker:reason"]] == [one.factor.threat for one in expected.reasons]
    assert [one["tracker:score"] for one in node["tracker:remedy"]] == [one.score for one in remedies(exposure)]
    assert (node["tracker:depth"], node["tracker:extent"]) == (depth(exposure).score, depth(exposure).extent)


@pytest.mark.parametrize(("sites", "number"), [((None,), 0), (("a.example", "a.example", None), 1)])
def test_only_known_sites_count(sites: tuple[str | None, ...], number: int) -> None:
    flows = [a_flow(site=site) for site in sites]
    node = risk_of("urn:x", ADPIX, flows, {("adpix", "email_address"): 1})
    held = (Held(Category.EMAIL_ADDRESS, 1, frozenset({Manner.RELAYED}), True),)
    assert node["tracker:score"] == assess(ExposureSummary(held, number, company=Known("advertising", "US"))).score
