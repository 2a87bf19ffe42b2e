"""Whom the proxy believes to say who servers are: the authorities that everybody believes, and the person's own."""

from pathlib import Path

import certifi  # mitmproxy's own: whom it believes where nobody says otherwise
from cryptography import x509

from tracker import files

NAME = "believed.pem"


def believed(own: Path, folder: Path) -> Path:
    """Write both into one file of that folder and return its place. Raises ValueError, OSError for a file without any.

    mitmproxy's option `ssl_verify_upstream_trusted_ca` takes a file that counts in place of all others: a company's
    own authority alone would shut the rest of the web out.
    """
    text = own.read_bytes()
    if not x509.load_pem_x509_certificates(text):
        raise ValueError("no certificates")
    files.replace(folder / NAME, Path(certifi.where()).read_bytes() + b"\n" + text)
    return folder / NAME
