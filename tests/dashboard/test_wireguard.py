"""What a phone is given to go through the proxy."""

import json
import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from dashboard import wireguard
from dashboard.wireguard import code_of, own_address, tunnel_of
from tests.builders.installations import CLIENT_KEY, SERVER_KEY, SERVER_PUBLIC_KEY, with_wireguard_keys
from tracker.settings import Settings


def test_the_configuration_is_the_one_that_the_proxy_prints_and_lets_nothing_past_the_tunnel(
    settings: Settings,
) -> None:
    with_wireguard_keys(settings)
    tunnel = tunnel_of(settings, ["regular", "wireguard@192.0.2.7:51821"])
    assert tunnel is not None
    assert tunnel.configuration.splitlines() == [
        "[Interface]",
        f"PrivateKey = {CLIENT_KEY}",
        "Address = 10.0.0.1/32",
        "DNS = 10.0.0.53",
        "",
        "[Peer]",
        f"PublicKey = {SERVER_PUBLIC_KEY}",
        "AllowedIPs = 0.0.0.0/0, ::/0",
        "Endpoint = 192.0.2.7:51821",
    ]
    assert SERVER_KEY not in tunnel.configuration


@pytest.mark.parametrize(
    ("mode", "endpoint"),
    [
        ("wireguard", None),
        ("wireguard@51820", None),
        ("wireguard@127.0.0.1:51820", None),
        ("wireguard@192.0.2.7:51820", "192.0.2.7:51820"),
        ("wireguard@[fd00::2]:51820", "[fd00::2]:51820"),
        ("wireguard@0.0.0.0:51820", "192.0.2.9:51820"),
        ("wireguard@laptop.example:51820", "laptop.example:51820"),
        ("wireguard@192.0.2.7:x", "192.0.2.7:51820"),
    ],
)
def test_a_phone_is_led_to_where_the_proxy_listens(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, mode: str, endpoint: str | None
) -> None:
    with_wireguard_keys(settings)
    monkeypatch.setattr(wireguard, "own_address", lambda: "192.0.2.9")
    tunnel = tunnel_of(settings, [mode])
    assert tunnel is not None
    assert (tunnel.endpoint, tunnel.mode, tunnel.code is not None) == (endpoint, mode, endpoint is not None)


@pytest.mark.parametrize("modes", [[], ["regular"], ["reverse:https://wireguard.example@8082", "local"]])
def test_without_the_mode_there_is_no_tunnel(settings: Settings, modes: list[str]) -> None:
    assert tunnel_of(settings, modes) is None


@pytest.mark.parametrize(
    "content",
    [None, "", "[]", "{}", '{"server_key": "x", "client_key": "y"}', '{"server_key": 1, "client_key": 2}'],
    ids=range(6),
)
def test_keys_that_cannot_be_read_are_no_tunnel_to_use(settings: Settings, content: str | None) -> None:
    settings.certificate_folder.mkdir(parents=True)
    if content is not None:
        (settings.certificate_folder / "wireguard.conf").write_text(content)
    tunnel = tunnel_of(settings, ["wireguard@192.0.2.7:51820"])
    assert tunnel is not None
    assert tunnel.endpoint is None


def test_keys_in_a_file_of_ones_own_are_found(settings: Settings) -> None:
    own = settings.home / "own.json"
    settings.home.mkdir()
    own.write_text(json.dumps({"server_key": SERVER_KEY, "client_key": CLIENT_KEY}))
    tunnel = tunnel_of(settings, [f"wireguard:{own}@192.0.2.7:51820"])
    assert tunnel is not None
    assert SERVER_PUBLIC_KEY in tunnel.configuration


@given(st.text(min_size=1, max_size=300))
def test_the_drawing_has_exactly_the_modules_of_the_code(text: str) -> None:
    code = code_of(text)
    drawn = {
        (int(left) + step, int(top))
        for left, top, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path)
        for step in range(int(width))
    }
    rows = list(segno.make_qr(text, error="m").matrix_iter(border=4))
    assert code.size == len(rows)
    assert drawn == {(left, top) for top, row in enumerate(rows) for left, dark in enumerate(row) if dark}


def test_the_machine_s_own_address_is_none_of_the_loopback() -> None:
    assert not (own_address() or "").startswith("127.")
