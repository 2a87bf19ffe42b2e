"""The threat model names tests: each exists. Exceptions to the security rules of the linter say why."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(test_\w+)`", TEXT)))
THREATS = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)


@pytest.fixture(scope="module")
def tests() -> set[str]:
    """The names of all tests."""
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    return {name for text in texts for name in re.findall(r"^def (test_\w+)", text, re.MULTILINE)}


@pytest.mark.parametrize("name", NAMED)
def test_each_test_that_the_threat_model_names_exists(name: str, tests: set[str]) -> None:
    assert name in tests


@pytest.mark.parametrize("number", range(7), ids=THREATS[:7])
def test_each_threat_has_a_promise_with_its_test_and_what_is_not_promised(number: int) -> None:
    part = TEXT.split("\n## ")[number + 1]
    assert "`test_" in part
    assert "ot promised" in part or "No source signs" in part


def test_each_exception_to_the_security_rules_has_a_reason() -> None:
    sources = (
        path for folder in ("tracker", "addons", "dashboard", "migrations") for path in (ROOT / folder).rglob("*.py")
    )
    found = [
        (path.name, line.strip())
        for path in sources
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"noqa: (?:\w+, )*S\d", line)
    ]
    assert found
    assert [one for one in found if not re.search(r"noqa: [\w, ]+ - \w", one[1])] == []
