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
        "14 de mar\u00e7o de 1987",
        "14. M\u00e4rz 1987",
        "14-Mar-1987",
        "14 \u043c\u0430\u0440\u0442\u0430 1987 \u0433.",
        "1987\u5e743\u670814\u65e5",
        "14/03/87",
        "29.02.04",
        "542678400",
        "542678400000",
        "-123456789000",
    ],
)
def test_dates_in_all_orders_are_found_under_a_telling_name(value: str) -> None:
    assert [verdict.category for verdict in verdicts(a_field(value), Category.BIRTH_DATE, None)] == [
        Category.BIRTH_DATE
    ]


@pytest.mark.parametrize(
    "value",
    [
        "1987-13-32",
        "32/13/1987",
        "1887-03-14",
        "yes",
        "",
        "14/03-1987",
        "x" * 50,
        "99999999999999",
        "5000000000",
        "32/13/87",
        "1987\u5e7413\u670832\u65e5",
    ],
)
def test_other_values_are_no_dates_of_birth(value: str) -> None:
    assert not verdicts(a_field(value), Category.BIRTH_DATE, None)


def test_a_date_without_a_telling_name_is_none_of_birth() -> None:
    assert not verdicts(a_field("1987-03-14"), None, None)
