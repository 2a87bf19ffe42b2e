import subprocess
import sys

import pytest

import tracker
from tracker.importers.searching import detect
from tracker.profile import Profile


def test_public_names_are_what_they_are_where_they_live() -> None:
    assert tracker.detect is detect
    assert tracker.Profile is Profile
    assert all(getattr(tracker, name) for name in tracker.__all__)


def test_they_are_listed() -> None:
    assert set(tracker.__all__) <= set(dir(tracker))


def test_other_names_are_unknown() -> None:
    with pytest.raises(AttributeError, match="nothing_like_it"):
        getattr(tracker, "nothing_like_it")  # noqa: B009 - for mypy


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    code = "import sys, tracker.cli, tracker; print(sorted(n for n in sys.modules if n.startswith('tracker.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "['tracker.cli', 'tracker.errors']"
