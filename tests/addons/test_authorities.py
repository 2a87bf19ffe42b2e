"""Whom the proxy believes that a server is who it says."""

import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID
from mitmproxy.certs import CertStore
from mitmproxy.options import KEY_SIZE

from addons.authorities import believed
from tracker.demo.certificates import make_certificates


def test_the_persons_own_authority_is_believed_beside_all_others(tmp_path: Path) -> None:
    own = make_certificates(("shop.test",), tmp_path / "server").authority
    place = believed(own, tmp_path / "ca")
    found = ssl.create_default_context(cafile=str(place)).get_ca_certs()
    assert any("Tracker demonstration authority" in str(one["subject"]) for one in found)
    assert len(found) > 50
    assert believed(own, tmp_path / "ca") == place
    assert [path.name for path in (tmp_path / "ca").iterdir()] == [place.name]


def test_the_proxys_own_authority_is_made_for_each_installation_and_for_servers_alone(tmp_path: Path) -> None:
    """What docs/security.md says of the authority that mitmproxy makes."""
    made: list[x509.Certificate] = []
    for name in ("one", "another"):
        (tmp_path / name).mkdir(mode=0o700)
        CertStore.from_store(tmp_path / name, "mitmproxy", KEY_SIZE)
        key = tmp_path / name / "mitmproxy-ca.pem"
        assert key.stat().st_mode & 0o777 == 0o600
        made.append(x509.load_pem_x509_certificate(key.read_bytes()))
    first, second = made
    assert first.public_key() != second.public_key()
    assert isinstance(first.public_key(), RSAPublicKey)
    assert 3650 <= (first.not_valid_after_utc - first.not_valid_before_utc).days <= 3660
    uses = first.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(uses) == [ExtendedKeyUsageOID.SERVER_AUTH]


@pytest.mark.parametrize(
    "text", ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_file_without_certificates_is_refused_and_nothing_is_written(tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.pem"
    own.write_text(text)
    with pytest.raises(ValueError, match=r"(?i)certificate|pem|asn"):
        believed(own, tmp_path / "ca")
    assert not (tmp_path / "ca").exists()
