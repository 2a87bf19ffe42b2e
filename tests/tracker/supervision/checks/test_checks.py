"""All checks together."""

import pytest

from tracker.errors import LedgerError
from tracker.settings import Settings
from tracker.supervision import checks as module
from tracker.supervision.checks import Outcome, checks


def test_a_fresh_installation_has_no_problem(settings: Settings) -> None:
    found = list(checks(settings))
    assert {check.name for check in found} >= {"home", "space", "key", "ledger", "journal", "recording", "browser"}
    assert all(check.outcome is not Outcome.PROBLEM for check in found)
    assert not settings.home.exists()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (LedgerError("the ledger is damaged"), "the ledger is damaged"),
        (OSError(13, "Permission denied", "/home/marie/ledger"), "/home/marie/ledger: Permission denied"),
        (OSError(28, "No space left on device"), "No space left on device"),
    ],
)
def test_what_cannot_even_be_looked_at_is_a_problem(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    def ledger(_: Settings) -> None:
        raise error

    monkeypatch.setattr(module, "_LOOKS", (ledger,))
    (check,) = checks(settings)
    assert (check.name, check.outcome, check.words) == ("ledger", Outcome.PROBLEM, words)
