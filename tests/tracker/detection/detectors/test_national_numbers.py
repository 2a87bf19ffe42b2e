import importlib
import re

import pytest

from tracker.detection.detectors.national_numbers import NUMBERS, Number


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number.module)
def test_each_number_has_a_module_that_checks_it_and_a_readable_shape(number: Number) -> None:
    assert callable(importlib.import_module(f"stdnum.{number.module}").is_valid)
    assert re.compile(number.shape).groups == 0
    assert number.shape or not number.everywhere


def test_there_are_numbers_of_at_least_forty_countries() -> None:
    assert len({number.country for number in NUMBERS}) >= 40


def test_the_country_is_that_of_the_module() -> None:
    assert Number("in_.pan", "").country == "IN"
