"""What a report's file is called."""

import re
from datetime import UTC, datetime

_OTHER = re.compile(r"[^a-z0-9]+")


def file_name(vendor: str | None, time: datetime, form: str) -> str:
    """Return the name of a report's file, of letters, digits, dots and hyphens alone."""
    whose = _OTHER.sub("-", (vendor or "").lower())[:60].strip("-")
    return "-".join(filter(None, ("tracker-report", whose, f"{time.astimezone(UTC):%Y-%m-%d}"))) + f".{form}"
