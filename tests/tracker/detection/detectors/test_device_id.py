import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.device_id import verdicts
from tracker.taxonomy import Category


@pytest.mark.parametrize("value", ["3c:5a:b4:12:ef:09", "3C-5A-B4-12-EF-09"])
def test_network_cards_are_found(value: str) -> None:
    assert [verdict.category for verdict in verdicts(a_field(value), None, None)] == [Category.DEVICE_ID]


@pytest.mark.parametrize(
    "value",
    [
        "ff:ff:ff:ff:ff:ff",
        "00:00:00:00:00:00",
        "3c:5a:b4-12:ef:09",
        "3c5ab412ef09",
        "490154203237518",
        "12:34:56",
        "01:00:5e:7f:ff:fa",
        "33:33:00:00:00:fb",
        "35-928832-605361-7",
        "3c5a.b412.ef09",
        "x" * 30,
    ],
)
def test_other_values_are_no_devices(value: str) -> None:
    assert not verdicts(a_field(value), None, None)


def test_imei_and_meid_need_a_telling_name() -> None:
    assert verdicts(a_field("490154203237518"), Category.DEVICE_ID, None)
    assert verdicts(a_field("AF 01 23 45 0A BC DE C"), Category.DEVICE_ID, None)
    assert not verdicts(a_field("490154203237519"), Category.DEVICE_ID, None)
    assert not verdicts(a_field(""), Category.DEVICE_ID, None)


@pytest.mark.parametrize("value", ["35-928832-605361-6", "359288-32-605361-6"])
def test_the_grouping_of_an_imei_counts_anywhere(value: str) -> None:
    assert [verdict.category for verdict in verdicts(a_field(value), None, None)] == [Category.DEVICE_ID]


@pytest.mark.parametrize("value", ["8933430684489971338", "310150123456789", "3c5ab412ef09", "3c5a.b412.ef09"])
def test_cards_in_phones_and_bare_addresses_count_under_a_telling_name(value: str) -> None:
    assert verdicts(a_field(value), Category.DEVICE_ID, None)


@pytest.mark.parametrize("value", ["000000000000000", "1700000000000", "ffffffffffff", "hello", "8933430684489971339"])
def test_a_telling_name_does_not_make_any_value_a_device(value: str) -> None:
    assert not verdicts(a_field(value), Category.DEVICE_ID, None)
