"""Programs that refuse the certificate of a real proxy: what is pinned passes, what is a stranger does not."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.builders.commands import done_program
from tests.builders.handshakes import Program, Server, a_server
from tests.builders.programs import a_free_port, a_program, listens, soon
from tracker.control import change
from tracker.control.pinned import load
from tracker.control.ways import reading
from tracker.keys import load_or_create
from tracker.ledger.opening import open_ledger
from tracker.ledger.queries.blind_spots import spots
from tracker.settings import Settings

_SITES = ("news.test", "shop.test", "mail.test")
_BANK = "api.bank.test"
_STRANGE = ("one.test", "two.test", "three.test", "four.test")


class Stage(NamedTuple):
    """A proxy, a server behind it, and the installation of the proxy."""

    port: int
    server: Server
    settings: Settings

    def app(self) -> Program:
        """A program that knows our authority, as its system tells it."""
        return Program(self.port, self.server.server_port, self.settings.certificate_folder / "mitmproxy-ca-cert.pem")

    def pinning(self) -> Program:
        """The same program, where it trusts the host's own certificate alone."""
        return Program(self.port, self.server.server_port, self.server.authority)

    def stranger(self) -> Program:
        """A browser that does not know our authority."""
        return Program(self.port, self.server.server_port, self.server.authority, "h2", "http/1.1")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    settings, port = Settings(tmp_path / "home", key_store="file"), a_free_port()
    confdir = ["--set", f"confdir={settings.certificate_folder}", "--set", "ssl_insecure=true"]
    with a_server(tmp_path / "server", *_SITES, _BANK, *_STRANGE, "ignored.test") as server:
        ignored = ["--ignore-hosts", "ignored[.]test"]
        program = a_program(
            settings.home, "-m", "addons", *confdir, "--listen-host", "127.0.0.1", "-p", str(port), *ignored
        )
        assert soon(lambda: listens(port))
        yield Stage(port, server, settings)
        program.terminate()
        program.communicate(timeout=30)


def test_what_refuses_is_told_apart(stage: Stage) -> None:
    for _ in range(2):
        assert all(stage.app().get(host) for host in _SITES)
        assert stage.pinning().get(_BANK) is None
        assert [stage.stranger().get(host) for host in _STRANGE] == [None] * 4
    assert stage.pinning().get(_BANK) is not None
    assert [stage.stranger().get(host) for host in _STRANGE] == [None] * 4
    assert stage.stranger().get("ignored.test") is not None

    keys = load_or_create(stage.settings)
    assert soon(lambda: bool(load(stage.settings, keys).strangers and load(stage.settings, keys).pinned))
    assert [one.host for one in load(stage.settings, keys).pinned] == [_BANK]
    assert [one.sites for one in load(stage.settings, keys).strangers] == [4]
    change(stage.settings, keys, lambda control: reading(control, _BANK))
    assert soon(lambda: stage.pinning().get(_BANK) is None)
    assert _not_read(stage.settings) >= {
        (_BANK, "pinned"),
        (_BANK, "passed"),
        ("one.test", "pinned"),
        ("127.0.0.1", "passed"),
    }


def _not_read(settings: Settings) -> set[tuple[str, str]]:
    assert done_program(settings.home, "status").returncode == 0
    with open_ledger(settings, load_or_create(settings)) as ledger, ledger.reading() as session:
        return {(spot.host, spot.reason) for spot in spots(session)}
