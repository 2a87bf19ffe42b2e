import pytest

from tests.builders.passages import a_passage


@pytest.mark.parametrize(
    ("confidence", "site_confidence", "expected"),
    [(0.9, 0.95, 0.9), (0.9, 0.5, 0.5), (0.9, None, 0.9), (None, 1.0, 0.0), (None, None, 0.0)],
)
def test_a_passage_is_as_sure_as_the_less_sure_of_finding_and_site(
    confidence: float | None, site_confidence: float | None, expected: float
) -> None:
    assert a_passage(confidence=confidence, site_confidence=site_confidence).sureness == expected
