"""What is signed: whoever reads it would refuse it changed.

Sources: AWS Signature Version 4 (`X-Amz-Signature`), Google Cloud Storage's signed URLs (`X-Goog-Signature`), Azure's
shared access signatures (`sig`), OAuth 1.0 (RFC 5849, `oauth_signature`), HTTP Message Signatures (RFC 9421), digests
of content (RFC 9530, RFC 3230, RFC 1864), webhooks (`X-Hub-Signature`).
"""

import re
from collections.abc import Iterable

from tracker.traffic import Field

_NAMES = frozenset(
    (
        *("signature", "sig", "sign", "hmac", "mac", "x-amz-signature", "x-goog-signature", "x-ms-signature"),
        *("oauth_signature", "x-signature", "hub.signature", "x-hub-signature"),
    )
)
_HEADERS = frozenset(
    (
        *("signature", "x-signature", "x-hub-signature", "x-hub-signature-256", "x-amz-content-sha256"),
        *("content-md5", "digest", "content-digest", "repr-digest"),
    )
)
_SCHEMES = ("aws4-hmac-sha256", "signature ", "oauth ", "hmac", "sharedkey")  # of an `Authorization` that signs
_SIGNATURE = re.compile(r"(?:[\w-]{1,20}=)?(?=[^A-Za-z]*[A-Za-z])(?=\D*\d)[A-Za-z0-9+/_.%=-]{16,1024}")


def signed(fields: Iterable[Field], touched: Iterable[Field]) -> bool:
    """Return whether one of the fields is a signature of a record that one of those touched is of, too."""
    places = {_record(field) for field in fields if _is_signature(field)}
    return bool(places) and any(_lies_in(field, places) for field in touched)


def signs(headers: Iterable[tuple[str, str]]) -> bool:
    """Return whether headers sign the address and the body."""
    return any(
        name.lower() in _HEADERS or (name.lower() == "authorization" and value.lower().startswith(_SCHEMES))
        for name, value in headers
    )


type Record = tuple[str, str]


def _is_signature(field: Field) -> bool:
    return field.name.lower() in _NAMES and _SIGNATURE.fullmatch(field.value) is not None


def _record(field: Field) -> Record:
    return field.location, field.path.rpartition(".")[0]


def _lies_in(field: Field, records: set[Record]) -> bool:
    """Whether a field is of a record, at any depth: what signs a record signs all of it."""
    return any(
        field.location == location and (not path or field.path.startswith((f"{path}.", f"{path}[")))
        for location, path in records
    )
