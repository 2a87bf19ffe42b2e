"""Edits for tests, and what must hold of a request that was rewritten."""

from collections.abc import Iterable
from dataclasses import replace

from tests.builders.requests import a_request
from tracker.detection.fields import fields_of
from tracker.rewriting import Edit, Rewritten, rewrite
from tracker.traffic import Field, Location, Request

ADDRESS = "marie@mail.test"
OTHER = "x@example.invalid"

_REST = '"u": {"tel": "+33612345678", "n": 1.50}, "l": ["marie@mail.test", 2]}'
DOCUMENT = '{"n": 1.50, "email": "marie@mail.test", ' + _REST
WITHOUT = '{"n": 1.50, ' + _REST
MASKED = DOCUMENT.replace(ADDRESS, OTHER, 1)

_LONG = 12  # characters

type Said = tuple[str, str, str]


def url(path: str) -> Request:
    """A GET of a third party."""
    return a_request(f"https://stats.test{path}")


def body(data: bytes | str, content_type: str = "application/json", **headers: str) -> Request:
    """A POST of that body."""
    return a_request(body=data, content_type=content_type, headers=headers)


def an_edit(field: Field, replacement: str | None = None, value: str | None = None) -> Edit:
    """The edit of that field."""
    return Edit(field.location, field.path, field.encoding, field.value if value is None else value, replacement)


def edit_of(path: str, replacement: str | None = OTHER, value: str = ADDRESS, **rest: object) -> Edit:
    """An edit of a JSON body's field."""
    return Edit(Location.JSON, path, (), value, replacement)._replace(**rest)  # type: ignore[arg-type]


def found(request: Request, path: str, *encoding: str) -> Field:
    """The one field of that path, decoded so."""
    return next(field for field in fields_of(request).fields if (field.path, field.encoding) == (path, encoding))


def written(request: Request, done: Rewritten) -> Request:
    """The request as it leaves."""
    size = len(done.body or b"") + request.body_size - len(request.body or b"")
    return replace(request, target=done.target, headers=done.headers, body=done.body, body_size=size)


def held(request: Request, edits: Iterable[Edit]) -> Rewritten:
    """Rewrite the request, and hold what must hold of every rewriting."""
    edits = list(dict.fromkeys(edits))
    done = rewrite(request, edits)
    assert {*done.done, *(left.edit for left in done.left)} == set(edits)
    assert len(done.done) + len(done.left) == len(edits)
    if not done.done:
        assert (done.target, done.headers, done.body) == (request.target, request.headers, request.body)
    before, after = fields_of(request).fields, fields_of(written(request, done)).fields
    assert _others(before, done.done) == _others(after, done.done)
    for edit in done.done:
        _hold_gone(edit, before, after)
    return done


def _hold_gone(edit: Edit, before: tuple[Field, ...], after: tuple[Field, ...]) -> None:
    place = edit.location, edit.path, edit.encoding
    values = [field.value for field in after if (field.location, field.path, field.encoding) == place]
    if edit.replacement != edit.value:
        assert edit.value not in values
    if edit.location is Location.PATH or (edit.encoding and len(edit.replacement or "") < _LONG):
        return  # there, what looks like a value is a field, and nothing else; nor is what is short looked into
    if edit.replacement and any(edit.value == field.value and _place(field) == place for field in before):
        assert any(edit.replacement in field.value for field in after if field.path == edit.path)


def _place(field: Field) -> tuple[Location, str, tuple[str, ...]]:
    return field.location, field.path, field.encoding


def _others(fields: Iterable[Field], edits: Iterable[Edit]) -> list[Said]:
    """What the fields say that no edit speaks of, and that hold or lie in no such field.

    Not how they are packed: base64 may need no padding any more, and then no percent signs for it.
    """
    kept = [field for field in fields if not any(_is_near(field, edit) for edit in edits)]
    return [(field.location, field.path, field.value) for field in kept]


def _is_near(field: Field, edit: Edit) -> bool:
    if field.location is not edit.location:
        return False
    if edit.location is Location.PATH and edit.path.startswith("["):  # a segment is looked into where it is telling
        return field.path.startswith(edit.path.partition("]")[0])
    if _place(field) == _place_of(edit):
        return True
    outer, inner = sorted(((field.encoding, field.path), (edit.encoding, edit.path)), key=lambda place: len(place[0]))
    return len(outer[0]) < len(inner[0]) and (outer[1] == "$" or inner[1].startswith(outer[1]))


def _place_of(edit: Edit) -> tuple[Location, str, tuple[str, ...]]:
    return edit.location, edit.path, edit.encoding
