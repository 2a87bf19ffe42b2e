import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.numbers import is_moment, is_name_of_a_number, luhn, may_be_a_persons, may_be_typed
from tracker.traffic import Location


@pytest.mark.parametrize(
    "digits", ["1613226782", "1613226782706", "1613226782706123", "1613226782706123456", "20210213", "20210213144326"]
)
def test_moments_are_known(digits: str) -> None:
    assert is_moment(digits)


@pytest.mark.parametrize(
    "digits", ["", "5", "0612345678", "4012888888881881", "99999999", "20211301", "16132267827", "a1"]
)
def test_other_numbers_are_no_moments(digits: str) -> None:
    assert not is_moment(digits)


@pytest.mark.parametrize(
    "name", ["id", "order_id", "productId", "ts", "cb", "data[id]", "price", "x.version", "itemCount"]
)
def test_names_of_keys_and_counters_are_known(name: str) -> None:
    assert is_name_of_a_number(name)


@pytest.mark.parametrize("name", ["v", "phone", "valid", "paid", "numero", "field3"])
def test_other_names_are_open(name: str) -> None:
    assert not is_name_of_a_number(name)


def test_only_what_was_written_may_be_a_persons() -> None:
    assert may_be_a_persons(a_field("1"))
    assert not may_be_a_persons(a_field("1", name="order_id"))
    assert not may_be_a_persons(a_field("1", location=Location.QUERY))


@pytest.mark.parametrize(("digits", "right"), [("4012888888881881", True), ("4012888888881882", False), ("0", True)])
def test_luhn(digits: str, right: bool) -> None:
    assert luhn(digits) is right


@pytest.mark.parametrize("name", ["", "v", "value", "number", "data[0].value", "field_12", "entry.839337160"])
def test_under_an_open_name_of_a_document_digits_may_be_typed(name: str) -> None:
    assert may_be_typed(a_field("1", name=name, location=Location.JSON))


@pytest.mark.parametrize("name", ["ref", "reference", "correlation", "order_id", "video"])
def test_under_other_names_of_a_document_digits_were_hardly_typed(name: str) -> None:
    assert not may_be_typed(a_field("1", name=name, location=Location.JSON))


def test_in_a_form_digits_may_be_typed_but_under_a_key() -> None:
    assert may_be_typed(a_field("1", name="ref"))
    assert not may_be_typed(a_field("1", name="order_id"))
