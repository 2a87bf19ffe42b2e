import pytest
from flask import Flask

from dashboard import addresses


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (addresses.vendor_address("adpix"), "/vendors/adpix"),
        (addresses.vendor_address("a/b?c#d"), "/vendors/a%2Fb%3Fc%23d"),
        (addresses.vendor_address("x", category="city"), "/vendors/x?category=city"),
        (addresses.vendors_address(sort=None, q="", party="third"), "/vendors?party=third"),
        (addresses.datum_address(7), "/data/7"),
        (addresses.data_address(), "/data"),
        (addresses.log_address(q='"><script>', vendor=None), "/log?q=%22%3E%3Cscript%3E"),
    ],
)
def test_addresses_are_quoted_and_leave_out_what_is_empty(address: str, expected: str) -> None:
    assert address == expected


@pytest.mark.parametrize(
    "address",
    [
        *(addresses.OVERVIEW, addresses.VENDORS, addresses.DATA, addresses.SITES, addresses.PASSWORDS, addresses.LOG),
        *(addresses.BLIND_SPOTS, addresses.LIVE, addresses.vendor_address("a.b"), addresses.datum_address(1)),
    ],
)
def test_every_address_has_a_page(address: str, app: Flask) -> None:
    with app.test_request_context():
        assert app.url_map.bind("").match(address)
