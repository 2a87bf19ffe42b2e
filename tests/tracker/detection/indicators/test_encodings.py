import base64
import codecs
import html
import json
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.indicators.encodings import Pattern, digest_forms, encoded, in_base58, plain, substituted

ENCODERS: dict[str, Callable[[str], bytes]] = {
    "percent": lambda text: quote(text, safe="").encode(),
    "percent, lower digits": lambda text: quote(text, safe="").lower().encode(),
    "percent, as browsers do": lambda text: quote(text, safe="!'()*~").encode(),
    "plus for space": lambda text: quote_plus(text).encode(),
    "percent twice": lambda text: quote(quote(text, safe=""), safe="").encode(),
    "every byte": lambda text: "".join(f"%{byte:02X}" for byte in text.encode()).encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64, second place": lambda text: base64.b64encode(b"x" + text.encode() + b"yz"),
    "base64, third place": lambda text: base64.b64encode(b"xy" + text.encode() + b"z"),
    "base64, URL-safe": lambda text: base64.urlsafe_b64encode(text.encode()).rstrip(b"="),
    "base64 twice": lambda text: base64.b64encode(base64.b64encode(text.encode())),
    "base64 of percent": lambda text: base64.b64encode(quote(text, safe="!'()*~").encode()),
    "base32": lambda text: base64.b32encode(b"xyz" + text.encode() + b"abcd"),
    "base32, lower": lambda text: base64.b32encode(text.encode()).lower(),
    "hex": lambda text: text.encode().hex().encode(),
    "hex, upper": lambda text: text.encode().hex().upper().encode(),
    "hex with colons": lambda text: text.encode().hex(":").encode(),
    "hex escapes": lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode())[2:].encode(),
    "hex of base64": lambda text: base64.b64encode(text.encode()).hex().encode(),
    "json": lambda text: json.dumps(text)[1:-1].encode(),
    "json, all escaped": lambda text: "".join(f"\\u{ord(character):04X}" for character in text).encode(),
    "html": lambda text: html.escape(text).encode(),
    "html, decimal": lambda text: text.replace("@", "&#64;").replace(".", "&#46;").replace("+", "&#43;").encode(),
    "reversed": lambda text: text[::-1].encode(),
    "rot13": lambda text: codecs.encode(text, "rot13").encode(),
}
addresses = st.from_regex(r"[a-z][a-z0-9.+]{5,12}[a-z0-9]@[a-z]{3,8}\.test", fullmatch=True)


def is_found(patterns: list[Pattern], data: bytes) -> bool:
    return any(
        pattern.data in data if pattern.is_exact else pattern.data.lower() in data.lower() for pattern in patterns
    )


@pytest.mark.parametrize("name", ENCODERS)
@given(text=addresses)
def test_what_is_encoded_is_found(name: str, text: str) -> None:
    assert is_found([*plain(text), *encoded(text)], b"before=" + ENCODERS[name](text) + b";after")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("Zoé Lefèvre", "Zo%C3%A9%20Lef%C3%A8vre"),
        ("Zoé Lefèvre", "Zo%e9+Lef%e8vre".replace("+", "%20")),
        ("Zoé Lefèvre", "Zo\\u00e9 Lef\\u00e8vre"),
        ("a/b", "a\\/b"),
        ("marie+x@mail.test", "marie x@mail.test"),
        ("O'Brien", "O&#39;Brien"),
        ("marie@mail.test", "marie&commat;mail.test"),
    ],
)
def test_other_ways_of_the_web(text: str, data: str) -> None:
    assert is_found([*plain(text), *encoded(text)], data.encode())


def test_latin_1_is_found_as_bytes() -> None:
    assert is_found(list(plain("Zoé")), b"name=Zo\xe9")


def test_base58_is_as_in_its_draft() -> None:
    [pattern] = in_base58(b"Hello World!")
    assert pattern.data == b"2NEpo7TZRRrLZSi2U"


def test_the_substitution_keeps_what_is_no_letter() -> None:
    [pattern] = substituted("kib.8@")
    assert pattern.data == b"012.4@"


def test_a_digest_is_written_in_several_ways() -> None:
    digest = bytes(range(240, 256)) + b"\xff\xff"
    found = [data for data, _ in digest_forms(digest, is_usual=False)]
    assert found == [digest.hex().encode(), base64.b64encode(digest), base64.urlsafe_b64encode(digest)]
    assert len(list(digest_forms(b"\0" * 18, is_usual=False))) == 2
    assert {pattern.encoding for _, pattern in digest_forms(digest, is_usual=True)} > {
        ("bytes",),
        ("base58",),
        ("hex",),
    }


def test_a_pattern_does_not_show_its_data() -> None:
    assert repr(Pattern(b"marie", ("hex",))) == "Pattern(('hex',))"
