"""What servers ask of a proxy, and other proxies: authorities, certificates, credentials, HTTP/2, HTTP/3, QUIC."""

import re
import ssl
from base64 import b64encode
from pathlib import Path

import pytest

from tests.builders.commands import done_program
from tests.builders.handshakes import Program, a_server
from tests.builders.http2 import an_http2_server, posted_over_http2
from tests.builders.http3 import an_http3_server, posted_over_http3
from tests.builders.programs import Origin, a_free_port, listens, soon, through
from tests.builders.proxies import a_proxy, form, paths

_FORM = [("content-type", "application/x-www-form-urlencoded")]


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


def test_another_proxy_that_asks_for_credentials_gets_those_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "ca").mkdir(parents=True)
    (tmp_path / "ca" / "config.yaml").write_text('upstream_auth: "marie:geheim"\n')
    with Origin() as other, a_proxy(tmp_path, "--mode", f"upstream:http://127.0.0.1:{other.server_port}") as proxy:
        assert through(proxy.port, 9, "/page")[0] == 200
        ((_, head, _),) = other.received
    assert f"Proxy-Authorization: Basic {b64encode(b'marie:geheim').decode()}" in head


def test_http2_to_servers_and_its_forms_are_recorded(tmp_path: Path) -> None:
    home, port = tmp_path / "home", a_free_port()
    with Origin() as origin:
        server = an_http2_server(tmp_path / "server", port, origin.server_port)
        try:
            assert soon(lambda: listens(port))
            with a_proxy(home, "--mode", f"reverse:https://127.0.0.1:{port}", "--set", "ssl_insecure=true") as proxy:
                assert posted_over_http2(proxy.port, "/f", _FORM, form("mail_1")) == 200
        finally:
            server.terminate()
            server.communicate(timeout=30)
        assert [body for _, _, body in origin.received] == [form("mail_1")]
    assert "mail_1" in paths(home)


def test_http3_to_servers_and_its_forms_are_recorded(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with an_http3_server(tmp_path / "server", "shop.test") as (port, authority, received):
        options = ("--set", f"tracker_upstream_ca={authority}", "--set", "keep_host_header=true")
        with a_proxy(home, "--mode", f"reverse:http3://127.0.0.1:{port}", *options, is_udp=True) as proxy:
            assert posted_over_http3(proxy.port, "shop.test", "/f", form("mail_1")) == 200
        assert received == [form("mail_1")]
    assert "mail_1" in paths(home)


def test_what_is_no_http_over_quic_is_a_blind_spot(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with an_http3_server(tmp_path / "server", "shop.test") as (port, _, received):
        options = ("--mode", f"reverse:quic://127.0.0.1:{port}", "--set", "ssl_insecure=true")
        with a_proxy(home, *options, is_udp=True) as proxy:
            assert posted_over_http3(proxy.port, "shop.test", "/f", form("mail_1")) == 200
        assert received == [form("mail_1")]
    assert re.search(r"Not read: \d+ times at 1 host\.", done_program(home, "status").stdout)
