"""The points, and that the documentation tells the same."""

import re
from pathlib import Path

import pytest

from tests.builders.exposures import AMBIENT
from tracker.risk import ExposureSummary, Factor, Held
from tracker.risk import weights as w
from tracker.risk.weights import doublings, groups, known, points, share
from tracker.taxonomy import Category, Group

DOCUMENTATION = (Path(__file__).parents[3] / "docs" / "risk.md").read_text(encoding="utf-8")


def test_several_data_of_a_kind_count_a_little_more() -> None:
    one, two, four = (points(Held(Category.CITY, number)) for number in (1, 2, 4))
    assert 1 == one < two < four == 1 + 2 * w.MORE
    assert points(Held(Category.CITY, 0)) == one


def test_what_every_browser_tells_counts_little() -> None:
    assert share(Held(Category.CLIENT_ID, 1, AMBIENT)) < share(Held(Category.CLIENT_ID))
    assert known(ExposureSummary((Held(Category.CITY, 1, AMBIENT),))) == w.AMBIENT
    assert groups(ExposureSummary((Held(Category.CITY, 1, AMBIENT), Held(Category.INCOME)))) == [Group.FINANCIAL]


@pytest.mark.parametrize(("number", "expected"), [(0, 0), (0.5, 0), (1, 0), (2, 1), (8, 3)])
def test_doublings_are_counted_from_one(number: float, expected: float) -> None:
    assert doublings(number) == expected


ROWS = {
    Factor.SECRETS: w.GIVEN, Factor.SPECIAL: w.GIVEN, Factor.PERSONAL: w.GIVEN, Factor.IDENTIFIERS: w.GIVEN,
    Factor.AMBIENT: w.AMBIENT, Factor.PASSED_ON: w.PASSED_ON, Factor.PREMATURE: w.PREMATURE,
    Factor.STRANGER: w.STRANGER, Factor.PLAIN: w.PLAIN, Factor.BREADTH: w.GROUP, Factor.LINKED: w.LINKED,
    Factor.SYNCED: w.SYNCED, Factor.FOLLOWED: w.FOLLOWED, Factor.FAMILY: w.FAMILY,
    Factor.TRADE: w.TRADES["advertising"], Factor.ABROAD: w.NO_DECISION, Factor.BREACHED: w.BREACH,
    Factor.KEPT: w.DELETION["impossible"],
}  # fmt: skip


@pytest.mark.parametrize("factor", Factor)
def test_the_documentation_has_every_factor_with_its_number_and_its_threat(factor: Factor) -> None:
    row = re.search(rf"^\| `{factor.value}` \|(.*)$", DOCUMENTATION, re.MULTILINE)
    assert row
    assert f"{ROWS[factor]:g}" in re.findall(r"\d+(?:\.\d+)?", row[1])
    assert factor.threat.value in row[1]


@pytest.mark.parametrize("number", [*w.POINTS.values(), w.BEND, w.DEPTH_BEND, w.SIDE])
def test_the_documentation_has_the_scale(number: float) -> None:
    assert re.search(rf"\b{number:g}\b", DOCUMENTATION)
