import pytest

from tracker.detection.indicators.phones import phone_spellings


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        (
            "+33 6 39 98 12 34",
            None,
            {"+33639981234", "33639981234", "0033639981234", "0639981234", "639981234", "06.39.98.12.34"},
        ),
        ("0639981234", "FR", {"+33639981234", "06 39 98 12 34", "+33-6-39-98-12-34"}),
        ("+1 415 555 2671", "FR", {"14155552671", "4155552671", "(415) 555-2671", "415.555.2671"}),
        ("06 39 98 12 34", None, {"0639981234"}),
    ],
)
def test_the_usual_spellings_are_listed(text: str, country: str | None, expected: set[str]) -> None:
    assert expected <= {spelling.text for spelling in phone_spellings(text, country)}
