"""All detectors together: which are asked, that nothing slows them, and that random values are nobody's."""

import doctest
import importlib
import pkgutil
import random
import time
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders.fields import a_field
from tracker.detection import detectors
from tracker.detection.detectors import DETECTORS, value_verdicts
from tracker.taxonomy import Category
from tracker.traffic import Location

MODULES = [f"{detectors.__name__}.{module.name}" for module in pkgutil.iter_modules(detectors.__path__)]
HOSTILE = {
    "at signs": "a@" * 500_000,
    "labels before an at sign": "a." * 500_000 + "@",
    "nearly cards": "4111 1111 1111 1112 " * 100_000,
    "digits": "1" * 2_000_000,
    "nearly phones": "+1 555 " * 300_000,
    "nearly accounts": "FR14 2004 " * 200_000,
    "nearly tokens": "eyJ" * 600_000,
    "labels of a host": "http://" + "a." * 800_000,
    "addresses": "a@b.co " * 200_000,
    "encoded signs": "%2540" * 400_000,
    "colons": ":" * 1_000_000,
    "brackets": "<" * 1_000_000,
    "versions": "1.2." * 500_000,
    "candidates": "candidate:1 1 udp 1 " + "a" * 100_000,
    "phrases": "my passport number is 12345 " * 50_000,
    "groups": "1 " * 500_000,
    "degrees": "48\u00b0" * 300_000,
    "languages": "en;q=0.1," * 100_000,
}


def categories(value: str, name: str = "v", location: Location = Location.FORM, country: str | None = None) -> set[str]:
    return {verdict.category.value for verdict in value_verdicts(a_field(value, name, location), None, country)}


@pytest.mark.parametrize("name", MODULES)
def test_the_definition_of_each_module_holds(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted == 0 or not result.failed
    assert result.attempted or name.endswith(("national_numbers", "asking"))


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("marie@shop.test", {"email_address"}),
        ("marie%40shop.test", {"email_address"}),
        ("+33612345678", {"phone_number"}),
        ("FR1420041010050500013M02606", {"bank_account"}),
        ("2100-0418-41-7150954259", {"bank_account"}),
        ("19-5452874000/0100", {"bank_account"}),
        ("35-928832-605361-6", {"device_id"}),
        ("48\u00b051'24\"N 2\u00b021'03\"E", {"coordinates"}),
        ("geo:48.8566,2.3522", {"coordinates"}),
        ("POINT(2.3522 48.8566)", {"coordinates"}),
        ("::ffff:81.56.12.207", {"ip_address"}),
        ("1-2345-67890-12-1", {"national_id"}),
        ("my ssn is 536-90-4399", {"national_id"}),
        ("Passport: X7654321", {"passport_number"}),
        ("4012888888881881", {"card_number"}),
        ("4012 8888 8888 1881", {"card_number"}),
        ("RCCMNL83S18D969H", {"national_id"}),
        ("390.533.447-05", {"tax_id"}),
        ("DUPON753144M99AB", {"driving_licence"}),
        ("81.56.12.207", {"ip_address"}),
        ("2a01:e0a:1:2:3:4:5:6", {"ip_address"}),
        ("48.8566,2.3522", {"coordinates"}),
        ("3c:5a:b4:12:ef:09", {"device_id"}),
        ("3c-5a-b4-12-ef-09", {"device_id"}),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJpZSJ9.c2lnbmF0dXJl", {"auth_token"}),
        ("https://shop.test/cart", {"page_visited"}),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0", {"user_agent"}),
        ("fr-FR,fr;q=0.9", {"language"}),
        ("Europe/Paris", {"time_zone"}),
        ("1920x1080", {"screen_size"}),
        ("1920 x 1080", {"screen_size"}),
        ("L898902C36UTO7408122F1204159ZE184226B<<<<<10", {"passport_number"}),
        ("Marie, marie@shop.test, +33 6 12 34 56 78", {"email_address", "phone_number"}),
    ],
)
def test_each_kind_of_value_reaches_its_detector(value: str, found: set[str]) -> None:
    location = Location.JSON if found == {"page_visited"} else Location.FORM
    assert categories(value, location=location) == found


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "1",
            "true",
            "en-US",
            "homepage",
            "GTM-ABC123",
            "1613226782",
            "1613226782706",
            "0.6193642423022538",
            "-7.0",
        ),
        *("12.99", "1 234,50", "EUR", "2021-02-13T14:38:21.323Z", "2025-07-17 17:21:42+02:00", "UTF-8", "%E2%9C%93"),
        *(
            "dDw0MjM0MzQ7Oz4=",
            "/wEPDwUKLTQyMTM0MzQ0M2RkF8mVcunSg",
            "b4462c5f10a9a549bd088824611214fd",
            "view_item",
            "1.47",
        ),
        *("PvGekgOanBBYEz2Tym0yF5BEcpZP90eVpmSvsHmE", "1.1.1116487093.1613228343", "urn:li:page:d_home;UpfKN==", "#"),
    ],
)
def test_random_ids_moments_prices_and_tokens_are_nobodys(value: str) -> None:
    assert categories(value, country="FR") == set()


@pytest.mark.parametrize("value", ["cd07f044-a01e-4878-a15d-fb8aa7811116", "{cd07f044-a01e-4878-a15d-fb8aa7811116}"])
def test_a_uuid_reaches_its_detector(value: str) -> None:
    assert categories(value, name="visitor") == {"client_id"}


def test_a_name_that_tells_asks_every_detector() -> None:
    verdicts = list(value_verdicts(a_field("1987-03-14"), Category.BIRTH_DATE, None))
    assert [verdict.category for verdict in verdicts] == [Category.BIRTH_DATE]


def test_only_the_first_64_kib_of_a_value_are_looked_at() -> None:
    assert categories(" " * 60_000 + "marie@shop.test") == {"email_address"}
    assert categories(" " * 70_000 + "marie@shop.test") == set()


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("hint", [None, Category.PHONE_NUMBER, Category.AUTH_TOKEN])
def test_no_value_takes_long(value: str, hint: Category | None) -> None:
    list(value_verdicts(a_field("+33612345678, 06 12 34 56 78"), hint, "FR"))  # loads what is loaded once
    begin = time.process_time()
    assert all(0 < verdict.confidence <= 1 for verdict in value_verdicts(a_field(value), hint, "FR"))
    assert time.process_time() - begin < 0.25


@settings(deadline=None)
@given(st.text(), st.sampled_from([None, *Category]), st.sampled_from([None, "FR", "US", "DE", "IN", "ZZ"]))
def test_no_text_raises(value: str, hint: Category | None, country: str | None) -> None:
    for verdict in value_verdicts(a_field(value), hint, country):
        assert 0 < verdict.confidence <= 1
        assert value.strip() not in verdict.reasoning or len(value.strip()) < 6


@settings(deadline=None)
@given(st.text(alphabet="0123456789+-. ()/:@%xeyJ<,;=abcdefFR", max_size=60), st.sampled_from([None, *Category]))
def test_no_text_of_telling_marks_raises(value: str, hint: Category | None) -> None:
    assert all(0 < verdict.confidence <= 1 for verdict in value_verdicts(a_field(value), hint, "FR"))


def test_random_identifiers_are_no_phones_cards_or_accounts() -> None:
    chance = random.Random(3)
    hexadecimal = [f"{chance.getrandbits(128):032x}" for _ in range(3000)]
    uuids = [str(uuid.UUID(int=chance.getrandbits(128))) for _ in range(3000)]
    moments = [str(chance.randint(1_500_000_000_000, 1_900_000_000_000)) for _ in range(3000)]
    for location in (Location.FORM, Location.QUERY):
        assert not any(categories(value, location=location, country="FR") for value in hexadecimal + moments)
        assert not any(categories(value, location=location, country="FR") for value in uuids)


def test_random_numbers_under_the_name_of_a_key_are_nobodys() -> None:
    chance = random.Random(4)
    for size in range(7, 20):
        for _ in range(300):
            value = "".join(chance.choices("0123456789", k=size))
            assert categories(value, name="item_id", country="FR") == set()


def test_every_detector_is_listed_once() -> None:
    others = {"asking", "checks", "numbers", "national_names", "national_numbers"}  # these detect nothing
    assert len(set(DETECTORS)) == len(DETECTORS) == len(MODULES) - len(others)
