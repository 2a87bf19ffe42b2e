"""Whom the proxy believes that a server is who it says."""

import ssl
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    "text", ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_a_file_without_certificates_is_refused_and_nothing_is_written(tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.pem"
    own.write_text(text)
    with pytest.raises(ValueError, match=r"(?i)certificate|pem|asn"):
        believed(own, tmp_path / "ca")
    assert not (tmp_path / "ca").exists()
