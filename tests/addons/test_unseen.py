"""Records of what was not read."""

from addons.unseen import FAULT, PARTIAL, PINNED, unread, unread_connection
from tests.builders.requests import a_request
from tracker.disclosure import BlindSpot, Party


def test_an_unread_request_is_recorded_with_its_place_and_the_reason() -> None:
    request = a_request("https://www.shop.test/register", body="email=marie.dupont%40mail.example")
    record = unread(request, FAULT)
    assert (record.id, record.host, record.recipient, record.method) == (
        request.id,
        "www.shop.test",
        "shop.test",
        "POST",
    )
    assert (record.site, record.party, record.disclosures) == (None, Party.UNKNOWN, ())
    assert record.blind_spots == (BlindSpot("fault"),)


def test_the_end_of_an_upload_is_a_record_of_its_own() -> None:
    request = a_request()
    record = unread(request, PARTIAL, 5000, ":end")
    assert record.id == f"{request.id}:end"
    assert record.blind_spots == (BlindSpot("partial-body", 5000),)


def test_connections_are_each_recorded() -> None:
    one, other = (unread_connection("api.bank.test", "tls", PINNED) for _ in range(2))
    assert one.id != other.id
    assert (one.host, one.recipient, one.scheme) == ("api.bank.test", "bank.test", "tls")
