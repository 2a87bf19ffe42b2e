import base64
import hashlib
import zlib

import pytest

from tests.builders.requests import a_request
from tracker.detection.fields import fields_of
from tracker.detection.indicators import Indicators
from tracker.detection.indicators.digest_forms import digest_forms
from tracker.detection.indicators.wording import reasoning
from tracker.profile import Profile, Value
from tracker.taxonomy import Category

MD5 = hashlib.md5(b"marie@mail.test").digest()
SHA256 = hashlib.sha256(b"marie@mail.test").digest()


def test_a_digest_is_written_in_several_ways() -> None:
    digest = bytes(range(240, 256)) + b"\xff\xff"
    found = [data for data, _ in digest_forms(digest, is_usual=False)]
    assert found == [digest.hex().encode(), base64.b64encode(digest), base64.urlsafe_b64encode(digest)]
    assert len(list(digest_forms(b"\0" * 18, is_usual=False))) == 2


def test_a_usual_digest_is_looked_for_in_rarer_dresses() -> None:
    found = {data for data, _ in digest_forms(SHA256, is_usual=True)}
    digits = SHA256.hex()
    assert {SHA256, digits.encode().hex().encode(), digits[::-1].encode(), SHA256.hex(":").encode()} < found
    assert {str(int.from_bytes(SHA256)).encode(), base64.b32encode(SHA256).rstrip(b"=").lower()} < found


def test_a_part_of_a_usual_digest_is_looked_for() -> None:
    halves = {data for data, pattern in digest_forms(MD5, is_usual=True) if pattern.encoding == ("truncated",)}
    assert halves == {MD5.hex()[:16].encode(), MD5.hex()[8:24].encode()}
    [half] = [data for data, pattern in digest_forms(SHA256, is_usual=True) if pattern.encoding == ("truncated",)]
    assert half == SHA256.hex()[:16].encode()


def test_base64_of_digits_is_found_wherever_it_begins() -> None:
    found = [data for data, pattern in digest_forms(SHA256, is_usual=True) if pattern.encoding == ("base64",)]
    for before in (b"", b"x", b"xy"):
        assert any(data in base64.b64encode(before + SHA256.hex().upper().encode() + b"&") for data in found)


def test_every_way_has_words() -> None:
    for _, pattern in digest_forms(SHA256, is_usual=True):
        assert reasoning(Category.TEXT, "", (*pattern.encoding, "sha256")).endswith("SHA-256 of your text.")


MARIE = Indicators(Profile((Value(Category.EMAIL_ADDRESS, "marie.dupont@mail.test"),)))


@pytest.mark.parametrize(
    ("query", "is_told"),
    [
        ("email_crc={}", True),
        ("em={}", True),
        ("user[hash]={}", True),
        ("item={}", False),
        ("email=1{}", False),
        ("hash=x-{}", False),
    ],
)
def test_a_short_hash_means_something_under_a_telling_name_only(query: str, *, is_told: bool) -> None:
    number = str(zlib.crc32(b"marie.dupont@mail.test"))
    request = a_request(f"https://ads.test/px?{query.format(number)}")
    findings = MARIE.search(fields_of(request), request)
    assert [item.evidence.encoding for item in findings] == ([("crc32",)] if is_told else [])
    assert all(item.evidence.confidence < 0.7 for item in findings)
