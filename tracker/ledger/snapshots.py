"""The profile in one sealed file, for proxies to read without opening the ledger. Loads no database."""

from dataclasses import dataclass

import orjson

from tracker import files
from tracker.errors import LedgerError
from tracker.keys import Keys
from tracker.profile import EMPTY, Profile, Value
from tracker.sealing import seal, unseal
from tracker.settings import Settings
from tracker.taxonomy import Category

_PURPOSE = b"profile snapshot 1"


@dataclass(frozen=True, slots=True)
class Rules:
    """How a proxy is to learn: whether at all, and never the values with these fingerprints.

    `erasures` is another number after each time that something learnt was erased: what a proxy still remembers from
    before is then to be forgotten as well.
    """

    is_learning: bool = True
    refused: frozenset[str] = frozenset()
    erasures: int = 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the file holds."""

    profile: Profile = EMPTY
    rules: Rules = Rules()


def write_snapshot(settings: Settings, keys: Keys, profile: Profile, rules: Rules | None = None) -> None:
    """Put the profile in the file, all at once. Raises LedgerError when it cannot be written."""
    values = [[value.category.value, value.value, value.origin] for value in profile.values]
    said = rules or Rules()
    data = orjson.dumps([profile.country, values, [said.is_learning, sorted(said.refused), said.erasures]])
    path = settings.profile_snapshot
    try:
        files.replace(path, seal(keys.profile, data, _PURPOSE))
    except OSError as error:
        raise LedgerError(f"{path}: the profile cannot be written there ({error.strerror})") from error


def read_snapshot(settings: Settings, keys: Keys) -> Profile:
    """Return the profile in the file, an empty one where there is none. Raises LedgerError for a damaged one."""
    return snapshot_of(settings, keys).profile


def snapshot_of(settings: Settings, keys: Keys) -> Snapshot:
    """Return all that the file holds. Raises LedgerError for a damaged one."""
    path = settings.profile_snapshot
    try:
        country, values, *rules = orjson.loads(unseal(keys.profile, path.read_bytes(), _PURPOSE))
        profile = Profile(tuple(Value(Category(category), *rest) for category, *rest in values), country)
        return Snapshot(profile, *(_rules(*said) for said in rules))  # an earlier version wrote none
    except FileNotFoundError:
        return Snapshot()
    except OSError as error:
        raise LedgerError(f"{path}: the profile cannot be read ({error.strerror})") from error
    except (ValueError, TypeError) as error:
        raise LedgerError(f"{path}: no profile of this installation; `tracker profile list` writes it anew") from error


def _rules(is_learning: bool, refused: list[str], erasures: int) -> Rules:
    return Rules(is_learning, frozenset(refused), erasures)
