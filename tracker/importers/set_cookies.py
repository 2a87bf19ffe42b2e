"""Set-Cookie headers of captures: what they say of time is counted from the capture's own time, not from today."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tracker.detection.cookies import parse_set_cookie
from tracker.traffic import Cookie

_MAX_AGE = re.compile(r";\s*max-age\s*=", re.IGNORECASE)
_EXPIRES = re.compile(r";\s*expires\s*=\s*\"?([^;\"]+)", re.IGNORECASE)


def cookie_of(header: str, host: str, time: datetime) -> Cookie | None:
    """Return the cookie that a response's Set-Cookie header set at that time, or None for what is none."""
    return parse_set_cookie(_with_max_age(header, time), host)


def _with_max_age(header: str, time: datetime) -> str:
    """Say `Expires` as `Max-Age`, which RFC 6265 section 5.3 prefers."""
    expires = None if _MAX_AGE.search(header) else _EXPIRES.search(header)
    if expires is None:
        return header
    try:
        end = parsedate_to_datetime(expires[1].strip())
        seconds = ((end if end.tzinfo else end.replace(tzinfo=UTC)) - time).total_seconds()
    except (ValueError, OverflowError, TypeError):
        return header
    return f"{header}; Max-Age={int(seconds)}"
