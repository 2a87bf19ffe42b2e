"""Requests made at random, in every format that is read, with values packed in every way."""

import base64
import gzip
import json
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

from tests.builders.requests import a_request
from tracker.traffic import Request

names = st.sampled_from(["em", "a", "user[email]", "data", "q", "x-y", "\u00e9", "id", "value", "name", "a.b"])
letters = st.text("abcXYZ019 @.+%&=;,\"'<>\\/\u00e9\u20ac\U0001f600\n#?", max_size=12)
values = st.sampled_from(["marie@mail.test", "+33 6 12 34 56 78", "7f3c9a1e5b2d4f60", "12345", "caf\u00e9"]) | letters
leaves = values | st.integers(-9, 10**20) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none()
documents = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4), max_leaves=8
)
objects = st.dictionaries(names, documents, min_size=1, max_size=4)


@st.composite
def json_texts(draw: st.DrawFn) -> str:
    """JSON as programs write it, with one style of space and escapes."""
    separators = draw(st.sampled_from([(",", ":"), (", ", ": "), (" ,\n ", " : ")]))
    return json.dumps(draw(objects), ensure_ascii=draw(st.booleans()), separators=separators)


def _as_url(text: str) -> str:
    return f"https://shop.test/p?a=1&email={quote(text, safe='')}&b=2"


_PACKERS = (
    lambda text: text,
    quote,
    json.dumps,
    _as_url,
    lambda text: base64.b64encode(text.encode()).decode(),
    lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    lambda text: base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode(),
    lambda text: text.encode().hex(),
    lambda text: text.replace("@", "&#64;"),
)

packed = st.builds(
    lambda text, first, second: second(first(text)),
    values | json_texts(),
    st.sampled_from(_PACKERS),
    st.sampled_from(_PACKERS),
)
pairs = st.lists(st.tuples(names, packed), min_size=1, max_size=4)


def _multipart(parts: list[tuple[str, str]]) -> bytes:
    text = "".join(f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in parts)
    return (text + '--B\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nx\r\n--B--\r\n').encode()


def _cookies(found: list[tuple[str, str]], gap: str) -> str:
    return f";{gap}".join(f"{name}={quote(value)}" for name, value in found)


def _xml(parts: list[tuple[str, str]]) -> str:
    texts = ((value.replace("&", "&amp;").replace("<", "&lt;")) for _, value in parts)
    return "<a>" + "".join(f"<b c='1'> {text} </b>" for text in texts) + "</a>"


requests: st.SearchStrategy[Request] = st.one_of(
    st.builds(lambda found: a_request(f"https://ads.test/c?{urlencode(found)}"), pairs),
    st.builds(lambda value: a_request(f"https://ads.test/u/{quote(value, safe='')}/x;em={quote(value)}"), packed),
    st.builds(lambda found: a_request(body=urlencode(found), content_type="application/x-www-form-urlencoded"), pairs),
    st.builds(lambda text: a_request(body=text, content_type="application/json"), json_texts()),
    st.builds(lambda text: a_request(body=text, content_type="text/plain"), packed),
    st.builds(lambda one, other: a_request(body=f"{one}\n{other}\n"), json_texts(), json_texts()),
    st.builds(
        lambda text: a_request(body=gzip.compress(text.encode()), headers={"Content-Encoding": "gzip"}), json_texts()
    ),
    st.builds(lambda text: a_request("wss://chat.test/", body=text, is_websocket=True), json_texts()),
    st.builds(lambda found: a_request(body=_multipart(found), content_type="multipart/form-data; boundary=B"), pairs),
    st.builds(
        lambda found, gap: a_request(headers={"Cookie": _cookies(found, gap)}), pairs, st.sampled_from(["", " ", "  "])
    ),
    st.builds(lambda text: a_request(headers={"Referer": _as_url(text), "X-A": quote(text)}), packed),
    st.builds(lambda found: a_request(body=_xml(found), content_type="text/xml"), pairs),
)
