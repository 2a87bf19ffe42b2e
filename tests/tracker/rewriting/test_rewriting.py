"""The laws of rewriting, held over requests made at random."""

import json
from http.cookies import SimpleCookie

from hypothesis import given
from hypothesis import strategies as st

from tests.bench.fuzz import mutated, request_of, seeds
from tests.builders.edits import an_edit, held
from tests.builders.packages import objects, requests
from tests.builders.requests import a_request
from tracker.detection.fields import fields_of
from tracker.rewriting import Edit, rewrite
from tracker.traffic import Request

replacements = st.none() | st.sampled_from(["x@example.invalid", "abc", "12", 'a b;c&d="e"<\u00e9', "a\r\nb", "true"])


@given(requests, replacements, st.data())
def test_an_edit_is_done_and_nothing_else_or_left(
    request: Request, replacement: str | None, data: st.DataObject
) -> None:
    fields = fields_of(request).fields
    if fields:
        done = held(request, [an_edit(data.draw(st.sampled_from(fields)), replacement)])
        assert len(done.done) + len(done.left) == 1


@given(requests, replacements, st.data())
def test_several_edits_are_done_or_left(request: Request, replacement: str | None, data: st.DataObject) -> None:
    fields = fields_of(request).fields
    if fields:
        chosen = data.draw(st.lists(st.sampled_from(fields), max_size=4))
        done = rewrite(request, [an_edit(field, replacement) for field in chosen])
        assert len(done.done) + len(done.left) == len({an_edit(field, replacement) for field in chosen})


def _without(document: dict[str, object], key: str) -> dict[str, object]:
    return {name: value for name, value in document.items() if name != key}


@given(objects, st.sampled_from(["{}", " {} ", "{}\n"]))
def test_json_without_a_member_is_what_another_parser_reads_without_it(document: dict[str, object], shape: str) -> None:
    document = {key.replace(".", ""): value for key, value in document.items()}
    text = shape.replace("{}", json.dumps(document, indent=1))
    request = a_request(body=text, content_type="application/json")
    for field in fields_of(request).fields:
        if field.path in document and not field.encoding:
            done = rewrite(request, [an_edit(field)])
            if done.done:
                assert json.loads(done.body or b"") == _without(document, field.path)


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.from_regex(r"[a-z0-9]{1,5}", fullmatch=True)),
        min_size=1,
        unique_by=lambda pair: pair[0],
    )
)
def test_cookies_without_one_are_what_another_parser_reads_without_it(pairs: list[tuple[str, str]]) -> None:
    request = a_request(headers={"Cookie": "; ".join("=".join(pair) for pair in pairs)})
    field = fields_of(request).fields[0]
    done = rewrite(request, [an_edit(field)])
    rest = SimpleCookie(done.headers[0][1]) if done.headers else {}
    assert {name: morsel.value for name, morsel in rest.items()} == dict(pairs[1:])


@given(st.randoms(use_true_random=False))
def test_no_request_makes_it_raise(chance: object) -> None:
    data = mutated(chance, POOL)[:4000]  # type: ignore[arg-type]
    request = request_of(data)
    edits = [an_edit(field, new) for field in fields_of(request).fields[:20] for new in ("x@example.invalid", None)]
    done = rewrite(request, [*edits, *(Edit(*edit[:3], edit.value[1:5], "abc") for edit in edits)])
    assert len(done.done) + len(done.left) >= len(set(edits))


POOL = list(seeds())
