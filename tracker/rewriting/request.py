"""Values taken out of a request, or replaced where they stand; what is changed is read again before it counts."""

from collections.abc import Iterable, Mapping, Sequence

from tracker.detection.addresses import segments_of
from tracker.detection.decode import unfold
from tracker.detection.fields import fields_of
from tracker.detection.limits import MAX_FIELDS, MAX_VALUE
from tracker.rewriting.edit import Edit, Left, Reason, Rewritten
from tracker.rewriting.levels import Rewriting
from tracker.rewriting.parts import PARTS, PATH, SIGNED_BY_HEADERS, Part
from tracker.rewriting.resolving import resolved
from tracker.rewriting.signatures import signed, signs
from tracker.rewriting.slots import Key, key_of
from tracker.rewriting.wishes import Failure, Wish, Wishes
from tracker.traffic import Field, Location, Request

_MOST_ROUNDS = 4  # in which edits that can only be done in part are left out
_MOST_TRIES = 24  # to find those of many wishes that can be had
_FEW_TRIES = 6  # in a large request, which takes long to read
_LARGE = 1 << 16  # bytes

type Group = tuple[Field, Sequence[Field]]
"""A field that lies open, and those nested in it."""

type News = Mapping[Key, str | None]


def rewrite(request: Request, edits: Iterable[Edit]) -> Rewritten:
    """Return the request with the edits done that can be done. Never raises; work is bounded.

    Of each edit that is done, `fields_of` finds the value no more where it was, and everything else as before; this
    is looked after each time. What no edit touches keeps its bytes.
    """
    edits, left = tuple(dict.fromkeys(edits)), dict[Edit, Left]()
    fields = fields_of(request).fields if edits else ()
    for _ in range(_MOST_ROUNDS):
        rest = [edit for edit in edits if edit not in left]
        changed, failed, is_partly_done = _changed(request, rest, fields)
        left |= failed
        if not is_partly_done:
            done = tuple(edit for edit in rest if edit not in left)
            return Rewritten(changed.target, changed.headers, changed.body, done, tuple(left.values()))
    undone = {edit: left.get(edit) or Left(edit, Reason.TOO_MANY) for edit in edits}
    return Rewritten(request.target, request.headers, request.body, (), tuple(undone.values()))


def _changed(
    request: Request, edits: Sequence[Edit], fields: Sequence[Field]
) -> tuple[Request, dict[Edit, Left], bool]:
    """The request with the edits done that can be, what is left, and whether one of those is done in part."""
    listed = fields if request.is_websocket else (*fields, *segments_of(request.target))
    wishes, left = resolved(edits, listed)
    failures = dict[Field, Failure]()
    for part in PARTS:
        mine = [wish for wish in wishes if wish.field.location in part.locations]
        if mine:
            request, failed = _in_part(part, request, mine, fields)
            failures |= failed
    for wish in wishes:
        if wish.field in failures:
            left += [_left(edit, failures[wish.field]) for edit in wish.edits]
    found = {each.edit: each for each in left}
    is_partly_done = any(edit in found for wish in wishes if wish.field not in failures for edit in wish.edits)
    return request, found, is_partly_done


def _left(edit: Edit, failure: Failure) -> Left:
    reason, holder = failure
    outer = Edit(edit.location, holder.path, holder.encoding, holder.value) if holder else None
    return Left(edit, reason, None if outer == edit else outer)


def _in_part(
    part: Part, request: Request, wishes: Sequence[Wish], fields: Sequence[Field]
) -> tuple[Request, dict[Field, Failure]]:
    """Make the wishes true in one part: together, else by halves, so that one that cannot be had spoils no other."""
    before = _of_part(part, request) if len(fields) >= MAX_FIELDS else _within(part, fields)
    open_fields, touched = [outer for outer, _ in _groups(before)], [wish.field for wish in wishes]
    if (part in SIGNED_BY_HEADERS and signs(request.headers)) or signed(open_fields, touched):
        return request, dict.fromkeys(touched, (Reason.SIGNED, None))
    waiting, failures = [list(wishes)], dict[Field, Failure]()
    for _ in range(_MOST_TRIES if len(request.target) + len(request.body or b"") <= _LARGE else _FEW_TRIES):
        if not waiting:
            break
        group = waiting.pop(0)
        tried = _together(part, request, group, before)
        if tried is not None:
            request, failed = tried
            failures |= failed
            before = _of_part(part, request) if waiting else before
        elif len(group) == 1:
            failures[group[0].field] = Reason.UNWRITABLE, None
        else:
            waiting += (group[: len(group) // 2], group[len(group) // 2 :])
    return request, failures | {wish.field: (Reason.TOO_MANY, None) for group in waiting for wish in group}


def _together(
    part: Part, request: Request, wishes: Sequence[Wish], before: Sequence[Field]
) -> tuple[Request, dict[Field, Failure]] | None:
    """Make the wishes true that can be, without their names or with them; None where others would change, too."""
    groups = _groups(before)
    for is_blank in (False, True):
        book = Wishes(wishes)
        changed = _attempted(part, request, groups, book, is_blank=is_blank)
        if changed is None:
            continue
        stale = _still_there(part, changed, book)
        if not stale:
            return changed, book.failures
        rest = [wish for wish in wishes if wish.field not in stale]
        tried = _together(part, request, rest, before) if rest else (request, {})
        return tried and (tried[0], tried[1] | stale)
    return None


def _still_there(part: Part, changed: Request, book: Wishes) -> dict[Field, Failure]:
    """What was done at one place, and stands at another of the same name, where it could not be done."""
    if not book.ever_failed:
        return {}
    after = set(map(key_of, _of_part(part, changed)))
    return {book.all[key].field: reason for key, reason in book.ever_failed.items() if key in book.done & after}


def _within(part: Part, fields: Iterable[Field]) -> list[Field]:
    return [field for field in fields if field.location in part.locations]


def _of_part(part: Part, request: Request) -> list[Field]:
    return _within(part, fields_of(part.alone(request)).fields)


def _groups(fields: Sequence[Field]) -> list[Group]:
    groups, at = list[Group](), 0
    while at < len(fields):
        inner = unfold(fields[at])
        end = at + 1 + len(inner)
        if fields[at + 1 : end] != inner:
            inner, end = [], at + 1
        groups.append((fields[at], inner))
        at = end
    return groups


def _attempted(
    part: Part, request: Request, groups: Sequence[Group], book: Wishes, *, is_blank: bool
) -> Request | None:
    """The request with the wishes come true that can; None where it then says something else than it should."""
    known = {
        key_of(outer): outer for outer, inner in groups if book.of(outer) or any(book.of(field) for field in inner)
    }
    if part is PATH:  # every segment of it is a place, though few are fields
        known |= {key: wish.field for key, wish in book.all.items() if not wish.field.encoding}
    written = part.write(request, known, Rewriting(book, is_blank=is_blank))
    if written is None:
        return None
    changed, news = written
    if changed is not request and not _is_as_wished(part, request, changed, groups, news):
        return None
    return changed


def _is_as_wished(part: Part, request: Request, changed: Request, groups: Sequence[Group], news: News) -> bool:
    after = _of_part(part, changed)
    if part is PATH:
        gone = {key[0] for key in news if key[0].startswith("[")}
        wished = [field for field in _wished(groups, news) if not _is_in(field, gone)]
        segments = [(field, ()) for field in segments_of(request.target)]
        return _keys(wished) == _keys(field for field in after if not _is_in(field, gone)) and (
            _said(segments, news) == _keys(segments_of(changed.target))
        )
    wished = _wished(groups, news)
    if len(after) < MAX_FIELDS and sum(1 + len(inner) for _, inner in groups) < MAX_FIELDS:
        return _keys(wished) == _keys(after)
    found = set(_keys(after))  # there were more than are looked at: now there is room for others
    return found.issuperset(_keys(wished[: MAX_FIELDS // 2])) and not any(
        (Location(after[0].location), *key) in found for key in news
    )


def _is_in(field: Field, segments: Iterable[str]) -> bool:
    return any(field.path == segment or field.path.startswith(f"{segment}.") for segment in segments)


type Place = tuple[Location, str, str, tuple[str, ...]]


def _keys(fields: Iterable[Field]) -> list[Place]:
    return [(field.location, *key_of(field)) for field in fields]


def _said(groups: Iterable[Group], news: News) -> list[Place]:
    """What segments are to say: nothing is looked for in them."""
    listed = [(field, news.get(key_of(field), field.value)) for field, _ in groups]
    return [(field.location, field.path, new[:MAX_VALUE], field.encoding) for field, new in listed if new]


def _wished(groups: Iterable[Group], news: News) -> list[Field]:
    """What the fields are to be, with what is nested in them."""
    wished = list[Field]()
    for outer, inner in groups:
        key = key_of(outer)
        if key not in news:
            wished += (outer, *inner)
        elif new := news[key]:
            field = outer._replace(value=new[:MAX_VALUE])
            wished += (field, *unfold(field))
    return wished
