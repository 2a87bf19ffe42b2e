"""What deserves attention and what is new, for the terminal: a few lines. Names in them are strangers': escape them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tracker.ledger.queries.news import News

LATELY = timedelta(days=30)
MOST = 5
_NAMED = 3


def attention_lines(session: "Session") -> Iterator[str]:
    """Yield what is new since the last visit, and what of the last thirty days deserves attention. It is no visit."""
    from tracker.attention import about, reason, steps_of
    from tracker.ledger.noticing import notice

    found = notice(session, datetime.now(UTC) - LATELY)
    if found.visit:
        yield f"Since your last look at the dashboard, {found.visit.moment.astimezone():%Y-%m-%d %H:%M}:"
        yield from _news(found.news)
    if not found.items:
        yield "Nothing of the last 30 days deserves attention, as far as could be seen."
        return
    yield "In the last 30 days, this deserves attention:"
    for number, item in enumerate(found.items[:MOST], 1):
        yield f"  {number}. {about(item)}"
        yield f"     {reason(item)}"
        yield f"     → {steps_of(item)[0]}"
    if (more := len(found.items) - MOST) > 0:
        yield f"  and {more} more, on the dashboard's first page"


def _news(news: "News") -> Iterator[str]:
    from tracker.taxonomy import TAXONOMY

    if not news:
        yield "  no new company, site or kind of data"
    if news.vendors:
        names = _named([vendor.name for vendor in news.vendors], news.vendor_count)
        yield f"  new companies ({news.vendor_count:,}): {names}"
    if news.sites:
        yield f"  new sites ({news.site_count:,}): {_named([site.domain for site in news.sites], news.site_count)}"
    if news.categories:
        labels = [TAXONOMY[one.category].label for one in news.categories]
        yield f"  new kinds of data ({len(labels)}): {_named(labels, len(labels))}"


def _named(names: list[str], count: int) -> str:
    more = f" and {count - _NAMED:,} more" if count > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
