"""Flow files of mitmproxy 0.10."""

from pathlib import Path
from typing import Any

import pytest
from mitmproxy.io import tnetstring

from addons.flowfiles import read_flows
from addons.oldest_flows import brought_to_011

OLD: dict[bytes, Any] = {
    b"error": None,
    b"version": (0, 10, 1),
    b"request": {
        b"httpversion": [1, 1], b"client_conn": {b"address": [b"127.0.0.1", 5000], b"requestcount": 1, b"error": None},
        b"port": 80, b"scheme": b"http", b"path": b"/a?b=c", b"host": b"shop.test",
        b"headers": [[b"Host", b"shop.test"]],
        b"content": b"x=1", b"method": b"POST", b"ssl_setup_timestamp": None, b"timestamp_start": 1468014849.5,
        b"ip": b"127.0.0.1", b"tcp_setup_timestamp": 1468014850.2, b"timestamp_end": 1468014849.6,
    },
    b"response": {
        b"httpversion": [1, 1], b"timestamp_end": 1468014850.5, b"msg": b"OK", b"timestamp_start": 1468014850.4,
        b"headers": [[b"Set-Cookie", b"a=1"]], b"content": b"hello", b"cert": None, b"code": 200,
    },
}  # fmt: skip


def test_a_flow_of_2013_is_read(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(tnetstring.dumps(OLD) * 2)
    first, second = read_flows(tmp_path / "old")
    assert first.request is not None
    assert (first.request.method, first.request.host, first.request.target) == ("POST", "shop.test", "/a?b=c")
    assert (first.request.body, first.request.time.year) == (b"x=1", 2016)
    assert [cookie.name for cookie in first.set_cookies] == ["a"]
    assert second.position == 1


@pytest.mark.parametrize(
    "state", [None, 7, "text", {}, {b"version": (0, 11)}, {b"version": 21}, {"version": 21}, {b"version": "0.10"}]
)
def test_any_other_state_is_left_as_it_is(state: Any) -> None:
    assert brought_to_011(state) is state


def test_a_damaged_one_is_an_error() -> None:
    with pytest.raises(LookupError):
        brought_to_011({b"version": [0, 10], b"request": {}})
