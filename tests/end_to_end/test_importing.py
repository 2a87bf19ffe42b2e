"""Hundreds of captures imported by the program itself, killed or interrupted in the middle, and gone on with."""

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from sqlalchemy import func, select

from tests.builders.captures import a_har_file, an_entry
from tests.builders.commands import PATIENCE, done_program, environment
from tracker.errors import LedgerError
from tracker.keys import load_or_create
from tracker.ledger import models as m
from tracker.ledger.opening import open_ledger
from tracker.settings import Settings

FILES = 300
PADDING = "x" * (16 << 10)  # so that there is enough for several processes


@pytest.fixture(scope="module")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many small captures; one is cut off, one is empty."""
    folder = tmp_path_factory.mktemp("captures")
    for number in range(FILES):
        urls = (f"https://px.adpix.test/{number}/{place}?email=m{number}%40mail.example" for place in range(12))
        a_har_file(folder / f"{number:03}.har", *(an_entry(url) for url in urls), {"request": None, "_": PADDING})
    cut = folder / "100.har"
    cut.write_bytes(cut.read_bytes()[:2000])
    (folder / "200.har").write_bytes(b"")
    return folder


def counts(home: Path) -> tuple[int, int, int]:
    """How many captures are whole in the ledger, how many requests are there, and how many disclosures."""
    settings = Settings(home, key_store="file")
    with open_ledger(settings, load_or_create(settings)) as ledger, ledger.reading() as session:
        whole = select(func.count()).select_from(m.Capture).where(m.Capture.digest.not_like("~%"))
        others = (select(func.count()).select_from(table) for table in (m.Request, m.Disclosure))
        return tuple(session.scalar(asked) or 0 for asked in (whole, *others))  # type: ignore[return-value]


def wait_for_some(home: Path) -> int:
    """Wait until some captures are in the ledger, and return how many."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if (home / "ledger.db").exists() and (home / "key").exists():
            try:
                if whole := counts(home)[0]:
                    return whole
            except LedgerError:
                pass  # it is being made
        time.sleep(0.02)
    raise AssertionError("nothing was imported")


def ended(processes: list[psutil.Process]) -> bool:
    return not psutil.wait_procs(processes, PATIENCE)[1]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_what_is_whole_is_not_read_again(captures: Path, tmp_path: Path, how: signal.Signals) -> None:
    arguments = ["import", str(captures), "--label", "run=1"]
    command = [sys.executable, "-m", "tracker", *arguments]
    (tmp_path / "settings.toml").write_text('key_store = "file"\n')
    first = subprocess.Popen(command, env=environment(tmp_path), text=True, stderr=subprocess.PIPE)
    wait_for_some(tmp_path)
    workers = psutil.Process(first.pid).children(recursive=True)
    first.send_signal(how)
    _, said = first.communicate(timeout=PATIENCE)
    assert ended(workers)
    before = counts(tmp_path)[0]
    assert 0 < before < FILES - 2
    if how is signal.SIGINT:
        assert first.returncode == 1
        assert "run the same command again for the rest" in said
        assert "Traceback" not in said
    again = done_program(tmp_path, *arguments)
    assert again.returncode == 1
    assert f"{before} files in the ledger already: not read again" in again.stderr
    assert re.search(r"^  \S*100\.har, entry \d+: the file breaks off", again.stderr, re.MULTILINE)
    assert re.search(r"^  \S*200\.har: neither a HAR file", again.stderr, re.MULTILINE)
    alone = tmp_path / "alone"
    done_program(alone, *arguments)
    assert counts(tmp_path) == counts(alone)
    assert counts(tmp_path)[0] == FILES - 2
