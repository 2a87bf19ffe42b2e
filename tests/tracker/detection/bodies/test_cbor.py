from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.bodies.cbor import cbor_document

VECTORS: list[tuple[str, Any]] = [  # RFC 8949, appendix A
    ("83010203", [1, 2, 3]),
    ("8301820203820405", [1, [2, 3], [4, 5]]),
    ("a201020304", {"1": 2, "3": 4}),
    ("a26161016162820203", {"a": 1, "b": [2, 3]}),
    ("826161a161626163", ["a", {"b": "c"}]),
    ("9fff", []),
    ("9f018202039f0405ffff", [1, [2, 3], [4, 5]]),
    ("bf61610161629f0203ffff", {"a": 1, "b": [2, 3]}),
    ("bf6346756ef563416d7421ff", {"Fun": True, "Amt": -2}),
]
MORE: list[tuple[str, Any]] = [
    ("81f93e00", [1.5]),
    ("81fa47c35000", [100000.0]),
    ("81fb3ff199999999999a", [1.1]),
    ("811a000f4240", [1000000]),
    ("81c074323031332d30332d32315432303a30343a30305a", ["2013-03-21T20:04:00Z"]),
    ("817f657374726561646d696e67ff", ["streaming"]),
    ("814449455446", ["IETF"]),
    ("82f4f6", [False, None]),
]


@pytest.mark.parametrize(("data", "expected"), VECTORS + MORE)
def test_the_vectors_of_the_rfc(data: str, expected: Any) -> None:
    assert cbor_document(bytes.fromhex(data)) == expected


@pytest.mark.parametrize(
    "data",
    [
        "",
        "01",
        "6161",
        "8301",
        "830102030f",
        "81f8ff",
        "811c",
        "ff",
        "8161ff",
        "81" * 40 + "01",
        "9f01",
        "a1a1617800" + "00",
    ],
)
def test_other_bytes_are_no_document(data: str) -> None:
    assert cbor_document(bytes.fromhex(data)) is None


def test_maps_as_keys_of_maps_do_not_grow_without_end() -> None:
    data = b"\xa1" * 30 + b"\x61x" + bytes(30)
    assert cbor_document(data) is None


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused(data: bytes) -> None:
    assert isinstance(cbor_document(data), dict | list | None)
