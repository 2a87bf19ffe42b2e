import re
from pathlib import Path

from tests.builders.reports import a_material, told
from tracker.reporting.chapters import method

README = Path(__file__).parents[4] / "README.md"


def test_how_accurate_it_is_is_told_as_the_readme_has_it() -> None:
    readme = " ".join(README.read_text("utf-8").split())
    found = re.search(r"of (\d+) distinct claims .*? (\d+) % were right, (\d+) % debatable and (\d+) % wrong", readme)
    assert found
    measured = (method.CLAIMS, method.RIGHT, method.DEBATABLE, method.WRONG)
    assert tuple(map(int, found.groups())) == measured
    assert "## How accurate it is" in README.read_text("utf-8")
    assert "Of 682 distinct claims" in told(method.blocks(a_material()))


def test_limits_are_told_in_plain_words() -> None:
    words = told(method.blocks(a_material()))
    for part in ("is a conclusion", "In doubt, nothing is reported", "on behalf of another", "not signed"):
        assert part in words
