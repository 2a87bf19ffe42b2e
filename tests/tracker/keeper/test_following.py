from datetime import UTC, datetime

import pytest

from tracker.keeper.following import following_text
from tracker.keeper.reports import BEFORE, WITHOUT, Report

GOES_ON = "A proxy that was running before goes on by what you decided before."
HAS_NONE = "A proxy that {} has no rules: it changes and stops nothing, and records everything."


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ((), [HAS_NONE.format("starts now")]),
        (("",), [HAS_NONE.format("starts now")]),
        ((BEFORE, BEFORE), [GOES_ON, HAS_NONE.format("starts now")]),
        ((WITHOUT,), [HAS_NONE.format("began since then")]),
        ((WITHOUT, BEFORE), [GOES_ON, HAS_NONE.format("began since then")]),
    ],
    ids=range(5),
)
def test_what_proxies_go_by_is_told(states: tuple[str, ...], expected: list[str]) -> None:
    said = [Report("proxy", 1, None, datetime.now(UTC), rules=state) for state in states]
    keeper = Report("keeper", 2, None, datetime.now(UTC))
    assert following_text([*said, keeper]) == " ".join(expected)
