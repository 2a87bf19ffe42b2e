"""Where everything lies, and the few things a person may set.

All files are under one folder, the home: `TRACKER_HOME`, or the platform's user-data folder. Nothing outside it is
written. `settings.toml` in it is optional.
"""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tracker.errors import ConfigurationError

_KEYS = ("key_store", "database_url")

type KeyStore = Literal["auto", "file", "keyring"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The places and choices of one installation."""

    home: Path
    database_url: str | None = None  # None: the SQLCipher file under home
    key_store: KeyStore = "auto"
    home_is_default: bool = False

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
    return Settings(home, url, key_store, home_is_default=not given)


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
