import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.passport_number import verdicts
from tracker.taxonomy import Category

LINE = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"


def test_the_machine_readable_line_is_found_anywhere() -> None:
    first = "P<UTODUPONT<<MARIE<<<<<<<<<<<<<<<<<<<<<<<<<<"
    assert [verdict.value for verdict in verdicts(a_field(f"{first}\n{LINE}"), None, None)] == ["L898902C3"]


@pytest.mark.parametrize(
    "value", [LINE.replace("C36", "C37"), LINE[:-1], "<" * 44, "L898902C3", LINE.replace("<", "A")]
)
def test_other_lines_are_no_passports(value: str) -> None:
    assert not verdicts(a_field(value), None, None)


@pytest.mark.parametrize(
    ("value", "agrees"), [("12AB34567", True), ("c 0123 4565", True), ("none", False), ("1" * 30, False)]
)
def test_a_number_alone_needs_a_telling_name(value: str, agrees: bool) -> None:
    assert bool(verdicts(a_field(value), Category.PASSPORT_NUMBER, None)) is agrees
