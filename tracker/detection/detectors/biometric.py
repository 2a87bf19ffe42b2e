"""Biometric records in the interchange formats of ISO/IEC 19794, as base64: nothing else is certain.

A record begins with its format and version: `FMR` finger minutiae (part 2), `FIR` finger images (part 4), `FAC` faces
(part 5), `IIR` irises (part 6), each ended by a zero byte, then three digits of the version and another
(https://www.iso.org/standard/50863.html). What a passkey sends (https://www.w3.org/TR/webauthn-3/) is a key's
signature: the fingerprint or face stays in the device, so that nothing of it is claimed here. A picture of a person is
a picture; a word about fingerprints is a word.

>>> from base64 import b64encode
>>> from tracker.traffic import Location
>>> record = b64encode(bytes([70, 77, 82, 0, 32, 50, 48, 0]) + bytes(40)).decode()
>>> verdicts(Field(Location.JSON, "v", "v", record), None, None)[0].reasoning
'The value is a record of finger minutiae (ISO/IEC 19794).'
>>> verdicts(Field(Location.JSON, "v", "v", record[4:]), None, None)
()
"""

from base64 import b64encode

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_FORMATS = {b"FMR": "finger minutiae", b"FIR": "a finger's image", b"FAC": "a face", b"IIR": "an iris"}
_VERSIONS = (b" 20", b"010", b"020", b"030", b"040")
_FIXED = 10  # characters of base64 that eight bytes decide
BEGINNINGS = {
    b64encode(kind + b"\0" + version + b"\0")[:_FIXED].decode(): words
    for kind, words in _FORMATS.items()
    for version in _VERSIONS
}
_SHORTEST = 32


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a value that is one record."""
    words = BEGINNINGS.get(field.value[:_FIXED])
    if words is None or len(field.value) < _SHORTEST:
        return ()
    return (Verdict(Category.BIOMETRIC, 0.9, f"The value is a record of {words} (ISO/IEC 19794)."),)
