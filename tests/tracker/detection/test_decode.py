import base64
import gzip
import html
import json
import zlib
from collections.abc import Callable
from urllib.parse import quote, urlencode

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.decode import may_nest, opened, unfold
from tracker.detection.limits import MAX_NESTED_FIELDS, MAX_NESTING
from tracker.traffic import Field, Location

ADDRESS = "marie@mail.test"


def a_field(value: str, path: str = "d", name: str | None = None) -> Field:
    return Field(Location.QUERY, path, path if name is None else name, value)


def nested(value: str, path: str = "d", name: str | None = None) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(field.path, field.value, field.encoding) for field in unfold(a_field(value, path, name))]


def b64(data: bytes | str) -> str:
    return base64.b64encode(data.encode() if isinstance(data, str) else data).decode()


def b64url(data: bytes | str) -> str:
    return b64(data).replace("+", "-").replace("/", "_").rstrip("=")


def bare(data: bytes) -> bytes:
    return zlib.compress(data)[2:-4]


TOKEN = f"{b64url('{"alg":"HS256"}')}.{b64url(json.dumps({'email': ADDRESS}))}.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    ("value", "path", "steps"),
    [
        ("marie%40mail.test", "d", ("urlencode",)),
        ("marie%2540mail.test", "d", ("urlencode", "urlencode")),
        ("x=1&email=marie%40mail.test", "d.email", ("urlencode",)),
        ("email=marie%40mail.test", "d.email", ("urlencode",)),
        (f"https://shop.test/?email={quote(ADDRESS)}", "d.email", ("urlencode",)),
        (f"/account?email={quote(ADDRESS)}", "d.email", ("urlencode",)),
        (f"https://shop.test/#/x?email={ADDRESS}", "d.email", ("urlencode",)),
        ("https://shop.test/marie%40mail.test#a", "d", None),
        (f"id=7;email={ADDRESS}", "d.email", ("pairs",)),
        (f"id=7|email={ADDRESS}", "d.email", ("pairs",)),
        (f"id=7, email={ADDRESS}", "d.email", ("pairs",)),
        (f"id=7;+email={ADDRESS};", "d.email", ("pairs",)),
        (json.dumps({"user": [{"email": ADDRESS}]}), "d.user[0].email", ("json",)),
        (json.dumps(json.dumps({"email": ADDRESS})), "d.email", ("json", "json")),
        (f"<u><email>{ADDRESS}</email></u>", "d.u.email", ("xml",)),
        (TOKEN, "d.email", ("jwt",)),
        (f"{b64url(json.dumps({'email': ADDRESS}))}.X2Fz.signature", "d.email", ("jwt",)),
        (b64(ADDRESS), "d", ("base64",)),
        (b64url(ADDRESS + "??>"), "d", None),
        (b64(json.dumps({"email": ADDRESS})), "d.email", ("base64", "json")),
        (ADDRESS.encode().hex(), "d", ("hex",)),
        (ADDRESS.encode().hex().upper(), "d", ("hex",)),
        (b64(gzip.compress(ADDRESS.encode(), mtime=0)), "d", ("base64", "gzip")),
        (b64(zlib.compress(ADDRESS.encode())), "d", ("base64", "deflate")),
        (b64(bare(ADDRESS.encode())), "d", ("base64", "deflate-raw")),
        (gzip.compress(ADDRESS.encode(), mtime=0).hex(), "d", ("hex", "gzip")),
        ("marie\\u0040mail.test", "d", ("json",)),
        ("marie\\x40mail.test", "d", ("json",)),
        ("marie\\u{40}mail.test", "d", ("json",)),
        (b64(zstandard.compress(ADDRESS.encode())), "d", ("base64", "zstd")),
        ("IYWwlgdgpgHgAgWwIYBsB0AXKBnA9kA", "d", None),
        ("marie&#64;mail.test", "d", ("html",)),
        (html.escape(json.dumps({"email": ADDRESS})), "d.email", ("html", "json")),
        (json.dumps({"a": "&quot;", "email": ADDRESS}), "d.email", ("json",)),
        (f"<u><a>&quot;</a><email>{ADDRESS}</email></u>", "d.u.email", ("xml",)),
        ("marie&commat;mail.test", "d", ("html",)),
    ],
)
def test_what_is_packed_is_found_with_the_steps(value: str, path: str, steps: tuple[str, ...] | None) -> None:
    found = nested(value)
    if steps is not None:
        assert (path, ADDRESS, steps) in found
    assert all(found_path.startswith("d") for found_path, _, _ in found)


def test_brotli_under_base64_is_a_step() -> None:
    packed = b64(brotli.compress(f"my address is {ADDRESS}, and again {ADDRESS}".encode()))
    assert ("d", f"my address is {ADDRESS}, and again {ADDRESS}", ("base64", "br")) in nested(packed)


def test_lzstring_of_several_lines_is_a_step() -> None:
    assert ("d", '"hi /& hello!"\n 😎', ("lzstring",)) in nested("EQCwlgBA9AZBIFMA2SD2BCYAoCheDcHB7QA=")


def test_lzstring_is_a_step() -> None:
    packed = "FYUwhgdgdAJgrgBwPYQC4FIBMAhCIDuAzugCwAMAxknAE40CWIANlCAB5gC2CTIQA"
    assert ("d", "jean.dupont%2Bnews%40courriel.example", ("lzstring",)) in nested(packed)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "fr-fr",
        "1920x1080",
        "page_view",
        "12345678901234567890",
        "a sentence, with commas: nothing else.",
        "https://shop.test/shoes/red",
        "https://shop.test/?",
        "3c547db27cf9dd35ea33a126ce6d61b4",
        "1b4e28ba-2fa1-11d2-883f-0016d3cca427",
        "administrationname",
        "50% of all",
        "R&D departments",
        "a < b",
        "{not json}",
        "[also not",
        "eyJub3QiOiB0b2tlbg.x",
        "AAAAAAAAAAAAAAAAA",
        "x=",
        "été-été-été",
        "YWJjZGVmZ2hp=",
        "C:\\users\\x",
        b64(brotli.compress(bytes(range(200)))),
        b64(bytes([0x0B]) * 20),
    ],
)
def test_plain_values_hold_nothing_else(value: str) -> None:
    assert nested(value) in ([], [("d", "abcdefghi", ("base64",))])


def test_a_query_of_graphql_is_read() -> None:
    text = f'{{ user(email: "{ADDRESS}") {{ id }} }}'
    assert nested(text, "query") == [("query.email", ADDRESS, ("graphql",))]
    assert not nested(text, "other")


def test_a_whole_body_gives_paths_from_the_root() -> None:
    assert nested(quote(json.dumps({"a": "1"})), "$", "")[-1][0] == "a"


def test_names_down_to_a_field_are_its_parents() -> None:
    outer = Field(Location.QUERY, "a.b", "b", '{"c":{"d":1}}', ("a",), ("urlencode",))
    (field,) = unfold(outer)
    assert (field.name, field.parents, field.encoding) == ("d", ("a", "b", "c"), ("urlencode", "json"))


def test_nesting_is_followed_so_deep_and_no_deeper() -> None:
    value = ADDRESS
    for _ in range(MAX_NESTING + 3):
        value = quote(value, safe="")
    assert [len(encoding) for _, _, encoding in nested(value)] == list(range(1, MAX_NESTING + 1))


def test_count_and_text_are_bounded() -> None:
    many = json.dumps([json.dumps([str(n) for n in range(20)]) for n in range(MAX_NESTED_FIELDS)])
    assert len(unfold(a_field(many))) == MAX_NESTED_FIELDS
    found = unfold(a_field(json.dumps(["x" * 1000] * 100)), room=10_000)
    assert sum(len(field.value) for field in found) <= 10_000
    assert not opened(a_field('{"a":1}'), 0)


def test_an_endless_reference_is_left_out() -> None:
    assert nested(f"marie&#64;mail.test&#{'9' * 5000};")[0][1].startswith(ADDRESS)


def test_a_small_value_cannot_become_a_large_one() -> None:
    assert not unfold(a_field(b64(gzip.compress(b"a" * 1_000_000, mtime=0))))


CODERS: dict[str, Callable[[str], str]] = {
    "urlencode": lambda text: quote(text, safe=""),
    "pair": lambda text: urlencode({"x": "1", "email": text}),
    "json": lambda text: json.dumps({"email": text}),
    "base64": b64,
    "base64url": b64url,
    "hex": lambda text: text.encode().hex(),
    "gzip": lambda text: b64(gzip.compress(text.encode(), mtime=0)),
    "html": lambda text: html.escape(text).replace("@", "&#64;"),
    "jwt": lambda text: f"{b64url('{"alg":"none"}')}.{b64url(json.dumps({'email': text}))}.",
}
LOCAL = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789._+-", min_size=4, max_size=20)


@given(LOCAL, st.sampled_from(sorted(CODERS)), st.sampled_from(sorted(CODERS)))
def test_what_is_encoded_twice_is_found(local: str, outer: str, inner: str) -> None:
    address = f"{local}@mail.test"
    packed = CODERS[outer](CODERS[inner](address))
    assert any(field.value == address for field in unfold(a_field(packed)))


@given(st.text(max_size=100) | st.text(alphabet='%{}[]"=&;<>eyJ.A1/:?#| ', max_size=60))
def test_unfolding_never_raises(value: str) -> None:
    found = unfold(a_field(value))
    assert all(field.encoding for field in found)


@given(st.text(max_size=60))
def test_asking_whether_never_misses(value: str) -> None:
    if opened(a_field(value)):
        assert may_nest(value)


PACKED = json.dumps({"email": ADDRESS, "colour": "blue"})


@pytest.mark.parametrize(
    ("token", "steps"),
    [
        (b64url(PACKED), ("base64", "json")),
        (b64(gzip.compress(PACKED.encode())), ("base64", "gzip", "json")),
        (b64(zlib.compress(PACKED.encode())), ("base64", "deflate", "json")),
        (b64(zlib.compress(PACKED.encode(), 9)), ("base64", "deflate", "json")),
        (b64(zstandard.compress(PACKED.encode())), ("base64", "zstd", "json")),
    ],
    ids=["plain", "gzip", "zlib", "zlib at its best", "zstd"],
)
@pytest.mark.parametrize("text", ["v1|{}|9f3c", "first line\n{}\nlast line", "{}--9f3c71a05be2", "s:{}.1"])
def test_marked_base64_is_found_beside_other_text(token: str, steps: tuple[str, ...], text: str) -> None:
    assert ("d.email", ADDRESS, steps) in nested(text.format(token))


@pytest.mark.parametrize(
    "text", ["see H4sI and eyJ, or KLUv", "v1|xeyJ0aGlzIGlzIG5vIHN0YXJ0|2", "v1|eyJ" + "-" * 40, "a|eyJ" + "_" * 20]
)
def test_what_only_looks_marked_holds_nothing(text: str) -> None:
    assert nested(text) == []


def test_what_is_marked_is_bounded() -> None:
    text = "|".join(b64url(json.dumps({"name": f"visitor {number}"})) for number in range(20))
    assert len([value for _, value, _ in nested(text) if value.startswith("visitor")]) == 8
