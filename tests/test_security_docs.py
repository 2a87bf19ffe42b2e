"""The threat model and the page of the proxy name tests: each exists. Exceptions to the security rules of the linter
say why, and what is installed is pinned.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
PROXY = (ROOT / "docs" / "proxy.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(test_\w+)`", TEXT + PROXY)))
THREATS = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)


@pytest.fixture(scope="module")
def tests() -> set[str]:
    """The names of all tests."""
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    return {name for text in texts for name in re.findall(r"^def (test_\w+)", text, re.MULTILINE)}


@pytest.mark.parametrize("name", NAMED)
def test_each_test_that_these_pages_name_exists(name: str, tests: set[str]) -> None:
    assert name in tests


@pytest.mark.parametrize("number", range(7), ids=THREATS[:7])
def test_each_threat_has_a_promise_with_its_test_and_what_is_not_promised(number: int) -> None:
    part = TEXT.split("\n## ")[number + 1]
    assert "`test_" in part
    assert "ot promised" in part or "No source signs" in part


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_all_that_is_installed_is_pinned_to_what_it_was_by_its_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    wanted = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(wanted) > 20
    assert [line[:60] for line in wanted if not re.match(r"[\w.\[\]-]+==\S+.* --hash=sha256:[0-9a-f]{64}", line)] == []


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
