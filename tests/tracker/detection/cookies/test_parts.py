import base64
import doctest
import random
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.cookies import parts
from tracker.detection.cookies.parts import is_flag, is_plain, plain, telling_parts, weighed_parts

UUID = "cd07f044-a01e-4878-a15d-fb8aa7811116"


def test_the_definition_holds() -> None:
    assert not doctest.testmod(parts).failed


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (UUID, (UUID,)),
        (f"s%3A0-{UUID}", (UUID,)),
        ("GA1.2.162712083.1613226783", ("162712083.1613226783",)),
        ("eEGP8JHnBDY", ("eEGP8JHnBDY",)),
        ("fb.1.1613226782706.1497060586", ("1613226782706.1497060586",)),
        ("7198930254545667412", ("7198930254545667412",)),
        ("b4462c5f10a9a549bd088824611214fd", ("b4462c5f10a9a549bd088824611214fd",)),
        ("v2_b4462c5f10a9a549bd088824611214fd_1613226782706", ("b4462c5f10a9a549bd088824611214fd",)),
        ("2021-02-13T14:38:21Z--eEGP8JHnBDY", ("eEGP8JHnBDY",)),
        ("eEGP8JHnBDY|https://shop.test/a1b2c3d4e5f6?x|7198930254545667412", ("7198930254545667412", "eEGP8JHnBDY")),
        ("eEGP8JHnBDY;Sat, 13 Feb 2021 14:55:22 GMT", ("eEGP8JHnBDY",)),
        ('"v1_b0jhveGNKep+LwxZhwSmbg=="', ("v1_b0jhveGNKep+LwxZhwSmbg",)),
        ("-1378101304145867844", ("-1378101304145867844",)),
        ("1613226782_482910571", ("1613226782_482910571",)),
        ("1613226782706_1482910571|fr", ("1613226782706_1482910571",)),
        ("xkjqwzpl", ("xkjqwzpl",)),
        ("WLVaTAAABaRwntZU", ("WLVaTAAABaRwntZU",)),
        ("bQ9KjTzWmAAABd5kzQxI=|1", ("bQ9KjTzWm",)),
        ("rum=1&id=37e074de-06e3-4524-bddd-6acdb21aa000&t=1613227394475", ("37e074de-06e3-4524-bddd-6acdb21aa000",)),
    ],
)
def test_random_parts_are_found(value: str, found: tuple[str, ...]) -> None:
    assert telling_parts(value) == found


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "1",
            "true",
            "fr-FR",
            "accepted",
            "1613226782706",
            "2021-02-13T14:38:21.323Z",
            "GBP",
            "1%7C6",
            "homepage|checkout",
        ),
        *(
            "https://shop.test/a1b2c3d4e5f6a7b8c9d0?x=y",
            "%2Fproducts%2Fled-safety-flare",
            "1---",
            "1YNN",
            "JavaScript",
            "0000000000",
        ),
        *(
            "Sat%2C%2013%20Feb%202021%2014:55:22%20GMT",
            "v=2&lang=en-us",
            "{stamp:1613226782706,necessary:true,preferences:false}",
        ),
        *(
            "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA",
            "DBABMA~CPXxRfAPXxRfAAfKABENB",
            "11111111111111111111",
            "1.1613226782.1613226799.1613226799",
            "00000000-0000-0000-0000-000000000000",
            "x_11111111111111111111111111111111_x",
            "aaaa1111aaaa1111",
        ),
        *(
            "1613226782706_4829",
            "1613226782706_1613226799",
            "wmlspartner=0:refid=0000000000",
            "{'frstcrtd':1,\"lstpdtd\": 2}",
            "AAABd5kzQxI=",
            "AE7737AAABd5kzQxI=",
            "AAABd5kzQxI",
        ),
        *("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJpZSJ9.c2ln", "abc12", "160x600"),
    ],
)
def test_flags_words_moments_and_consents_hold_no_chance(value: str) -> None:
    assert telling_parts(value) == ()


@pytest.mark.parametrize(
    "value", ["", "0", "1", "-1", "true", "NULL", "ok", "%7B%7D", '"1"', "1%7C6", "test_value", "optout"]
)
def test_flags_are_known(value: str) -> None:
    assert is_flag(value)


@pytest.mark.parametrize("value", ["bzgb20", "fr", UUID, "123456"])
def test_other_values_are_no_flags(value: str) -> None:
    assert not is_flag(value)


def packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_base64_is_looked_into_where_it_holds_json() -> None:
    assert telling_parts(packed('{"seen":true,"shown":["home","basket"],"at":1613226782706}')) == ()
    assert telling_parts(packed(f'{{"id":"{UUID}","at":1613226782706}}')) == (UUID,)
    assert telling_parts(packed(f'[{{"id":"{UUID}"}}]').rstrip("=")) == (UUID,)
    assert telling_parts("eyJh____x7Vx0ZbQk29") == ("x7Vx0ZbQk29",)


def test_each_part_has_its_chance() -> None:
    assert {part: round(chance) for part, chance in weighed_parts(f"{UUID}|eEGP8JHnBDY").items()} == {
        UUID: 122,
        "eEGP8JHnBDY": 50,
    }


@pytest.mark.parametrize(("text", "bare"), [("a%2Fb", "a/b"), ("a%252Fb", "a/b"), ("a/b", "a/b"), ("100%", "100%")])
def test_two_layers_of_percent_encoding_are_undone(text: str, bare: str) -> None:
    assert plain(text) == bare


@given(st.text())
def test_no_value_raises(value: str) -> None:
    assert isinstance(telling_parts(value), tuple)
    is_flag(value)


def test_nearly_every_random_identifier_is_told_and_nearly_no_sentence() -> None:
    chance = random.Random(5)
    alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    identifiers = ["".join(chance.choices(alphabet, k=20)) for _ in range(500)]
    identifiers += [uuid.UUID(int=chance.getrandbits(128)).hex for _ in range(500)]
    assert sum(bool(telling_parts(value)) for value in identifiers) >= 995
    words = [
        "home",
        "shop",
        "basket",
        "product",
        "account",
        "login",
        "search",
        "results",
        "contact",
        "about",
        "french",
        "english",
        "accepted",
        "settings",
    ]
    sentences = ["-".join(chance.choices(words, k=4)) for _ in range(500)]
    assert not any(telling_parts(value) for value in sentences)


@pytest.mark.parametrize(
    "value",
    [
        "aHR0cHM6Ly93d3cuc2hvcC50ZXN0L2xhc3QtcGFnZQ==",
        f"CS={packed('{"Pn":{"Cn":1,"St":0,"Prod":"P"},"Seen":["home","basket"]}')}",
        packed(packed("recently-viewed-products")),
        "CgVTSE9QMRC7mIivBSIJCgVTSE9QMRAB",
        "UHLDvGZlbiBTaWUgamV0enQgSWhyZSBCZXN0ZWxsdW5n",
    ],
)
def test_base64_of_words_moments_and_small_numbers_holds_no_chance(value: str) -> None:
    assert telling_parts(value) == ()


def test_base64_of_an_identifier_holds_its_chance() -> None:
    assert telling_parts(f"CS={packed(f'{{"id":"{UUID}"}}')}") == (UUID,)
    assert telling_parts(packed(packed(f"uid={UUID}"))) == (UUID,)
    assert telling_parts(base64.b64encode(b"\x0a\x24" + UUID.encode() + b"\x10\x05").decode()) == (UUID,)


@pytest.mark.parametrize(
    ("value", "is_so"),
    [
        ("", True),
        ("NO_DATA", True),
        ("mt_bt:1/", True),
        ("13490%3D1", True),
        ("1613226782", True),
        ("lang=fr|1613226782706", True),
        ("1613226782|1613226783", False),
        ("kLm", False),
        ("abc12", False),
        ("123456", False),
        ("aHR0cHM6Ly93d3cuc2hvcC50ZXN0Lw==", True),
    ],
)
def test_words_small_numbers_and_one_moment_are_plain(value: str, is_so: bool) -> None:
    assert is_plain(value) is is_so
