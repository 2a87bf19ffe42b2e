"""The proxy's certificate authority, as a person checks it: its fingerprint, and until when it is good."""

from datetime import datetime
from typing import NamedTuple

from tracker.browsing import AUTHORITY
from tracker.settings import Settings


class Authority(NamedTuple):
    """A certificate. The fingerprint is SHA-256, as browsers and systems show it; `data` is PEM, and nothing but the
    certificate, whatever else its file holds.
    """

    name: str
    fingerprint: str
    until: datetime
    data: bytes


def authority_of(settings: Settings) -> Authority | None:
    """Return the installation's authority, None where there is none yet."""
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509.oid import NameOID

    try:
        data = (settings.certificate_folder / AUTHORITY).read_bytes()
        certificate = x509.load_pem_x509_certificate(data)
    except (OSError, ValueError):
        return None
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return Authority(
        str(names[0].value) if names else "",
        certificate.fingerprint(SHA256()).hex(":").upper(),
        certificate.not_valid_after_utc,
        certificate.public_bytes(Encoding.PEM),
    )
