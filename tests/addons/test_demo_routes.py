import pytest
from mitmproxy import exceptions
from mitmproxy.connection import Client, Server
from mitmproxy.proxy.server_hooks import ServerConnectionHookData
from mitmproxy.test import taddons, tflow

from addons.demo_routes import DemoRoutes, routed


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (("www.boutique.test", 443), ("127.0.0.1", 8443)),
        (("example.org", 443), ("example.org", 443)),
        (("test.example.org", 80), ("test.example.org", 80)),
        (None, None),
    ],
)
def test_only_made_up_hosts_are_led_to_the_demonstration(
    address: tuple[str, int] | None, expected: tuple[str, int] | None
) -> None:
    assert routed(address, 8443) == expected


def test_connections_are_turned() -> None:
    addon = DemoRoutes()
    with taddons.context(addon) as context:
        context.configure(addon, demo_port=8443)
        client: Client = tflow.tclient_conn()
        data = ServerConnectionHookData(Server(address=("www.boutique.test", 443)), client)
        addon.server_connect(data)
    assert data.server.address == ("127.0.0.1", 8443)


def test_a_port_that_is_none_is_refused_by_name() -> None:
    addon = DemoRoutes()
    with taddons.context(addon) as context, pytest.raises(exceptions.OptionsError, match="demo_port"):
        context.configure(addon, demo_port=70000)
