"""The same password at two shops, through the real proxy: told as the same, and found nowhere on the disk."""

import hashlib
import http.client
import json
import sqlite3
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from tests.builders.commands import done_program
from tests.builders.ledger_files import opened_bytes
from tests.builders.programs import ROOT, Origin, a_free_port, a_program, listens, soon
from tracker.keys import load_or_create
from tracker.settings import Settings

PASSWORD, WEAK = "kestrel+lantern marzipan/9", "sunshine12"
LOGINS = {"shop-a.test": PASSWORD, "shop-b.test": PASSWORD, "forum.test": WEAK, "board.test": WEAK}


def traces(value: str) -> dict[str, bytes]:
    """A value in the ways in which it could lie around."""
    data = value.encode()
    hashes = {name: hashlib.new(name, data) for name in ("md5", "sha1", "sha256", "sha512", "blake2b")}
    shapes = {"raw": data, "quoted": quote(value, safe="").encode(), "form": urlencode({"": value})[1:].encode()}
    shapes |= {"base64": b64encode(data), "utf-16": value.encode("utf-16-le"), "json": json.dumps(value).encode()}
    shapes |= {f"{name} hex": made.hexdigest().encode() for name, made in hashes.items()}
    return shapes | {f"{name} bytes": made.digest() for name, made in hashes.items()}


def log_in(proxy: int, site: str, password: str) -> int:
    body = urlencode({"email": "marie.dupont@mail.test", "password": password})
    page = f"http://{site}/login"
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Referer": page, "Origin": f"http://{site}"}
    connection = http.client.HTTPConnection("127.0.0.1", proxy, timeout=30)
    try:
        connection.request("POST", page, body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


class Evening:
    """A home after somebody has logged in at four sites, and what the proxy said meanwhile."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.home, self.settings = home, Settings(home, key_store="file")
        port = a_free_port()
        with Origin() as origin:
            routes = ("-s", f"{ROOT}/addons/demo_routes.py", "--set", f"demo_port={origin.server_port}")
            listening = ("--listen-host", "127.0.0.1", "-p", str(port), "--set", f"confdir={home / 'ca'}")
            process = a_program(home, "-m", "addons", *listening, *routes, **environment)
            try:
                assert soon(lambda: listens(port))
                assert {log_in(port, site, password) for site, password in LOGINS.items()} == {200}
                assert environment or soon(lambda: len(self.told()) == len(LOGINS))  # slow digests, on a busy machine
                self.received = [body for _, _, body in origin.received]
                process.terminate()
                out, err = process.communicate(timeout=60)
            finally:
                process.kill()
        self.said = out + err

    def told(self) -> list[dict[str, object]]:
        done = done_program(self.home, "passwords", "--format", "jsonl")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def lying_around(self) -> dict[str, bytes]:
        """Every file of the home by its name, and the ledger's pages as its key opens them."""
        found = {str(path.relative_to(self.home)): path.read_bytes() for path in self.home.rglob("*") if path.is_file()}
        keys = load_or_create(self.settings)
        return found | {"ledger, opened": opened_bytes(self.settings.ledger_file, keys.ledger)}


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    return Evening(tmp_path_factory.mktemp("evening") / "home")


def test_the_same_and_weak_passwords_are_told(evening: Evening) -> None:
    assert [(row["site"], row["group"], row["is_weak"]) for row in evening.told()] == [
        ("board.test", "A", True),
        ("forum.test", "A", True),
        ("shop-a.test", "B", False),
        ("shop-b.test", "B", False),
    ]


def test_the_sentence_names_the_sites(evening: Evening) -> None:
    said = done_program(evening.home, "passwords").stdout
    assert "The same password at shop-a.test and shop-b.test (B)." in said
    assert "A weak password at board.test and forum.test." in said


@pytest.mark.parametrize("value", [PASSWORD, WEAK])
def test_nothing_of_a_password_lies_around_or_was_said(evening: Evening, value: str) -> None:
    evening.told()
    assert any(urlencode({"password": value}).encode() in body for body in evening.received)
    files = evening.lying_around()
    assert b"shop-a.test" in files["ledger, opened"]
    found = [(name, shape) for shape, trace in traces(value).items() for name, data in files.items() if trace in data]
    assert found == []
    assert not any(trace.decode("latin-1") in evening.said for trace in traces(value).values())


def test_no_export_tells_of_it(evening: Evening, tmp_path: Path) -> None:
    done = done_program(evening.home, "export", "--format", "sqlite", "-o", str(tmp_path / "out.db"))
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(tmp_path / "out.db") as exported:
        names = {name for (name,) in exported.execute("SELECT name FROM sqlite_master")}
    exported.close()
    assert not any("password" in name for name in names)


def test_what_is_forgotten_is_gone(evening: Evening) -> None:
    for vendor, left in (("shop-a.test", 3), ("shop-b.test", 2)):
        assert done_program(evening.home, "forget", "--vendor", vendor).returncode == 0
        assert len(evening.told()) == left
    assert done_program(evening.home, "passwords", "--forget").returncode == 0
    assert evening.told() == []
    assert b"password_use" in evening.lying_around()["ledger, opened"]  # the table, and no row of it


def test_turned_off_nothing_is_told(tmp_path: Path) -> None:
    evening = Evening(tmp_path / "home", TRACKER_PASSWORDS="off")
    assert evening.told() == []
    assert not evening.settings.password_uses_folder.exists()
