import pytest

from tests.tracker.cli.conftest import Run
from tracker.cli.deciding import decided


def test_all_are_off_until_they_are_turned_on(run: Run) -> None:
    assert [line.split()[:2] for line in run().splitlines()] == [
        ["gpc", "off"],
        ["dnt", "off"],
        ["referer", "off"],
        ["link-ids", "off"],
    ]
    assert run("link-ids", "on").startswith("link-ids  on ")
    assert run("link-ids").startswith("link-ids  on ")
    assert decided().signals.link_ids
    run("link-ids", "off")
    assert not any(decided().signals)


@pytest.mark.parametrize("given", [["x"], ["gpc", "maybe"]], ids=["signal", "choice"])
def test_what_there_is_not_is_one_line(run: Run, given: list[str]) -> None:
    assert run(*given, status=2).count("\n") == 1
