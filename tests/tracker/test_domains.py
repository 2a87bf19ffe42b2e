import subprocess
import sys

import pytest

from tracker.domains import is_address, registrable_domain


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("shop.example.co.uk", "example.co.uk"),
        ("a.b.github.io", "b.github.io"),
        ("EXAMPLE.com.", "example.com"),
        ("www.boutique.test", "boutique.test"),
        ("localhost", "localhost"),
        ("co.uk", "co.uk"),
        ("127.0.0.1", "127.0.0.1"),
        ("[::1]", "::1"),
        ("", ""),
    ],
)
def test_the_registrable_domain_of_a_host(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


@pytest.mark.parametrize(("host", "expected"), [("192.0.2.1", True), ("[2001:db8::1]", True), ("1.2.3", False)])
def test_addresses_are_told_from_names(host: str, expected: bool) -> None:
    assert is_address(host) is expected


def test_a_start_does_not_wait_for_an_http_client() -> None:
    code = """
import sys, tracker.detection, tracker.control, tracker.domains
tracker.domains.registrable_domain("www.shop.co.uk")
sys.exit(not {"filelock", "requests", "tldextract"}.isdisjoint(sys.modules))
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
