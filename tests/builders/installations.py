"""Installations as they run: what processes say of themselves, and a certificate authority."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from tracker.browsing import AUTHORITY
from tracker.keeper.reports import Reporter
from tracker.settings import Settings
from tracker.supervision.plan import Plan
from tracker.supervision.running import announced

SERVER_KEY = "YY0gx95yNxOmIdjX0qgQKBILVoONomSON2uVb5RtueY="
CLIENT_KEY = "cYJ+m/aMPRdbOOb4CgAdzjbZNMBArsjGCT6YVJCo5wo="
SERVER_PUBLIC_KEY = "ef3GLPlkpRYsLapxZsK2x3/lJPq+Hjsyrt4cnzHyhDs="


@contextmanager
def recording(settings: Settings, *modes: str, fault: str | None = None, errors: int = 0) -> Iterator[Reporter]:
    """A running `tracker start`, whose proxy says how it is."""
    with ExitStack() as stack:
        stack.enter_context(announced(settings, Plan(modes=modes)))
        proxy = Reporter(settings, "proxy")
        stack.callback(proxy.close)
        proxy.say(fault)
        proxy.say_errors(errors)
        yield proxy


def with_wireguard_keys(settings: Settings) -> None:
    """The keys that a proxy in WireGuard mode has made."""
    settings.certificate_folder.mkdir(parents=True, exist_ok=True)
    kept = {"server_key": SERVER_KEY, "client_key": CLIENT_KEY}
    (settings.certificate_folder / "wireguard.conf").write_text(json.dumps(kept))


def with_authority(settings: Settings) -> x509.Certificate:
    """A certificate authority as the first start makes one."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "made up")])
    now = datetime(2026, 3, 1, tzinfo=UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(now).not_valid_after(now + timedelta(36_500))
    certificate = made.sign(key, SHA256())
    settings.certificate_folder.mkdir(parents=True, exist_ok=True)
    (settings.certificate_folder / AUTHORITY).write_bytes(certificate.public_bytes(Encoding.PEM))
    return certificate


def with_certificate(database: Path, certificate: x509.Certificate) -> None:
    """A browser's database of certificates (NSS) that has this one among others."""
    database.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE nssPublic (id PRIMARY KEY UNIQUE ON CONFLICT ABORT, a0, a11)")
        rows = [(1, b"", b"another"), (2, b"", certificate.public_bytes(Encoding.DER))]
        connection.executemany("INSERT INTO nssPublic VALUES (?, ?, ?)", rows)
        connection.commit()
