"""The parts of a request that are written by themselves: path, query, headers, cookies, body."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from tracker.rewriting.bodies import opened_body
from tracker.rewriting.headers import cookie_slots, line_slots
from tracker.rewriting.levels import Changes, Rewriting
from tracker.rewriting.slots import Key, Slot
from tracker.rewriting.splices import spliced
from tracker.rewriting.target import path_slots, query_slots, without_empty_query
from tracker.traffic import Field, Location, Request

type Known = Mapping[Key, Field]
type Attempt = tuple[Request, dict[Key, str | None]]
type Headers = tuple[tuple[str, str], ...]

_OF_BODY = ("content-type", "content-encoding")


class Part(NamedTuple):
    """A part of a request: `alone` gives a request that has nothing else, `write` one with the changes that an
    attempt makes, and what the fields of that part say then. None: it cannot be written.
    """

    locations: frozenset[Location]
    alone: Callable[[Request], Request]
    write: Callable[[Request, Known, Rewriting], Attempt | None]


def _paths(known: Known) -> set[str]:
    return {field.path for field in known.values()}


def _target_alone(request: Request) -> Request:
    return replace(request, headers=(), body=None, body_size=0)


def _headers_alone(request: Request) -> Request:
    return replace(request, target="/", body=None, body_size=0)


def _body_alone(request: Request) -> Request:
    kept = tuple(pair for pair in request.headers if pair[0].lower() in _OF_BODY)
    return replace(request, target="/", headers=kept)


def _write_path(request: Request, known: Known, attempt: Rewriting) -> Attempt | None:
    return _with_target(request, path_slots(request.target, _paths(known)), known, attempt)


def _write_query(request: Request, known: Known, attempt: Rewriting) -> Attempt | None:
    written = _with_target(request, query_slots(request.target, _paths(known)), known, attempt)
    if written is None or written[0] is request:
        return written
    changed, news = written
    return replace(changed, target=without_empty_query(changed.target)), news


def _with_target(request: Request, slots: list[Slot], known: Known, attempt: Rewriting) -> Attempt | None:
    made = attempt.changes(request.target, slots, known)
    target = spliced(request.target, made.splices)
    if target is None:
        return None
    return (replace(request, target=target) if made.splices else request), made.news


def _write_headers(request: Request, known: Known, attempt: Rewriting) -> Attempt | None:
    return _with_lines(request, known, attempt, is_cookie=False)


def _write_cookies(request: Request, known: Known, attempt: Rewriting) -> Attempt | None:
    return _with_lines(request, known, attempt, is_cookie=True)


def _with_lines(request: Request, known: Known, attempt: Rewriting, *, is_cookie: bool) -> Attempt | None:
    """A line of which nothing is left goes; all others stay, in their order."""
    paths, kept, news = _paths(known), list[tuple[str, str]](), dict[Key, str | None]()
    is_changed = False
    for name, value in request.headers:
        made = Changes([], {})
        if (name.lower() == "cookie") is is_cookie:
            slots = cookie_slots(value, paths) if is_cookie else line_slots(name, value, paths)
            made = attempt.changes(value, slots, known)
        text = spliced(value, made.splices)
        if text is None:
            return None
        news |= made.news
        is_changed = is_changed or bool(made.splices)
        if text or not made.splices:
            kept.append((name, text))
    return (replace(request, headers=tuple(kept)) if is_changed else request), news


def _write_body(request: Request, known: Known, attempt: Rewriting) -> Attempt | None:
    opened = opened_body(request, known.values())
    if opened is None:
        return request, {}
    made = attempt.changes(opened.text, opened.slots, known)
    text = spliced(opened.text, made.splices)
    body = None if text is None else opened.packed(text)
    if body is None:
        return None
    return (replace(request, body=body, body_size=len(body)) if made.splices else request), made.news


def _of(*locations: Location) -> frozenset[Location]:
    return frozenset(locations)


_IN_BODY = _of(Location.FORM, Location.MULTIPART, Location.JSON, Location.BODY, Location.WEBSOCKET)
PATH = Part(_of(Location.PATH), _target_alone, _write_path)
QUERY = Part(_of(Location.QUERY), _target_alone, _write_query)
HEADERS = Part(_of(Location.HEADER), _headers_alone, _write_headers)
COOKIES = Part(_of(Location.COOKIE), _headers_alone, _write_cookies)
BODY = Part(_IN_BODY, _body_alone, _write_body)
PARTS: tuple[Part, ...] = (PATH, QUERY, HEADERS, COOKIES, BODY)
SIGNED_BY_HEADERS: Iterable[Part] = (PATH, QUERY, BODY)
