from cryptography.hazmat.primitives.hashes import SHA256

from dashboard.authority import authority_of
from tests.builders.installations import with_authority
from tracker.browsing import AUTHORITY
from tracker.settings import Settings


def test_the_fingerprint_is_as_browsers_show_it(settings: Settings) -> None:
    certificate = with_authority(settings)
    found = authority_of(settings)
    assert found is not None
    assert bytes.fromhex(found.fingerprint.replace(":", "")) == certificate.fingerprint(SHA256())
    assert (found.name, found.until) == ("made up", certificate.not_valid_after_utc)
    assert b"PRIVATE" not in found.data


def test_a_key_in_the_same_file_is_never_handed_out(settings: Settings) -> None:
    with_authority(settings)
    file = settings.certificate_folder / AUTHORITY
    certificate = file.read_bytes()
    file.write_bytes(b"-----BEGIN PRIVATE KEY-----\nbWFkZSB1cA==\n-----END PRIVATE KEY-----\n" + certificate)
    found = authority_of(settings)
    assert found is not None
    assert found.data.split() == certificate.split()


def test_before_the_first_start_there_is_none(settings: Settings) -> None:
    assert authority_of(settings) is None


def test_a_broken_file_is_none(settings: Settings) -> None:
    settings.certificate_folder.mkdir(parents=True)
    (settings.certificate_folder / AUTHORITY).write_text("no certificate")
    assert authority_of(settings) is None
