import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.driving_licence import verdicts
from tracker.taxonomy import Category


def test_the_british_number_is_known_by_its_structure() -> None:
    assert verdicts(a_field("DUPON753144M99AB"), None, None)


@pytest.mark.parametrize("value", ["DUPON793144M99AB", "9UPON753144M99AB", "DUPON753994M99AB", "AB123456", "x" * 30])
def test_other_values_are_no_licences(value: str) -> None:
    assert not verdicts(a_field(value), None, None)


@pytest.mark.parametrize(("value", "agrees"), [("AB 123456", True), ("none", False), ("13-22-123456-12", True)])
def test_others_need_a_telling_name(value: str, agrees: bool) -> None:
    assert bool(verdicts(a_field(value), Category.DRIVING_LICENCE, None)) is agrees


def test_a_name_of_something_else_forbids_it() -> None:
    assert not verdicts(a_field("DUPON753144M99AB"), Category.USERNAME, None)
