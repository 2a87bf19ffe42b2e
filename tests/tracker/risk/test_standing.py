"""Reasons in what is known of a company."""

import pytest

from tests.builders.exposures import RELAYED
from tracker.risk import Company, ExposureSummary, Factor, Held, unknowns
from tracker.risk.standing import reasons
from tracker.taxonomy import Category

HELD = (Held(Category.EMAIL_ADDRESS, 1, RELAYED, True),)


def texts(company: Company) -> dict[Factor, str]:
    return {reason.factor: reason.text for reason in reasons(ExposureSummary(HELD, company=company))}


@pytest.mark.parametrize(
    ("company", "factor", "words"),
    [
        (Company("advertising"), Factor.TRADE, "Its trade is advertising"),
        (Company("social"), Factor.TRADE, "Its trade is social networks"),
        (Company(country="CN"), Factor.ABROAD, "in CN: no EU decision"),
        (Company(country="US"), Factor.ABROAD, "whether it is one of them is not known here"),
        (Company(breaches=1), Factor.BREACHED, "1 breach that"),
        (Company(breaches=3), Factor.BREACHED, "3 breaches that"),
        (Company(deletion="impossible"), Factor.KEPT, "deleted is impossible"),
        (Company(deletion="medium"), Factor.KEPT, "takes some effort"),
        (Company(deletion="limited"), Factor.KEPT, "some places only"),
    ],
)
def test_what_is_known_of_a_company_counts(company: Company, factor: Factor, words: str) -> None:
    found = texts(company)
    assert set(found) == {factor}
    assert words in found[factor]


@pytest.mark.parametrize(
    "company",
    [
        Company(),
        Company("cdn"),
        Company("health", "FR", 0, "easy"),
        Company(country="JP"),
        Company(country="<b>"),
        Company(deletion="unheard of"),
    ],
)
def test_what_is_harmless_or_not_known_counts_nothing(company: Company) -> None:
    assert texts(company) == {}


def test_more_breaches_weigh_more_and_all_weigh_by_what_the_company_knows() -> None:
    one, many = (next(reasons(ExposureSummary(HELD, company=Company(breaches=number)))) for number in (1, 8))
    assert many.weight > one.weight > 0
    assert not list(reasons(ExposureSummary(company=Company("advertising"))))


def test_what_is_not_known_is_named() -> None:
    assert len(unknowns(Company())) == 4
    assert unknowns(Company("cdn", "FR", 0, "easy")) == ()
    assert unknowns(Company("cdn", "FR", None, "easy")) == ("whether its users' data got out before",)
