"""Who got which of my personal data, and what can I do about it? The core: knows neither mitmproxy nor Flask.

What is named here is for other people's programs (docs/python.md). It is loaded when it is first asked for: the command
line must be quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.dictionary import MEANINGS
    from tracker.errors import TrackerError
    from tracker.exporters.ledgers import open_ledger
    from tracker.importers.searching import detect
    from tracker.profile import Profile, Value
    from tracker.rows import Row
    from tracker.taxonomy import TAXONOMY, Category

__all__ = ["MEANINGS", "TAXONOMY", "Category", "Profile", "Row", "TrackerError", "Value", "detect", "open_ledger"]

_WHERE = {
    "MEANINGS": "tracker.dictionary",
    "TAXONOMY": "tracker.taxonomy",
    "Category": "tracker.taxonomy",
    "Profile": "tracker.profile",
    "Row": "tracker.rows",
    "TrackerError": "tracker.errors",
    "Value": "tracker.profile",
    "detect": "tracker.importers.searching",
    "open_ledger": "tracker.exporters.ledgers",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'tracker' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
