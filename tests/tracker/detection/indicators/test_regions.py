import pytest

from tracker.detection.indicators.regions import region_spellings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("California", {"ca", "CA"}),
        (" new york ", {"ny", "NY"}),
        ("NY", {"New York", "new york", "newyork"}),
        ("qc", {"Quebec", "quebec"}),
        ("Bretagne", set()),
        ("", set()),
    ],
)
def test_a_region_has_two_letters_or_a_name(text: str, expected: set[str]) -> None:
    assert {spelling.text for spelling in region_spellings(text)} == expected
