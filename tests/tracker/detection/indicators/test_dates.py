import pytest

from tracker.detection.indicators.dates import date_spellings


@pytest.mark.parametrize(
    ("text", "country"),
    [("1984-07-03", None), ("3/7/1984", "FR"), ("03.07.1984", None), ("7/3/1984", "US"), ("19840703", None)],
)
def test_all_orders_of_a_date_are_listed(text: str, country: str | None) -> None:
    found = {spelling.text for spelling in date_spellings(text, country)}
    assert {"1984-07-03", "19840703", "03/07/1984", "07/03/1984", "3.7.1984", "3 July 1984", "457660800"} <= found


def test_a_day_over_twelve_tells_the_order() -> None:
    assert "1984-07-23" in {spelling.text for spelling in date_spellings("07/23/1984", "FR")}


@pytest.mark.parametrize("text", ["", "soon", "1984-13-40", "1984"])
def test_what_is_no_date_has_no_spellings(text: str) -> None:
    assert not list(date_spellings(text, None))
