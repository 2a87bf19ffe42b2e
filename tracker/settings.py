"""Where everything lies, and the few things a person may set.

All files are under one folder, the home: `TRACKER_HOME`, or the platform's user-data folder. Nothing outside it is
written. `settings.toml` in it is optional.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tracker.errors import ConfigurationError

_KEYS = ("key_store", "database_url", "learning", "passwords", "aliases", "notifications")
_SWITCH = {"on": True, "off": False}

type KeyStore = Literal["auto", "file", "keyring"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The places and choices of one installation."""

    home: Path
    database_url: str | None = None  # None: the SQLCipher file under home
    key_store: KeyStore = "auto"
    home_is_default: bool = False
    learning: bool | None = None  # whether values given in forms are learnt; None: as `tracker profile learning` says
    aliases: bool = True  # whether the proxy asks name servers where hosts' names lead
    passwords: bool = True  # whether it is told which sites were given the same password, or a weak one
    notifications: bool | None = None  # whether the desktop tells of what is grave; None: as the person chose

    @property
    def ledger_file(self) -> Path:
        return self.home / "ledger.db"

    @property
    def journal_folder(self) -> Path:
        return self.home / "journal"

    @property
    def key_file(self) -> Path:
        return self.home / "key"

    @property
    def profile_snapshot(self) -> Path:
        """The profile, sealed, for proxies to read without opening the ledger."""
        return self.home / "profile.sealed"

    @property
    def control_file(self) -> Path:
        """What the person decided of the proxy, sealed: their rules, and what goes with them."""
        return self.home / "control.sealed"

    @property
    def submissions_file(self) -> Path:
        """What the person submitted where, as keyed fingerprints, sealed: for rules that speak of what is premature."""
        return self.home / "submissions.sealed"

    @property
    def experience_file(self) -> Path:
        """What the ledger knows that rules go by, sealed: where hosts' names lead, and what was submitted where."""
        return self.home / "experience.sealed"

    @property
    def mark_file(self) -> Path:
        """What companies have, in sums and sealed, for the mark on pages."""
        return self.home / "mark.sealed"

    @property
    def lessons_folder(self) -> Path:
        """Values learnt from forms, sealed, on their way into the ledger."""
        return self.home / "lessons"

    @property
    def password_uses_folder(self) -> Path:
        """What was told of passwords, sealed, on its way into the ledger; the passwords themselves never are."""
        return self.home / "password-uses"

    @property
    def certificate_folder(self) -> Path:
        """Mitmproxy's `confdir`: the certificate authority of this installation."""
        return self.home / "ca"

    @property
    def browser_folder(self) -> Path:
        return self.home / "browser"

    @property
    def log_folder(self) -> Path:
        return self.home / "log"

    @property
    def running_file(self) -> Path:
        """JSON about the running `tracker start`: process id, addresses. Absent when nothing runs."""
        return self.home / "running.json"


def load(environment: dict[str, str] | None = None) -> Settings:
    """Return the settings of this installation.

    Raises ConfigurationError naming the file and the key when `settings.toml` cannot be used.
    """
    values = os.environ if environment is None else environment
    given = values.get("TRACKER_HOME")
    home = Path(given).expanduser().absolute() if given else _default_home()
    if home.exists() and not home.is_dir():
        raise ConfigurationError(f"{home}: is no folder; TRACKER_HOME must name one, or one that can be made")
    chosen = _read(home / "settings.toml")
    if unknown := sorted(chosen.keys() - _KEYS):
        raise ConfigurationError(
            f"{home / 'settings.toml'}: no setting is called {unknown[0]!r}; there are {', '.join(_KEYS)}"
        )
    key_store = chosen.get("key_store", "auto")
    if key_store not in ("auto", "file", "keyring"):
        raise ConfigurationError(
            f"{home / 'settings.toml'}: key_store must be auto, file or keyring, not {key_store!r}"
        )
    url = values.get("TRACKER_DATABASE_URL") or chosen.get("database_url")
    if url is not None and not isinstance(url, str):
        raise ConfigurationError(f"{home / 'settings.toml'}: database_url must be text")
    learning = _switch(values, chosen, "learning", home / "settings.toml")
    passwords = _switch(values, chosen, "passwords", home / "settings.toml") is not False
    aliases = _switch(values, chosen, "aliases", home / "settings.toml") is not False
    notifications = _switch(values, chosen, "notifications", home / "settings.toml")
    return Settings(
        home,
        url,
        key_store,
        home_is_default=not given,
        learning=learning,
        aliases=aliases,
        passwords=passwords,
        notifications=notifications,
    )


def _switch(values: Mapping[str, str], chosen: dict[str, Any], key: str, path: Path) -> bool | None:
    """What is said of something that can be turned off: by the environment, else in the file; None where nothing is."""
    name = f"TRACKER_{key.upper()}"
    if said := values.get(name):
        if said.lower() not in _SWITCH:
            raise ConfigurationError(f"{name} must be on or off, not {said!r}")
        return _SWITCH[said.lower()]
    is_on = chosen.get(key)
    if is_on is not None and not isinstance(is_on, bool):
        raise ConfigurationError(f"{path}: {key} must be true or false, not {is_on!r}")
    return is_on


def _default_home() -> Path:
    from platformdirs import user_data_path

    return user_data_path("tracker", appauthor=False)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({error}); mend or remove it") from error
