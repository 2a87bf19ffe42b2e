"""Leads the made-up hosts of the demonstration to its server on loopback. Loaded by `tracker demo` only.

`.test` names resolve nowhere (RFC 6761), so nothing of the demonstration can leave the machine by mistake.
"""

from mitmproxy import ctx, exceptions
from mitmproxy.addonmanager import Loader
from mitmproxy.proxy.server_hooks import ServerConnectionHookData

LOOPBACK = "127.0.0.1"


def routed(address: tuple[str, int] | None, port: int) -> tuple[str, int] | None:
    """Return where a connection to `address` goes when the demonstration listens on `port`."""
    if address and address[0].endswith(".test"):
        return (LOOPBACK, port)
    return address


class DemoRoutes:
    """Turns connections for `*.test` to the port that the option `demo_port` names."""

    def load(self, loader: Loader) -> None:
        loader.add_option("demo_port", int, 0, "The port of the demonstration's server on loopback.")

    def configure(self, updated: set[str]) -> None:
        if "demo_port" in updated and not 0 <= ctx.options.demo_port < 65536:
            raise exceptions.OptionsError(f"demo_port must be a port, not {ctx.options.demo_port}")

    def server_connect(self, data: ServerConnectionHookData) -> None:
        data.server.address = routed(data.server.address, ctx.options.demo_port)


addons = [DemoRoutes()]
