import stat
from pathlib import Path

from cryptography import x509

from tracker.demo.certificates import make_certificates


def test_the_server_certificate_is_for_all_hosts_and_signed_by_the_authority(tmp_path: Path) -> None:
    made = make_certificates(("a.test", "b.test"), tmp_path / "demo")
    authority = x509.load_pem_x509_certificate(made.authority.read_bytes())
    server = x509.load_pem_x509_certificate(made.server.read_bytes())
    server.verify_directly_issued_by(authority)
    names = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["a.test", "b.test"]
    assert stat.S_IMODE(made.server.stat().st_mode) & 0o077 == 0
