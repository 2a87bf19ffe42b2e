"""The addon in a real mitmdump, with a real keeper: nothing is changed, and nothing is lost."""

import http.client
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psutil
import pytest
from sqlalchemy import select

from addons import __main__ as module
from tests.builders.programs import Origin, a_free_port, a_program, listens, soon, through
from tracker.keeper import drain
from tracker.keys import load_or_create
from tracker.ledger.models import Evidence
from tracker.ledger.opening import open_ledger
from tracker.settings import Settings


class Proxy(NamedTuple):
    """A running proxy on an installation of its own."""

    settings: Settings
    port: int
    process: "subprocess.Popen[str]"

    def paths(self) -> set[str]:
        """The places of all that is in the ledger, or in the journal still."""
        keys = load_or_create(self.settings)
        with open_ledger(self.settings, keys) as ledger:
            drain(ledger, self.settings, keys)
            with ledger.session() as session:
                return set(session.scalars(select(Evidence.path)))


def a_proxy(home: Path) -> Proxy:
    port = a_free_port()
    arguments = ("-m", "addons", "--listen-host", "127.0.0.1", "-p", str(port), "--set", f"confdir={home / 'ca'}")
    process = a_program(home, *arguments, "--set", "flow_detail=0", "--set", "termlog_verbosity=warn")
    assert soon(lambda: listens(port))
    return Proxy(Settings(home, key_store="file"), port, process)


@pytest.fixture
def origin() -> Iterator[Origin]:
    with Origin() as made:
        yield made


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    made = a_proxy(tmp_path / "home")
    yield made
    made.process.kill()
    made.process.communicate()


def test_forms_uploads_and_chunks_pass_unchanged_and_are_recorded(proxy: Proxy, origin: Origin) -> None:
    form = b"mail_1=marie.dupont%40mail.example&comment=hello"
    large = b"mail_2=marie.dupont%40mail.example&rest=" + b"abc+" * 750_000
    port = origin.server_port
    for number, (body, is_chunked) in enumerate(((form, False), (large, False), (form, True), (large, True))):
        status, page = through(proxy.port, port, f"/f?email_{number}=marie%40mail.example", body, is_chunked=is_chunked)
        assert (status, page[:6]) == (200, b"<form>")
    assert [body for _, _, body in origin.received] == [form, large, form, large]
    proxy.process.terminate()
    _, said = proxy.process.communicate(timeout=30)
    assert proxy.paths() >= {"mail_1", "mail_2", "email_0", "email_1", "email_2", "email_3"}
    assert "Traceback" not in said
    assert list(proxy.settings.journal_folder.iterdir()) == []


def test_what_reached_its_server_is_in_the_ledger_after_a_kill(proxy: Proxy, origin: Origin) -> None:
    for number in range(30):
        through(proxy.port, origin.server_port, f"/{number}", b"mail_%d=marie.dupont%%40mail.example" % number)
    proxy.process.kill()
    proxy.process.communicate()
    assert proxy.paths() >= {f"mail_{number}" for number in range(30)}


def test_an_installation_without_a_usable_key_does_not_stop_the_browsing(tmp_path: Path, origin: Origin) -> None:
    (tmp_path / "home" / "key").mkdir(parents=True)
    proxy = a_proxy(tmp_path / "home")
    status, _ = through(proxy.port, origin.server_port, "/", b"email=marie.dupont%40mail.example")
    proxy.process.terminate()
    _, said = proxy.process.communicate(timeout=30)
    assert status == 200
    assert "nothing of what leaves is recorded" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("given", [["--listen-host", "0.0.0.0"], ["--mode", "regular@0.0.0.0:{port}"]])
def test_a_proxy_that_others_could_use_does_not_start_and_says_why(tmp_path: Path, given: list[str]) -> None:
    port = a_free_port()
    arguments = [part.format(port=port) for part in given]
    process = a_program(tmp_path, "-m", "addons", "-p", str(port), *arguments, "--set", f"confdir={tmp_path / 'ca'}")
    _, said = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "tracker: the proxy would listen on 0.0.0.0, where everybody" in said
    assert "Traceback" not in said


def test_a_proxy_that_nobody_told_where_to_listen_does_so_on_this_machine_alone(tmp_path: Path, origin: Origin) -> None:
    port = a_free_port()
    process = a_program(tmp_path, "-m", "addons", "-p", str(port), "--set", f"confdir={tmp_path / 'ca'}")
    try:
        assert soon(lambda: [place.ip for place in _places(process.pid)] == ["127.0.0.1"])
        assert through(port, origin.server_port, "/")[0] == 200
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_who_does_not_know_the_credentials_sends_nothing_as_the_person(tmp_path: Path, origin: Origin) -> None:
    """They stand in the configuration of the home, where no command line tells them."""
    home = tmp_path / "home"
    (home / "ca").mkdir(parents=True)
    (home / "ca" / "config.yaml").write_text('proxyauth: "marie:geheim"\n')
    proxy = a_proxy(home)
    answers: list[int] = []
    for said in ("", "marie:falsch", "marie:geheim"):
        asker = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=60)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        headers |= {"Proxy-Authorization": f"Basic {b64encode(said.encode()).decode()}"} if said else {}
        body = f"mail_{len(answers)}=marie%40mail.example"
        asker.request("POST", f"http://127.0.0.1:{origin.server_port}/f", body, headers)
        answers.append(asker.getresponse().status)
        asker.close()
    proxy.process.terminate()
    proxy.process.communicate(timeout=60)
    assert answers == [407, 407, 200]
    assert [body for _, _, body in origin.received] == [b"mail_2=marie%40mail.example"]
    assert "geheim" not in origin.received[0][1]
    assert {path for path in proxy.paths() if path.startswith("mail_")} == {"mail_2"}


def _places(process: int) -> list[Any]:
    connections = psutil.Process(process).net_connections("tcp")
    return [connection.laddr for connection in connections if connection.status == psutil.CONN_LISTEN]


def test_the_commands_own_arguments_come_after_our_addon(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []
    monkeypatch.setattr("mitmproxy.tools.main.mitmdump", given.append)
    monkeypatch.setattr("sys.argv", ["addons", "--mode", "regular"])
    module.main()
    ((option, path, *rest),) = given
    assert (option, Path(path).name, rest) == ("-s", "capture.py", ["--mode", "regular"])


def test_a_mode_that_is_none_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("mitmproxy.tools.main.mitmdump", pytest.fail)
    monkeypatch.setattr("sys.argv", ["addons", "-p", "8080", "--mode", "regular", "--mode", "bogus"])
    with pytest.raises(SystemExit) as ended:
        module.main()
    assert ended.value.code == 2
    err = capsys.readouterr().err
    assert err.startswith("tracker: --mode bogus: unknown mode;")
    assert err.count("\n") == 1
