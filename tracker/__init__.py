"""Who got which of my personal data, and what can I do about it? The core: knows neither mitmproxy nor Flask.

What is named here is for other people's programs (docs/python.md). It is loaded when it is first asked for: the command
line must be quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.dictionary import MEANINGS
    from tracker.errors import TrackerError
    from tracker.exporters.ledgers import ReadOnlyLedger, open_ledger
    from tracker.importers.reading import Fault, Tally
    from tracker.importers.searching import Detection, detect
    from tracker.ledger.queries.blind_spots import Spot
    from tracker.ledger.queries.captures import Imported
    from tracker.ledger.queries.companies import Company
    from tracker.ledger.queries.coverage import Coverage
    from tracker.ledger.queries.data import Known
    from tracker.ledger.queries.flows import Flow
    from tracker.ledger.queries.received import Received
    from tracker.ledger.queries.trail import Step
    from tracker.profile import Profile, Value
    from tracker.rows import Row
    from tracker.taxonomy import TAXONOMY, Category

__all__ = [
    "MEANINGS",
    "TAXONOMY",
    "Category",
    "Company",
    "Coverage",
    "Detection",
    "Fault",
    "Flow",
    "Imported",
    "Known",
    "Profile",
    "ReadOnlyLedger",
    "Received",
    "Row",
    "Spot",
    "Step",
    "Tally",
    "TrackerError",
    "Value",
    "detect",
    "open_ledger",
]

_WHERE = {
    "MEANINGS": "tracker.dictionary",
    "TAXONOMY": "tracker.taxonomy",
    "Category": "tracker.taxonomy",
    "Company": "tracker.ledger.queries.companies",
    "Coverage": "tracker.ledger.queries.coverage",
    "Detection": "tracker.importers.searching",
    "Fault": "tracker.importers.reading",
    "Flow": "tracker.ledger.queries.flows",
    "Imported": "tracker.ledger.queries.captures",
    "Known": "tracker.ledger.queries.data",
    "Profile": "tracker.profile",
    "ReadOnlyLedger": "tracker.exporters.ledgers",
    "Received": "tracker.ledger.queries.received",
    "Row": "tracker.rows",
    "Spot": "tracker.ledger.queries.blind_spots",
    "Step": "tracker.ledger.queries.trail",
    "Tally": "tracker.importers.reading",
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
