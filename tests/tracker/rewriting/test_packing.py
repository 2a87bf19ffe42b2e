import base64
import gzip
import zlib

import pytest

from tracker.detection.bodies.coding import decoded
from tracker.rewriting.packing import as_blob, is_blob, is_coding, packed

DATA = b"marie@mail.test " * 3


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate", "deflate-raw", "br", "zstd"])
def test_what_is_packed_can_be_opened(coding: str) -> None:
    content = decoded(packed(DATA, coding), coding)
    assert content
    assert content.data == DATA
    assert is_coding(coding)


def test_deflate_keeps_its_manner() -> None:
    bare = packed(DATA, "deflate-raw")
    assert packed(DATA, "deflate", bare) == bare
    assert zlib.decompress(packed(DATA, "deflate", zlib.compress(b"a"))) == DATA
    assert not is_coding("base64")


@pytest.mark.parametrize(
    ("before", "written"),
    [
        ("YWJj", "Pz8/Pw=="),
        ("YWI=", "Pz8/Pw=="),
        ("YW-j", "Pz8_Pw"),
        ("YW+jYQ", "Pz8/Pw"),
        ("YWJjYQ", "Pz8_Pw"),
        ("YW_jYQ==", "Pz8_Pw=="),
    ],
)
def test_base64_is_written_in_the_manner_of_before(before: str, written: str) -> None:
    assert as_blob(b"????", ("base64",), before) == written


@pytest.mark.parametrize(("before", "written"), [("6d", "6d6a"), ("6D", "6D6A"), ("61", "6d6a")])
def test_hexadecimal_digits_are_written_in_the_manner_of_before(before: str, written: str) -> None:
    assert as_blob(b"mj", ("hex",), before) == written


def test_what_is_compressed_beneath_is_compressed_again() -> None:
    assert gzip.decompress(base64.b64decode(as_blob(DATA, ("base64", "gzip"), "YWJj"))) == DATA


@pytest.mark.parametrize(
    ("value", "steps", "is_all"),
    [
        (base64.b64encode(DATA).decode(), ("base64",), True),
        (base64.b64encode(gzip.compress(DATA)).decode(), ("base64", "gzip"), True),
        ("v1|" + base64.b64encode(DATA).decode(), ("base64",), False),
        (base64.b64encode(DATA).decode(), ("base64", "gzip"), False),
        (base64.b64encode(b"x" + DATA).decode(), ("base64",), False),
        (base64.b64encode(DATA).decode(), ("base64", "br", "gzip"), False),
    ],
    ids=["whole", "compressed", "prefixed", "not compressed", "other", "otherwise compressed"],
)
def test_a_blob_is_told_from_what_holds_one(value: str, steps: tuple[str, ...], is_all: bool) -> None:
    assert is_blob(value, steps, DATA.decode()) is is_all
