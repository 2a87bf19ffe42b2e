from pathlib import Path

import pytest

from tracker.errors import ConfigurationError
from tracker.settings import Settings, load


def test_the_home_is_where_the_environment_says(tmp_path: Path) -> None:
    settings = load({"TRACKER_HOME": str(tmp_path)})
    assert settings == Settings(tmp_path)
    places = [
        settings.ledger_file,
        settings.journal_folder,
        settings.key_file,
        settings.profile_snapshot,
        settings.lessons_folder,
        settings.password_uses_folder,
        settings.certificate_folder,
        settings.browser_folder,
        settings.log_folder,
        settings.running_file,
    ]
    assert all(place.parent == tmp_path for place in places)


def test_without_environment_the_home_is_the_platforms_folder() -> None:
    settings = load({})
    assert settings.home.name == "tracker"
    assert settings.home_is_default


def test_the_database_may_be_elsewhere(tmp_path: Path) -> None:
    given = {"TRACKER_HOME": str(tmp_path), "TRACKER_DATABASE_URL": "postgresql://lab/tracker"}
    assert load(given).database_url == "postgresql://lab/tracker"


def test_the_settings_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('key_store = "file"\ndatabase_url = "postgresql://lab/x"\n')
    settings = load({"TRACKER_HOME": str(tmp_path)})
    assert (settings.key_store, settings.database_url) == ("file", "postgresql://lab/x")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('key_store = "pocket"', "key_store"),
        ("database_url = 5", "database_url"),
        ("aliases = 1", "aliases must be true or false"),
        ('learning = "off"', "learning must be true or false"),
        ('passwords = "off"', "passwords must be true or false"),
        ("key_store = ", "cannot be read"),
        ('keystore = "file"', "'keystore'; there are key_store, database_url"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "settings.toml").write_text(text)
    with pytest.raises(ConfigurationError, match=named):
        load({"TRACKER_HOME": str(tmp_path)})


@pytest.mark.parametrize(
    ("text", "environment", "expected"),
    [
        ("", "", None),
        ("learning = false", "", False),
        ("learning = true", "", True),
        ("", "off", False),
        ("learning = false", "ON", True),
    ],
)
def test_learning_is_turned_on_or_off_by_the_environment_or_the_file(
    tmp_path: Path, text: str, environment: str, expected: bool | None
) -> None:
    (tmp_path / "settings.toml").write_text(text)
    assert load({"TRACKER_HOME": str(tmp_path), "TRACKER_LEARNING": environment}).learning is expected


@pytest.mark.parametrize(
    ("text", "environment", "expected"),
    [("", "", True), ("aliases = false", "", False), ("aliases = false", "on", True), ("", "off", False)],
)
def test_aliases_are_looked_up_unless_that_is_turned_off(
    tmp_path: Path, text: str, environment: str, expected: bool
) -> None:
    (tmp_path / "settings.toml").write_text(text)
    assert load({"TRACKER_HOME": str(tmp_path), "TRACKER_ALIASES": environment}).aliases is expected


@pytest.mark.parametrize(
    ("text", "environment", "expected"),
    [("", "", True), ("passwords = false", "", False), ("passwords = false", "on", True), ("", "off", False)],
)
def test_passwords_are_told_apart_unless_that_is_turned_off(
    tmp_path: Path, text: str, environment: str, expected: bool
) -> None:
    (tmp_path / "settings.toml").write_text(text)
    assert load({"TRACKER_HOME": str(tmp_path), "TRACKER_PASSWORDS": environment}).passwords is expected


@pytest.mark.parametrize(
    ("text", "environment", "expected"),
    [("", "", None), ("notifications = true", "", True), ("notifications = true", "off", False), ("", "on", True)],
)
def test_notifications_are_as_chosen_unless_the_settings_say(
    tmp_path: Path, text: str, environment: str, expected: bool | None
) -> None:
    (tmp_path / "settings.toml").write_text(text)
    assert load({"TRACKER_HOME": str(tmp_path), "TRACKER_NOTIFICATIONS": environment}).notifications is expected


def test_what_is_neither_on_nor_off_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="TRACKER_LEARNING must be on or off, not 'maybe'"):
        load({"TRACKER_HOME": str(tmp_path), "TRACKER_LEARNING": "maybe"})


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (home := tmp_path / "home").write_text("")
    with pytest.raises(ConfigurationError, match="is no folder"):
        load({"TRACKER_HOME": str(home)})
