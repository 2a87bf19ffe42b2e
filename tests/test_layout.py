"""Holds the shape of the code: small files and functions, and a test file for every source file."""

import ast
from pathlib import Path

import pytest

from tracker import settings

ROOT = Path(__file__).parent.parent
PACKAGES = ("tracker", "addons", "dashboard")
MAX_FILE, MAX_FUNCTION = 300, 40
FORBIDDEN = {"utils", "helpers", "common", "manager", "base"}


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", sources(*PACKAGES, "migrations", "tests"), ids=named)
def test_a_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_FILE


@pytest.mark.parametrize("path", sources(*PACKAGES), ids=named)
def test_functions_are_short(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    too_long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > MAX_FUNCTION]
    assert not too_long


def has_code(path: Path) -> bool:
    """Whether a module does something: has a function, or is no mere package marker."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree))


def places_of_tests(path: Path) -> list[Path]:
    """Where the tests of a module may lie: a package's own code is tested in a file named for the package."""
    relative = path.relative_to(ROOT)
    folder = ROOT / "tests" / relative.parent
    if path.name == "__init__.py":
        return [folder / f"test_{path.parent.name}.py", folder.parent / f"test_{path.parent.name}.py"]
    return [folder / f"test_{path.stem}.py"]


@pytest.mark.parametrize("path", [path for path in sources(*PACKAGES) if has_code(path)], ids=named)
def test_every_module_with_code_has_a_test_file_of_its_name(path: Path) -> None:
    assert any(place.exists() for place in places_of_tests(path)), (
        f"none of {[named(p) for p in places_of_tests(path)]}"
    )


def test_no_module_is_a_catch_all() -> None:
    assert not [named(path) for path in sources(*PACKAGES) if path.stem in FORBIDDEN]


def test_no_class_is_named_for_what_the_project_is_named() -> None:
    """In this field a tracker is the company that tracks: here it is a vendor."""
    classes = [
        node.name
        for path in sources(*PACKAGES)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and "tracker" in node.name.lower()
    ]
    assert set(classes) <= {"TrackerError"}


def test_no_test_sees_the_home_of_whoever_runs_them() -> None:
    home = settings.load().home
    assert home.name.startswith("tracker-tests-")
    assert not (home / "catalogue").exists()
