"""Rows as the ledger tells them, with good defaults."""

from typing import Any

from tests.builders.records import NOON
from tracker.rows import Row


def a_row(**changes: Any) -> Row:
    """Marie Dupont's e-mail address, hashed, to an ad firm."""
    given: dict[str, Any] = {
        "source": None,
        "entry": 7,
        "time": NOON,
        "host": "px.adpix.test",
        "recipient": "adpix.test",
        "vendor": "adpix",
        "site": "shop.example",
        "party": "third",
        "category": "email_address",
        "location": "query",
        "path": "em",
        "method": "profile",
        "encoding": ("urlencode", "sha256"),
        "confidence": 1.0,
        "reasoning": "your own e-mail address",
        "preview": "m•••@m•••",
        "fingerprint": "0f" * 16,
        "manner": "relayed",
        "scheme": "https",
        "count": 1,
        "last": NOON,
        "http_method": "GET",
        "site_confidence": 0.9,
        "site_basis": "referer",
        "labels": None,
        "aliases": None,
    }
    return Row(**(given | changes))
