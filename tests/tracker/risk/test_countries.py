"""Which countries the European Commission has found adequate."""

import pytest

from tracker.risk.countries import Standing, decisions, in_words, standing


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("FR", Standing.AREA), ("NO", Standing.AREA), ("IS", Standing.AREA), ("RE", Standing.AREA),
        ("CH", Standing.ADEQUATE), ("GB", Standing.ADEQUATE), ("JP", Standing.ADEQUATE), ("BR", Standing.ADEQUATE),
        ("CA", Standing.ADEQUATE), ("KR", Standing.ADEQUATE), ("UY", Standing.ADEQUATE),
        ("US", Standing.DEPENDS),
        ("CN", Standing.NO_DECISION), ("RU", Standing.NO_DECISION), ("GL", Standing.NO_DECISION),
        (None, Standing.UNKNOWN), ("", Standing.UNKNOWN), ("fr", Standing.UNKNOWN), ("FRA", Standing.UNKNOWN),
        ("<i>", Standing.UNKNOWN), ("FR\n", Standing.UNKNOWN),
    ],
)  # fmt: skip
def test_a_country_stands_as_the_decisions_say(country: str | None, expected: Standing) -> None:
    assert standing(country) is expected


def test_every_decision_has_its_reference_and_date() -> None:
    assert len(decisions()) == 16
    for decided in decisions().values():
        assert decided.name
        assert decided.reference
        assert 2000 <= decided.adopted.year <= 2026


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("DE", "within the European Economic Area"),
        ("CH", "the EU has found its law adequate (decision 2000/518/EC)"),
        ("CA", "the EU has found its law adequate for commercial organisations (decision 2002/2/EC)"),
        ("CN", "no EU decision says that data is safe by law there"),
        (None, ""),
    ],
)
def test_it_is_told_in_words(country: str | None, words: str) -> None:
    assert in_words(country) == words


def test_where_it_depends_it_is_told_on_whom() -> None:
    assert "only for companies that take part in the EU-US Data Privacy Framework" in in_words("US")
