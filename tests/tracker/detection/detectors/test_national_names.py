import tomllib
from importlib.resources import files

import pytest

from tracker.detection.detectors.national_names import numbers_called

CODES = tomllib.loads(files("tracker.data.phrases").joinpath("codes.toml").read_text(encoding="utf-8"))["codes"]


@pytest.mark.parametrize("name", sorted(CODES))
def test_each_name_calls_the_numbers_that_the_file_lists(name: str) -> None:
    assert [number.module for number in numbers_called(name)] == CODES[name]


@pytest.mark.parametrize("name", ["billing[vat]", "txtVAT", "customer.vat", "vat_"])
def test_names_are_read_by_their_last_word(name: str) -> None:
    assert "eu.vat" in [number.module for number in numbers_called(name)]


def test_words_are_read_joined() -> None:
    assert [number.module for number in numbers_called("nhs_number")] == ["gb.nhs"]


@pytest.mark.parametrize("name", ["", "vatican", "vat_rate", "123", "x", "vat" * 100])
def test_other_names_call_no_number(name: str) -> None:
    assert numbers_called(name) == ()
