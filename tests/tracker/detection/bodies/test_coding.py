import gzip
import random
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.bodies.coding import coding_of, decoded, undo
from tracker.detection.limits import MAX_CODINGS

TEXT = b'{"email":"marie@mail.test"}' * 20


def raw_deflate(data: bytes) -> bytes:
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return machine.compress(data) + machine.flush()


CODERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("x-gzip", gzip.compress),
    "deflate with a header": ("deflate", zlib.compress),
    "deflate without": ("deflate", raw_deflate),
    "brotli": ("br", brotli.compress),
    "zstd": ("zstd", zstandard.compress),
}


@pytest.mark.parametrize(("name", "coder"), CODERS.values(), ids=CODERS)
def test_each_coding_is_undone(name: str, coder: Callable[[bytes], bytes]) -> None:
    undone = decoded(coder(TEXT), name)
    assert undone is not None
    assert undone.data == TEXT
    assert undone.is_complete


@pytest.mark.parametrize(("name", "coder"), CODERS.values(), ids=CODERS)
def test_no_more_than_the_limit_comes_out(name: str, coder: Callable[[bytes], bytes]) -> None:
    undone = decoded(coder(TEXT), name, limit=100)
    assert undone is not None
    assert undone.data == TEXT[:100]
    assert not undone.is_complete


@pytest.mark.parametrize(("name", "coder"), CODERS.values(), ids=CODERS)
def test_bombs_do_not_go_off(name: str, coder: Callable[[bytes], bytes]) -> None:
    assert undo(name, coder(bytes(50_000_000))) is None


def test_codings_are_undone_in_reverse_order() -> None:
    undone = decoded(brotli.compress(gzip.compress(TEXT, mtime=0)), "gzip, BR , identity,")
    assert undone is not None
    assert undone.data == TEXT


def test_codings_stacked_too_high_are_left() -> None:
    data = TEXT
    for _ in range(MAX_CODINGS + 1):
        data = gzip.compress(data, mtime=0)
    assert decoded(data, ", ".join(["gzip"] * (MAX_CODINGS + 1))) is None


@pytest.mark.parametrize("codings", ["x-own", "gzip", "deflate", "br", "zstd", "gzip, br"])
def test_what_is_not_coded_so_is_left(codings: str) -> None:
    assert decoded(TEXT, codings) is None


def test_without_a_coding_all_stays() -> None:
    assert decoded(TEXT, " identity ") == (TEXT, True)


def test_a_cut_off_body_gives_what_there_is() -> None:
    noise = random.Random(1).randbytes(5000)
    undone = decoded(gzip.compress(noise, mtime=0)[:-1000], "gzip")
    assert undone is not None
    assert noise.startswith(undone.data)
    assert len(undone.data) > 1000
    assert not undone.is_complete


def test_members_of_gzip_follow_one_another() -> None:
    assert undo("gzip", gzip.compress(b"one ", mtime=0) + gzip.compress(b"two")) == (b"one two", True)
    assert undo("gzip", gzip.compress(b"one ", mtime=0) + b"rubbish") == (b"one ", False)


def test_an_empty_body_has_no_coding() -> None:
    assert undo("gzip", b"") is None


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (gzip.compress(TEXT, mtime=0), "gzip"),
        (zlib.compress(TEXT), "deflate"),
        (zstandard.compress(TEXT), "zstd"),
        (TEXT, None),
        (b"", None),
        (b"xylophone", None),
    ],
)
def test_the_first_bytes_give_a_coding_away(data: bytes, name: str | None) -> None:
    assert coding_of(data) == name


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "zstd", "br, gzip"]))
def test_decoding_never_raises(data: bytes, codings: str) -> None:
    undone = decoded(data, codings, limit=1000)
    assert undone is None or len(undone.data) <= 1000
