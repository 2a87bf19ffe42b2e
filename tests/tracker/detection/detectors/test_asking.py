"""Which detectors a value's shape is worth, and that what is nobody's is worth none or says nothing."""

import random
import uuid

import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors import value_verdicts
from tracker.detection.detectors.asking import DETECTORS, asked
from tracker.taxonomy import Category
from tracker.traffic import Location

NOBODYS = [
    *("", "0", "true", "null", "undefined", "en-US", "GET", "UTF-8", "text/html", "application/json", "gzip, deflate"),
    *("12.99", "1,299.00", "1 234,50", "$12.99", "EUR 19.90", "19.90 EUR", "0.6193642423022538", "-7.0", "1e-7", "99%"),
    *("1613226782", "1613226782706", "1613226782706123", "1613226782.706", "2021-02-13", "2021-02-13T14:38:21Z"),
    *("13/02/2021", "02/13/21", "14:38:21", "14:38", "20210213", "20210213144326", "Sat Feb 13 2021 14:38:21"),
    *("1.2.3", "1.2.3.4", "10.15.7", "10.15.7.1", "120.0.6099.109", "v2.10.3-rc.1", "16.4.1.2", "5.0.0-beta+exp.sha"),
    *("d41d8cd98f00b204e9800998ecf8427e", "da39a3ee5e6b4b0d3255bfef95601890afd80709", "9f86d081", "0x1f3a", "#ff00aa"),
    *("dDw0MjM0MzQ7Oz4=", "/wEPDwUKLTQyMTM0MzQ0M2RkF8mVcunSg", "CfDJ8N2mP1Zk3lFq-9xT0aQ", "AHWqTUkv7c1o:1613226782706"),
    *("PvGekgOanBBYEz2Tym0yF5BEcpZP90eVpmSvsHmE", "a1b2c3d4e5f6", "A1B2-C3D4-E5F6", "xkcd-1234-5678", "SKU-000123456"),
    *("978-3-16-148410-0", "4006381333931", "0-306-40615-2", "DE-BW-2026-000123", "INV-2026/00123", "RG 2026-1234"),
    *(
        "114-1234567-1234567",
        "1Z999AA10123456784",
        "JD014600003GB",
        "ORD-1613226782",
        "#1001",
        "2026-00017",
        "12/34/56",
    ),
    *("GTM-ABC123", "UA-12345678-1", "G-1A2B3C4D5E", "AW-123456789", "ca-pub-1234567890123456", "GA1.2.1116487093.161"),
    *("1920", "300x250", "728x90", "16:9", "4/3", "50,50", "0,0", "12,34,56,78", "0.1,0.2", "100,200,300", "3.14,2.71"),
    *(
        "0-0-0-0",
        "1-2-3-4-5-6-7",
        "1|2|3|4",
        "[1,2,3]",
        "(1)",
        "{}",
        "a=1&b=2",
        "a;b;c",
        "view_item",
        "checkout-step-2",
    ),
    *("10.0.0.1", "192.168.0.1", "127.0.0.1", "0.0.0.0", "255.255.255.0", "::1", "8.8.8.8", "192.0.2.1", "a::b"),
    *("cd07f044-a01e-4878-a15d-fb8aa7811116", "01890a5d-ac96-774b-bcce-b302099a8057"),
    *("00000000-0000-0000-0000-000000000000", "ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00", "000000000000000"),
    *("user@", "@media", "a@b", "logo@2x.png", "react@18.2.0", "me at shop dot test", "https://key@sentry.test/1"),
    *("The quick brown fox", "Red shoes, size 39", "Page 3 of 12", "2 items", "Order 12345 has shipped", "passport"),
]


@pytest.mark.parametrize("location", [Location.FORM, Location.JSON, Location.QUERY])
@pytest.mark.parametrize("country", [None, "FR", "US", "DE"])
def test_values_that_are_nobodys_say_nothing(location: Location, country: str | None) -> None:
    fields = [a_field(value, location=location) for value in NOBODYS]
    said = {field.value: found for field in fields if (found := value_verdicts(field, None, country))}
    assert said == {}


@pytest.mark.parametrize("country", ["FR", "SE", "BR", "TR", "NO", "PL", "US"])
def test_random_numbers_are_hardly_ever_a_national_number(country: str) -> None:
    chance = random.Random(11)
    wrong = 0
    for size in (7, 8, 9, 10, 11, 12, 13, 14, 15, 18, 20):
        for _ in range(300):
            field = a_field("".join(chance.choices("123456789", k=1) + chance.choices("0123456789", k=size - 1)))
            found = {verdict.category for verdict in value_verdicts(field, None, country)}
            wrong += bool(found & {Category.NATIONAL_ID, Category.TAX_ID})
    assert wrong / (11 * 300) < 0.005


def test_random_numbers_in_documents_and_addresses_are_nobodys() -> None:
    chance = random.Random(12)
    for location in (Location.JSON, Location.QUERY):
        for size in range(7, 20):
            values = ["".join(chance.choices("123456789", k=size)) for _ in range(200)]
            assert not any(value_verdicts(a_field(value, "ref", location), None, "BR") for value in values)


def test_grouped_random_numbers_are_hardly_ever_anybodys() -> None:
    chance = random.Random(13)
    wrong = 0
    for groups in ((3, 7, 7), (4, 4, 4), (6, 4), (6, 6), (8, 4), (2, 3, 4), (5, 5), (4, 6), (3, 3, 4, 2)):
        for _ in range(200):
            text = "-".join("".join(chance.choices("0123456789", k=size)) for size in groups)
            wrong += bool(value_verdicts(a_field(text), None, None))
    assert wrong == 0


def test_most_values_ask_no_detector_at_all() -> None:
    values = ["true", "order", "view_item", "12.99", "1613226782706", "2021-02-13T14:38:21Z", "Red shoes", "a" * 40]
    assert [asked(a_field(value), None) for value in values] == [()] * len(values)


def test_a_uuid_asks_one_detector() -> None:
    assert len(asked(a_field(str(uuid.UUID(int=1 << 100))), None)) == 1


@pytest.mark.parametrize("hint", list(Category))
def test_a_telling_name_asks_in_the_order_of_all_detectors(hint: Category) -> None:
    found = asked(a_field("order"), hint)
    assert list(found) == [detector for detector in DETECTORS if detector in found]
