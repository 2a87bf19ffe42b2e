import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.coordinates import verdicts
from tracker.taxonomy import Category

POSITION = Category.COORDINATES


@pytest.mark.parametrize(
    "value",
    [
        "48.8566,2.3522",
        "48.8566, 2.3522",
        "-33.8688;151.2093",
        "(48.85661,2.35222)",
        "geo:48.8566,2.3522;u=20",
        "48.8566 2.3522",
        "+48.8566+002.3522/",
        "@48.8566,2.3522,15z",
        "2.3522,48.8566",
        "0.1278,51.5074",
        "geo:48.8,2.3",
        "SRID=4326;POINT(2.3522 48.8566)",
        "48\u00b051'24\"N 2\u00b021'03\"E",
        "33\u00b052.1' S, 151\u00b012.5' E",
    ],
)
def test_pairs_of_four_decimals_are_positions(value: str) -> None:
    assert [verdict.category for verdict in verdicts(a_field(value), None, None)] == [POSITION]


@pytest.mark.parametrize(
    "value",
    [
        "12.99,15.49",
        "48.8566",
        "0.6193,0.3642",
        "181.2345,12.3456",
        "95.1234,95.1234",
        "1.2345,2.3456,3.4567",
        "1.2.3.4",
        "2,3",
        "48.8566,2.3522" + "0" * 200,
        "no. 1",
        "8FW4V75V+8Q",
        "20\u00b0",
        "geo:0,0",
    ],
)
def test_prices_shares_and_versions_are_no_positions(value: str) -> None:
    assert not verdicts(a_field(value), None, None)


@pytest.mark.parametrize("value", ["48.9", "-122.3414", "48,8566", "2", "48.9,2.4", "48.85\u00b0 N", "8FW4V75V+8Q"])
def test_a_telling_name_admits_coarse_and_single_numbers(value: str) -> None:
    assert verdicts(a_field(value), POSITION, None)


@pytest.mark.parametrize("value", ["200", "Paris", "", "99.1,181.2", "-"])
def test_a_telling_name_admits_no_other_value(value: str) -> None:
    assert not verdicts(a_field(value), POSITION, None)
