"""Requests for tests, with good defaults."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import count
from urllib.parse import urlsplit

from tracker.traffic import Request

TIME = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
_numbers = count(1)


def a_request(
    url: str = "https://shop.test/",
    *,
    method: str | None = None,
    headers: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    body: bytes | str | None = None,
    content_type: str | None = None,
    page: str | None = None,
    time: datetime = TIME,
    body_size: int | None = None,
    is_websocket: bool = False,
) -> Request:
    """A request as a browser sends it: a POST where there is a body, else a GET."""
    parts = urlsplit(url)
    data = body.encode() if isinstance(body, str) else body
    pairs = list(headers.items() if isinstance(headers, Mapping) else headers)
    if content_type is not None:
        pairs.append(("Content-Type", content_type))
    return Request(
        id=f"request-{next(_numbers)}",
        time=time,
        method=method or ("GET" if data is None else "POST"),
        scheme=parts.scheme,
        host=parts.hostname or "",
        port=parts.port or (443 if parts.scheme in ("https", "wss") else 80),
        target=url.split(parts.netloc, 1)[1].partition("#")[0] or "/",
        headers=tuple(pairs),
        body=data,
        body_size=len(data or b"") if body_size is None else body_size,
        page=page,
        is_websocket=is_websocket,
    )
