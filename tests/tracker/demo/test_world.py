import http.client
import json
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.demo.certificates import Certificates, make_certificates
from tracker.demo.names import CLOAKED
from tracker.demo.world import ADVERTISING, ANALYTICS, FRAME, HOSTS, POOL, RECORDER, SHOP, World, answer_of


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return make_certificates(HOSTS, tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def world(certificates: Certificates) -> Iterator[World]:
    world = World(certificates)
    world.start()
    yield world
    world.stop()


def ask(world: World, trusted: Path, host: str, method: str, path: str, body: str = "") -> tuple[int, str, str]:
    """Status, Set-Cookie and body of an answer, with the certificate checked as a browser does."""
    context = ssl.create_default_context(cafile=str(trusted))
    raw = http.client.HTTPSConnection("127.0.0.1", world.port, context=context, timeout=10)
    try:
        plain = socket.create_connection(("127.0.0.1", world.port), timeout=10)
        raw.sock = context.wrap_socket(plain, server_hostname=host)
        raw.request(method, path, body, {"Host": host})
        answer = raw.getresponse()
        return answer.status, answer.headers.get("Set-Cookie", ""), answer.read().decode("utf-8", "replace")
    finally:
        raw.close()


@pytest.mark.parametrize("path", ["/", "/register", "/login", "/checkout", "/search?q=red+shoes"])
def test_the_shop_has_its_pages(path: str) -> None:
    answer = answer_of(SHOP, "GET", path, "", "")
    assert answer.status == 200
    assert b"<main>" in answer.body


@pytest.mark.parametrize("path", ["/register", "/login", "/checkout", "/newsletter"])
def test_a_form_is_thanked_for_and_told_to_the_advertiser(path: str) -> None:
    body = answer_of(SHOP, "POST", path, "", "email=marie%40courriel.test").body.decode()
    assert 'data-email="marie@courriel.test"' in body


def test_what_was_typed_is_escaped() -> None:
    body = answer_of(SHOP, "GET", "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "", "").body.decode()
    assert "<script>alert" not in body


def test_a_search_finds_goods_or_says_so() -> None:
    assert b"Red shoes" in answer_of(SHOP, "GET", "/search?q=shoes", "", "").body
    assert b"Nothing found" in answer_of(SHOP, "GET", "/search?q=boat", "", "").body


@pytest.mark.parametrize(
    ("host", "path", "status"),
    [(SHOP, "/nowhere", 404), ("else.test", "/", 404), (SHOP, "/favicon.ico", 204), (SHOP, "/shop.css", 200)],
)
def test_other_addresses_have_their_status(host: str, path: str, status: int) -> None:
    assert answer_of(host, "GET", path, "", "").status == status


@pytest.mark.parametrize(
    ("host", "script", "cookie"),
    [
        (ANALYTICS, "/measurely.js", "_mly_id"),
        (CLOAKED, "/sideview.js", "sv_seen"),
        (ADVERTISING, "/adreach.js", "adreach_uid"),
        (RECORDER, "/replayer.js", "rpl_device"),
    ],
)
def test_a_company_has_a_script_and_sets_its_cookie_once(host: str, script: str, cookie: str) -> None:
    assert answer_of(host, "GET", script, "", "").kind.startswith("text/javascript")
    first = answer_of(host, "GET", "/tr", "", "")
    assert any(name == "Set-Cookie" and value.startswith(cookie) for name, value in first.headers)
    again = answer_of(host, "GET", "/tr", f"{cookie}=1", "")
    assert not any(name == "Set-Cookie" for name, _ in again.headers)


def test_the_world_is_reached_over_tls_and_keeps_a_log(world: World, certificates: Certificates) -> None:
    status, cookie, page = ask(world, certificates.authority, SHOP, "GET", "/")
    assert status == 200
    assert cookie.startswith("boutique_session=")
    assert "made up" in page
    assert ask(world, certificates.authority, ADVERTISING, "POST", "/tr", "em=1")[0] == 302
    received = json.loads(ask(world, certificates.authority, SHOP, "GET", "/received")[2])
    assert [(item["host"], item["method"], item["body"]) for item in received] == [
        (SHOP, "GET", ""),
        (ADVERTISING, "POST", "em=1"),
    ]


def test_a_client_that_hangs_up_disturbs_nobody(world: World, certificates: Certificates) -> None:
    with socket.create_connection(("127.0.0.1", world.port)) as connection:
        connection.sendall(b"no handshake")
    assert ask(world, certificates.authority, SHOP, "GET", "/")[0] == 200


def test_the_advertiser_s_pixel_leads_on_with_its_identifier() -> None:
    answer = answer_of(ADVERTISING, "GET", "/tr?ev=PageView", "a=1; adreach_uid=17f", "")
    assert answer.status == 302
    assert ("Location", f"https://{POOL}/match?partner=adreach&uid=17f") in answer.headers


def test_the_advertiser_s_frame_asks_the_pool() -> None:
    answer = answer_of(FRAME, "GET", "/audience?em=0", "", "")
    assert answer.kind.startswith("text/html")
    assert POOL.encode() in answer.body
    assert answer_of(POOL, "GET", "/match", "", "").status == 200


def test_the_shop_s_own_beacon_is_taken() -> None:
    assert answer_of(SHOP, "POST", "/seen", "", "email=1").status == 204
