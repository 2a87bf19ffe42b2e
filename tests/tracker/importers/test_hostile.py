"""Capture files that somebody made to harm whoever reads them."""

import gzip
import json
import os
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders.captures import a_har, an_entry
from tracker.cli import main

GOOD = json.dumps(an_entry("https://shop.test/?email=marie%40mail.test")).encode()


class Runs:
    """Makes a folder when it is unpickled."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str]]:
        return os.mkdir, (str(self._place),)


def with_entries(*entries: bytes) -> bytes:
    return b'{"log": {"version": "1.2", "entries": [' + b",".join(entries) + b"]}}"


def nested_flows(depth: int) -> bytes:
    flows = b"0:~"
    for _ in range(depth):
        flows = str(len(flows)).encode() + b":" + flows + b"]"
    return flows


DEEP = b"[" * 200_000 + b"]" * 200_000
BODY = json.dumps(
    an_entry("https://shop.test/", "POST", [("Content-Type", "application/json")], "[" * 200_000)
).encode()
CAPTURES = {
    "nested without end": with_entries(DEEP, GOOD),
    "nested within an entry": with_entries(GOOD.replace(b'"GET"', DEEP), GOOD),
    "a nested body": with_entries(BODY, GOOD),
    "a number of a million digits": with_entries(GOOD.replace(b'"GET"', b"9" * 1_000_000), GOOD),
    "a number beyond all": with_entries(GOOD.replace(b'"GET"', b"1e99999"), GOOD),
    "nothing but commas": with_entries(b"," * 100_000, GOOD),
    "packed spaces": gzip.compress(with_entries(b'{"x": "' + b" " * 20_000_000 + b'"}', GOOD)),
    "packed entries": gzip.compress(with_entries(*[b"[]"] * 50_000, GOOD)),
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.mark.parametrize("name", CAPTURES)
def test_what_is_broken_harms_nothing_and_the_rest_is_read(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hostile.har").write_bytes(CAPTURES[name])
    assert main(["detect", str(tmp_path / "hostile.har")]) == 0
    said = capsys.readouterr()
    assert "email_address" in said.out
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "flows",
    [
        b"99999999999999999999:x,",
        b"12:" + b"9" * 11 + b":,",
        b"-1:x,",
        b"4:true!" * 9999,
        b"5:9e999^",
        nested_flows(3000),
        b"x\x9c" + b"\0" * 999,
    ],
    ids=["more than there is", "a size within", "a size below nothing", "truths", "infinity", "nested", "no zlib"],
)
def test_flows_that_are_none_are_told(flows: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "hostile.flows").write_bytes(flows)
    assert main(["detect", str(tmp_path / "hostile.flows")]) in {0, 1}
    said = capsys.readouterr()
    assert said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize("command", ["detect", "import"])
@pytest.mark.parametrize("ending", ["flows", "har", "zip", "gz"])
def test_nothing_in_a_file_is_run(ending: str, command: str, tmp_path: Path) -> None:
    for protocol in (0, 4):
        (tmp_path / f"hostile.{ending}").write_bytes(pickle.dumps(Runs(tmp_path / "made"), protocol))
        assert main([command, str(tmp_path / f"hostile.{ending}")]) == 1
    assert not (tmp_path / "made").exists()


def test_no_name_in_an_archive_leads_out_of_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bundle.zip", "w") as archive:
        archive.writestr("../made", "x")
        archive.writestr("datapackage.json", json.dumps({"resources": [{"name": "requests", "path": "/etc/passwd"}]}))
        archive.writestr("CHECKSUMS.sha256", f"{'0' * 64}  ../made\n")
    assert main(["import", str(tmp_path / "bundle.zip")]) == 1
    assert not (tmp_path.parent / "made").exists()
    assert not list(tmp_path.rglob("made"))


def test_nothing_in_a_file_steers_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entry = an_entry("https://shop.test/\x1b]0;x\x07?email=\x1b[31mmarie%40mail.test")
    (tmp_path / "a\x1b[31m.har").write_text(json.dumps(a_har(entry, "broken")), encoding="utf-8")
    main(["import", str(tmp_path / "a\x1b[31m.har")])
    main(["export"])
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err
