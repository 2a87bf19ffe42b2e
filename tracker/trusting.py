"""Which stores of certificates know the authority of this installation, as far as that can be told from their files.

NSS keeps certificates in tables of SQLite (`cert9.db`, table `nssPublic`, column `a11`: CKA_VALUE), unsealed:
https://firefox-source-docs.mozilla.org/security/nss/ and PKCS #11. Systems' bundles are PEM. What macOS keeps in its
keychains is not looked at.
"""

import contextlib
import sqlite3
import ssl
import sys
from collections.abc import Iterator
from pathlib import Path

_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Arch, Gentoo
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",  # openSUSE
    "/etc/ssl/cert.pem",  # Alpine, macOS
)
_PROFILES = (
    ".pki/nssdb",  # Chromium and its relatives on Linux
    ".mozilla/firefox/*",
    "snap/firefox/common/.mozilla/firefox/*",
    ".var/app/org.mozilla.firefox/.mozilla/firefox/*",
    "Library/Application Support/Firefox/Profiles/*",
    "AppData/Roaming/Mozilla/Firefox/Profiles/*",
)
_LARGEST = 16 << 20  # bytes of a bundle


def trusting(authority: Path, home: Path | None = None, bundles: tuple[str, ...] = _BUNDLES) -> list[str]:
    """Return where the certificate in a PEM file is known: files, or the system's store by its name. `home` is the
    person's own folder.
    """
    try:
        certificate = ssl.PEM_cert_to_DER_cert(authority.read_text("ascii"))
    except (OSError, ValueError):
        return []
    found = [str(path) for path in map(Path, bundles) if _stands_in(path, certificate)]
    if sys.platform == "win32" and any(one == certificate for one, _, _ in ssl.enum_certificates("ROOT")):
        found.append("the certificates of Windows")
    return [*found, *(str(path) for path in _databases(home or Path.home()) if _knows(path, certificate))]


def _stands_in(bundle: Path, certificate: bytes) -> bool:
    try:
        if bundle.stat().st_size > _LARGEST:
            return False
        text = "".join(bundle.read_text("ascii", "replace").split())
    except OSError:
        return False
    return "".join(ssl.DER_cert_to_PEM_cert(certificate).split()) in text


def _databases(home: Path) -> Iterator[Path]:
    for pattern in _PROFILES:
        with contextlib.suppress(OSError):
            yield from sorted(home.glob(f"{pattern}/cert9.db"))


def _knows(database: Path, certificate: bytes) -> bool:
    """Whether a browser's profile has it; the file is not written, nor waited for."""
    try:
        address = f"{database.absolute().as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            return bool(connection.execute("SELECT 1 FROM nssPublic WHERE a11 = ?", [certificate]).fetchone())
    except (sqlite3.Error, OSError):
        return False
