from base64 import b64encode

import pytest

from tests.builders.fields import a_field
from tracker.detection.detectors import value_verdicts
from tracker.detection.detectors.biometric import verdicts
from tracker.taxonomy import Category


def record(kind: bytes, version: bytes) -> str:
    return b64encode(kind + b"\0" + version + b"\0" + bytes(range(60))).decode()


@pytest.mark.parametrize(
    ("kind", "version", "words"),
    [
        (b"FMR", b" 20", "finger minutiae"),
        (b"FMR", b"030", "finger minutiae"),
        (b"FIR", b"010", "a finger's image"),
        (b"FAC", b"010", "a face"),
        (b"IIR", b"020", "an iris"),
    ],
)
def test_records_in_interchange_formats_are_found(kind: bytes, version: bytes, words: str) -> None:
    (verdict,) = value_verdicts(a_field(record(kind, version)), None, None)
    assert verdict.category is Category.BIOMETRIC
    assert words in verdict.reasoning


@pytest.mark.parametrize(
    "value",
    [
        record(b"FMR", b" 99"),
        record(b"PNG", b"010"),
        record(b"FMR", b" 20")[:20],
        "SZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2NBAAAAAA",  # authenticator data of WebAuthn
        "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0IiwiY2hhbGxlbmdlIjoiYWJjIn0",  # client data of WebAuthn
        "fingerprint",
        "face recognition",
    ],
)
def test_passkeys_pictures_and_words_are_no_biometric_data(value: str) -> None:
    assert verdicts(a_field(value), None, None) == ()
