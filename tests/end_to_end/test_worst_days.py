"""The worst that can come: the ledger's file is damaged under a running proxy, and bodies that are made to break it."""

import http.client
from pathlib import Path

import psutil
import pytest

from tests.bench.hostile import bodies
from tests.builders.damages import DAMAGES
from tests.builders.guards import a_rule
from tests.builders.programs import Origin, soon
from tests.builders.proxies import a_proxy, paths
from tracker.control.keeping import change
from tracker.keeper.reports import reports
from tracker.keys import load_or_create
from tracker.ledger import copies
from tracker.rules import Action
from tracker.settings import Settings

_MOST = 150_000  # bytes of a hostile body: what breaks things does so at any size
_ROOM = 700 << 20  # bytes of memory
_PAGE = {"Origin": "http://www.boutique.test", "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}


@pytest.mark.parametrize("damage", ["a zeroed header", "every page", "nothing left", "the file gone"])
def test_a_ledger_that_is_damaged_under_a_running_proxy_loses_no_form(tmp_path: Path, damage: str) -> None:
    settings, names = Settings(tmp_path / "home", key_store="file"), [f"mail_{number}" for number in range(12)]
    with Origin() as origin, a_proxy(settings.home) as proxy:
        for turn in range(3):
            proxy.post(origin.server_port, *names[turn * 4 : turn * 4 + 4])
            assert soon(lambda: copies.last(settings) is not None)
            if turn == 1:
                DAMAGES[damage](settings.ledger_file)
        assert "Traceback" not in proxy.end()
    assert paths(settings.home) >= set(names)


def _answer(port: int, origin: int, kind: str, body: bytes) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("POST", f"http://127.0.0.1:{origin}/c", body, {"Content-Type": kind, **_PAGE})
    status = connection.getresponse().status
    connection.close()
    return status


def test_hostile_bodies_pass_or_are_stopped_by_a_rule_and_the_proxy_stays_as_it_is(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "home", key_store="file")
    change(settings, load_or_create(settings), lambda now: now._replace(rules=(a_rule(Action.MASK),)))
    with Origin() as origin, a_proxy(settings.home) as proxy:
        answers = {name: _answer(proxy.port, origin.server_port, kind, body[:_MOST]) for name, kind, body in bodies()}
        assert set(answers.values()) <= {200, 403}, answers
        assert psutil.Process(proxy.process.pid).memory_info().rss < _ROOM
        assert [report.errors for report in reports(settings) if report.role == "proxy"] == [0]
        assert "Traceback" not in proxy.end()
