import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.time_zone import verdicts
from tracker.taxonomy import Category


@pytest.mark.parametrize(
    "value", ["Europe/Paris", "America/Argentina/Buenos_Aires", "America/Port-au-Prince", "Asia/Ho_Chi_Minh"]
)
def test_cities_zones_are_found_anywhere(value: str) -> None:
    assert verdicts(a_field(value), None, None)


@pytest.mark.parametrize(
    "value", ["UV/Page/TPGListat", "Europe/", "europe/paris", "text/html", "Europe/Paris" * 5, "hello"]
)
def test_other_paths_are_no_zones(value: str) -> None:
    assert not verdicts(a_field(value), None, None)


@pytest.mark.parametrize("value", ["-60", "+02:00", "GMT+1", "UTC", "-120", "5.5"])
def test_offsets_need_a_telling_name(value: str) -> None:
    assert verdicts(a_field(value), Category.TIME_ZONE, None)
    assert not verdicts(a_field(value), None, None)
