"""The build fails when the documentation is wrong."""

import re
from pathlib import Path

import click
import pytest

from tracker.cli import COMMANDS, group
from tracker.taxonomy import TAXONOMY, Category

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def section(name: str) -> str:
    """The section of docs/commands.md about a command."""
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    found = re.search(rf"^## tracker {re.escape(name)}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section '## tracker {name}'"
    return found[1]


def options_of(command: click.Command, name: str) -> list[tuple[str, str]]:
    """(command, option) of a command and its subcommands."""
    found = [(name, option) for parameter in command.params for option in [*parameter.opts, *parameter.secondary_opts]]
    found = [(n, o) for n, o in found if o.startswith("--")]
    if isinstance(command, click.Group):
        for sub in command.commands.values():
            found += options_of(sub, name)
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    text = section(name)
    if isinstance(command, click.Group):
        assert all(f"tracker {name} {sub}" in text for sub in command.commands)
    missing = [option for _, option in options_of(command, name) if option not in text and option != "--help"]
    assert not missing


def test_every_documented_command_exists() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^## tracker (\S+)$", text, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("category", Category)
def test_every_category_is_documented(category: Category) -> None:
    text = (DOCS / "categories.md").read_text(encoding="utf-8")
    term = TAXONOMY[category]
    assert re.search(
        rf"\| `{category.value}` \| {re.escape(term.label)}.*\| {term.sensitivity} \| `{term.dpv}` \|", text
    )


def links(path: Path) -> list[str]:
    return re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [ROOT / "README.md", *sorted(DOCS.glob("*.md"))], ids=lambda path: path.name)
def test_links_in_the_documentation_lead_somewhere(path: Path) -> None:
    assert not [link for link in links(path) if not (path.parent / link).exists()]


def test_the_make_targets_of_the_readme_exist() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = re.findall(r"`?make ([a-z]+)`?", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert set(named) <= set(targets)
    assert {"run", "test"} <= set(named)
