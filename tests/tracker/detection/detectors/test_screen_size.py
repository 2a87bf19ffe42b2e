import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.screen_size import verdicts
from tracker.taxonomy import Category


@pytest.mark.parametrize(
    "value", ["1920x1080", "1920 x 1080", "1920\u00d71080", "1440*900", "390x844", "1920x1080x24", "1366x768@1.5"]
)
def test_screens_are_found_by_their_proportions(value: str) -> None:
    assert verdicts(a_field(value), None, None)


@pytest.mark.parametrize(
    "value",
    ["300x250", "728x90", "320x480", "160x600", "12x34", "100x1000", "2000x400", "x", "1920x1080 and more words"],
)
def test_advertisements_and_pictures_are_no_screens(value: str) -> None:
    assert not verdicts(a_field(value), None, None)


@pytest.mark.parametrize(
    ("value", "agrees"), [("1920", True), ("1080px", True), ("1920,1080", True), ("12", False), ("large", False)]
)
def test_a_telling_name_admits_one_side(value: str, agrees: bool) -> None:
    assert bool(verdicts(a_field(value), Category.SCREEN_SIZE, None)) is agrees


def test_a_name_of_something_else_forbids_it() -> None:
    assert not verdicts(a_field("1920x1080"), Category.USERNAME, None)
