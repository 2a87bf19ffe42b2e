"""What servers ask of a proxy, and other proxies: private authorities, certificates of clients, mode upstream."""

import ssl
from pathlib import Path

import pytest

from tests.builders.handshakes import Program, a_server
from tests.builders.programs import Origin, through
from tests.builders.proxies import a_proxy


def _status(port: int, server: int, home: Path, host: str) -> bytes:
    program = Program(port, server, home / "ca" / "mitmproxy-ca-cert.pem")
    assert program.get(host) is not None
    return program.said.split(b" ")[1]


@pytest.mark.parametrize(("is_believed", "status"), [(False, b"502"), (True, b"200")])
def test_a_server_of_a_private_authority_is_believed_where_the_person_says_so(
    tmp_path: Path, is_believed: bool, status: bytes
) -> None:
    with a_server(tmp_path / "server", "intranet.test") as server:
        options = ["--set", f"tracker_upstream_ca={server.authority}"] if is_believed else []
        with a_proxy(tmp_path / "home", *options) as proxy:
            assert _status(proxy.port, server.server_port, tmp_path / "home", "intranet.test") == status


def test_a_server_that_asks_for_the_persons_certificate_gets_it(tmp_path: Path) -> None:
    with a_server(tmp_path / "server", "intranet.test") as server:
        server.context.verify_mode = ssl.CERT_REQUIRED
        server.context.load_verify_locations(server.authority)
        mine = tmp_path / "server" / "server.pem"
        options = ["--set", f"tracker_upstream_ca={server.authority}", "--set", f"client_certs={mine}"]
        with a_proxy(tmp_path / "home", *options) as proxy:
            assert (
                _status(proxy.port, server.server_port, tmp_path / "home", "intranet.test") == b"200"
            )  # else it refuses


def test_another_proxy_behind_ours_gets_the_whole_address(tmp_path: Path) -> None:
    with Origin() as other, a_proxy(tmp_path, "--mode", f"upstream:http://127.0.0.1:{other.server_port}") as proxy:
        assert through(proxy.port, 9, "/page")[0] == 200
        ((target, _, _),) = other.received
    assert target == "http://127.0.0.1:9/page"
