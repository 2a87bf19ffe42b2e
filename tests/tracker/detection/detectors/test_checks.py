import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.detectors.checks import passes
from tracker.detection.detectors.national_numbers import NUMBERS


@pytest.mark.parametrize(
    ("module", "number", "is_right"),
    [
        ("iban", "FR1420041010050500013M02606", True),
        ("iban", "FR1420041010050500013M02607", False),
        ("th.pin", "7414001958884", True),
        ("cn.ric", "133153198103122972", False),  # a district that the module's own table does not expect
    ],
)
def test_a_number_is_right_by_its_own_rules(module: str, number: str, *, is_right: bool) -> None:
    assert passes(module, number) is is_right


@given(st.sampled_from([number.module for number in NUMBERS]), st.text(alphabet="0123456789ABXYZ-./ \u0663\u00b2"))
def test_no_text_raises(module: str, text: str) -> None:
    assert passes(module, text) in (True, False)
