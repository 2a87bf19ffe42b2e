import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.birth_date import verdicts
from tracker.taxonomy import Category


@pytest.mark.parametrize(
    "value",
    [
        "1987-03-14",
        "14/03/1987",
        "03/14/1987",
        "14.3.1987",
        "14031987",
        "19870314",
        "1987-03-14T00:00:00Z",
        "14 mars 1987",
        "March 14, 1987",
    ],
)
def test_dates_in_all_orders_are_found_under_a_telling_name(value: str) -> None:
    assert [verdict.category for verdict in verdicts(a_field(value), Category.BIRTH_DATE, None)] == [
        Category.BIRTH_DATE
    ]


@pytest.mark.parametrize("value", ["1987-13-32", "32/13/1987", "1887-03-14", "yes", "", "14/03-1987", "x" * 50])
def test_other_values_are_no_dates_of_birth(value: str) -> None:
    assert not verdicts(a_field(value), Category.BIRTH_DATE, None)


def test_a_date_without_a_telling_name_is_none_of_birth() -> None:
    assert not verdicts(a_field("1987-03-14"), None, None)
