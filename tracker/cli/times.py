"""Dates and times on the command line, as RFC 3339 writes them."""

import re
from datetime import UTC, datetime
from typing import Any

import click

_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?)?", re.ASCII)


class Moment(click.ParamType):  # type: ignore[type-arg]  # generic in the newest click alone
    """A date (its first moment) or a time; UTC unless it names a zone."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            if not _RFC_3339.fullmatch(value):
                raise ValueError("not RFC 3339")
            moment = datetime.fromisoformat(value.upper())
            return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no date or time; write 2026-03-01 or 2026-03-01T12:30:00Z", param, ctx)
