"""A page's coding is undone while it comes in."""

import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tracker.marking import decoding
from tracker.marking.decoding import Decoding

PAGE = b"<!doctype html><p>" + b"Bonjour \xc3\xa9 " * 5000
RAW = zlib.compressobj(wbits=-15)
CODED = {
    "": PAGE,
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE),
    "deflate": zlib.compress(PAGE),
    "br": brotli.compress(PAGE),
    "zstd": zstandard.ZstdCompressor().compress(PAGE),
}


@pytest.mark.parametrize("coding", list(CODED))
@pytest.mark.parametrize("size", [1, 7, 1000, 1 << 20])
def test_it_comes_out_as_it_was(coding: str, size: int) -> None:
    undo, coded = Decoding(coding), CODED[coding]
    assert b"".join(undo(coded[at : at + size]) for at in range(0, len(coded), size)) == PAGE
    assert undo(b"") == b""
    assert not undo.is_broken


def test_deflate_may_lack_its_header() -> None:
    assert Decoding("deflate")(RAW.compress(PAGE) + RAW.flush()) == PAGE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_what_is_not_coded_as_it_says_passes_as_it_is(coding: str) -> None:
    undo = Decoding(coding)
    assert undo(PAGE) + undo(b"more") == PAGE + b"more"


def test_what_breaks_later_ends_there() -> None:
    coder = zlib.compressobj(wbits=31)
    undo = Decoding("gzip")
    assert undo(coder.compress(PAGE) + coder.flush(zlib.Z_SYNC_FLUSH)) == PAGE
    assert undo(b"\xff" * 10) == b""  # no block begins so
    assert undo.is_broken
    assert undo(b"more") == b""


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_what_comes_after_the_end_is_no_part_of_the_page(coding: str) -> None:
    undo = Decoding(coding)
    assert undo(CODED[coding]) + undo(b"garbage") == PAGE


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_bomb_ends_early(coding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MOST", 1 << 20)
    huge = b"a" * (8 << 20)
    coded = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.ZstdCompressor().compress}[coding](huge)
    undo = Decoding(coding)
    made = sum(len(undo(coded[at : at + 64])) for at in range(0, len(coded), 64))
    assert made <= 8 << 20
    assert undo(b"more") in (b"", b"more")


@given(st.sampled_from(["gzip", "deflate", "br", "zstd"]), st.lists(st.binary(min_size=1, max_size=40)))
def test_it_never_raises(coding: str, pieces: list[bytes]) -> None:
    undo = Decoding(coding)
    assert all(isinstance(undo(piece), bytes) for piece in pieces)
