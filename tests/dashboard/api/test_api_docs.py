"""What docs/api.md says is so, and its examples are run as they stand there."""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from dashboard.api.problems import MEDIA_TYPE
from dashboard.api.resources import ENDPOINTS
from tests.builders.dashboards import a_dashboard, served
from tracker.ledger.opening import Ledger

TEXT = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
PYTHON = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
SHELL = re.compile(r"^```sh\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
USUAL = "http://127.0.0.1:8081"


@pytest.fixture(scope="module")
def address(world: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with a_dashboard(world, tmp_path_factory.mktemp("api-docs")) as app, served(app) as found:
        yield found


@pytest.fixture(autouse=True)
def known(token: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Days are those of the machine's time zone: the examples are of one in UTC."""
    with monkeypatch.context() as patched:
        patched.setenv("API_TOKEN", token)
        patched.setenv("no_proxy", "*")
        patched.setenv("TZ", "UTC")
        _set_zone()
        yield
    _set_zone()


def _set_zone() -> None:
    if hasattr(time, "tzset"):
        time.tzset()


def test_the_examples_print_what_they_say(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {"__name__": "example"}
    blocks = PYTHON.findall(TEXT)
    assert len(blocks) == TEXT.count("```python\n") == 2
    for code, text in blocks:
        exec(compile(code.replace(USUAL, address), "docs/api.md", "exec"), names)
        assert capsys.readouterr().out == text


@pytest.mark.skipif(not shutil.which("curl") or not shutil.which("sh"), reason="no curl here")
def test_the_commands_work_and_nobody_sees_the_token(address: str, token: str) -> None:
    (command,) = SHELL.findall(TEXT)
    assert token not in command
    done = subprocess.run(["sh", "-c", command.replace(USUAL, address)], capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout)["links"]["log"] == "/api/v1/log"


def test_every_resource_is_in_the_table_in_its_order() -> None:
    assert re.findall(r"^\| `(/[^`]*)` \|", TEXT, re.MULTILINE) == [one.path for one in ENDPOINTS]


def test_every_status_is_in_the_table(api: Flask) -> None:
    answers = api.test_client().get("/api/v1/openapi.json").get_json()["components"]["responses"]
    assert re.findall(r"^\| (\d{3}) \|", TEXT, re.MULTILINE) == [name.removeprefix("Problem") for name in answers]
    assert f"`{MEDIA_TYPE}`" in TEXT
