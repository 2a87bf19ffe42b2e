import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors.advertising_id import verdicts
from tracker.taxonomy import Category
from tracker.traffic import Location

UUID = "cd07f044-a01e-4878-a15d-fb8aa7811116"


@pytest.mark.parametrize("value", [UUID, UUID.upper(), "{" + UUID + "}", "urn:uuid:" + UUID, f" {UUID} "])
def test_a_uuid_under_a_name_of_a_person_or_browser_is_a_browsers(value: str) -> None:
    field = a_field(value, name="visitor")
    assert [verdict.category for verdict in verdicts(field, None, None)] == [Category.CLIENT_ID]


@pytest.mark.parametrize(
    "name", ["uuid", "vtid", "client", "deviceUuid", "anonymous", "partner_uid", "user", "dev_guid", "visitor_guid"]
)
def test_names_of_persons_browsers_and_devices_are_known(name: str) -> None:
    assert verdicts(a_field(UUID, name=name), None, None)


@pytest.mark.parametrize("name", ["", "v", "id", "ref", "pv_id", "revision", "li.ai", "co", "activity", "widget_uuid"])
def test_a_uuid_under_any_other_name_is_nobodys(name: str) -> None:
    assert not verdicts(a_field(UUID, name=name), None, None)


def test_a_telling_name_says_whose_it_is() -> None:
    assert verdicts(a_field(UUID), Category.ADVERTISING_ID, None)[0].category is Category.ADVERTISING_ID
    assert verdicts(a_field(UUID, name="sessionUuid"), None, None)[0].category is Category.SESSION_ID
    assert not verdicts(a_field(UUID), Category.FIRST_NAME, None)


def test_a_version_1_uuid_is_told_to_hold_more() -> None:
    field = a_field("4ec26521-fda6-11e6-8d71-005056a276c4", name="device")
    assert "network card" in verdicts(field, None, None)[0].reasoning


@pytest.mark.parametrize(
    "name",
    [
        "request_id",
        "eventId",
        "traceparent",
        "order",
        "csrf_token",
        "product_uuid",
        "client_key",
        "viewguid",
        "vguid",
        "xVGUID",
    ],
)
def test_a_uuid_of_a_thing_or_an_event_is_nobodys(name: str) -> None:
    assert not verdicts(a_field(UUID, name=name), None, None)


@pytest.mark.parametrize(
    "value", ["00000000-0000-0000-0000-000000000000", UUID[:-1], UUID + "0", "x" * 36, "", "-" * 40]
)
def test_other_values_are_no_uuids(value: str) -> None:
    assert not verdicts(a_field(value, name="visitor"), None, None)


@pytest.mark.parametrize("location", [Location.PATH, Location.HEADER, Location.COOKIE])
def test_a_uuid_in_a_path_header_or_cookie_is_for_others_to_judge(location: Location) -> None:
    assert not verdicts(a_field(UUID, name="visitor", location=location), None, None)
