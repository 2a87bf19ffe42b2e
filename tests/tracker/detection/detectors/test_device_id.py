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
