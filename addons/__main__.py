"""`python -m addons`: mitmdump with the recording addon, and the arguments of mitmdump."""

import sys
from itertools import pairwise
from pathlib import Path


def main() -> None:
    """Run mitmdump until it is asked to end."""
    from mitmproxy.tools.main import mitmdump

    if fault := _fault_of_modes(sys.argv[1:]) or _fault_of_places(sys.argv[1:]):
        sys.stderr.write(f"tracker: {fault}\n")
        sys.exit(2)
    mitmdump(["-s", str(Path(__file__).with_name("capture.py")), *sys.argv[1:]])


def _fault_of_modes(arguments: list[str]) -> str | None:
    """Say which of the modes is none, where mitmdump would say so in the name of this file."""
    from mitmproxy.proxy.mode_specs import ProxyMode

    from tracker.terminal import printable

    for option, mode in pairwise(arguments):
        try:
            if option == "--mode":
                ProxyMode.parse(mode)
        except ValueError as error:
            return printable(f"--mode {mode}: {error}; there are regular, reverse:URL, upstream:URL, local, wireguard")
    return None


def _fault_of_places(arguments: list[str]) -> str | None:
    """Say which mode must not listen where it would, before it does; the addon says so where options are in a file."""
    from types import SimpleNamespace

    from addons.listening import fault_of

    given = list(pairwise(arguments))
    said = [value for option, value in given if option == "--set"]
    folder = next((value.partition("=")[2] for value in said if value.startswith("confdir=")), "~/.mitmproxy")
    has_file = any(Path(folder).expanduser().glob("config.y*ml"))
    if has_file or any("proxyauth" in argument for argument in arguments):
        return None
    hosts = [value for option, value in given if option == "--listen-host"]
    modes = [value for option, value in given if option == "--mode"]
    options = SimpleNamespace(mode=modes or ["regular"], listen_host=hosts[-1] if hosts else "", listen_port=None)
    return fault_of(options)


if __name__ == "__main__":
    main()
