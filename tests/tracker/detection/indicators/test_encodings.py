import base64
import codecs
import html
import json
import zlib
from collections.abc import Callable
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.indicators.encodings import encoded, plain, rarely_encoded, substituted, wide
from tracker.detection.indicators.pattern import Pattern
from tracker.detection.indicators.wording import reasoning
from tracker.taxonomy import Category

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
    "base32, extended hex": lambda text: base64.b32hexencode(text.encode()),
    "base32, lower": lambda text: base64.b32encode(text.encode()).lower(),
    "hex": lambda text: text.encode().hex().encode(),
    "hex, upper": lambda text: text.encode().hex().upper().encode(),
    "hex with colons": lambda text: text.encode().hex(":").encode(),
    "hex escapes": lambda text: "".join(f"\\x{byte:02x}" for byte in text.encode())[2:].encode(),
    "json": lambda text: json.dumps(text)[1:-1].encode(),
    "json, all escaped": lambda text: "".join(f"\\u{ord(character):04X}" for character in text).encode(),
    "html": lambda text: html.escape(text).encode(),
    "html, decimal": lambda text: text.replace("@", "&#64;").replace(".", "&#46;").replace("+", "&#43;").encode(),
    "base64, Yahoo's": lambda text: base64.b64encode(b"x" + text.encode(), b"._"),
    "base64, percent-encoded": lambda text: quote(base64.b64encode(text.encode()), safe="").encode(),
    "hex with 0x": lambda text: text.encode().hex(",").replace(",", ", 0x").encode(),
    "json, hexadecimal": lambda text: text.replace("@", "\\x40").replace(".", "\\x2e").replace("+", "\\x2b").encode(),
    "json, braces": lambda text: text.replace("@", "\\u{40}").replace(".", "\\u{2e}").replace("+", "\\u{2b}").encode(),
    "json, slashes doubled": lambda text: text.replace("/", "\\/").encode(),
    "escape()": lambda text: "".join(f"%u{ord(c):04X}" if c in "@.+" else c for c in text).encode(),
    "html, every character": lambda text: "".join(f"&#{ord(character)};" for character in text).encode(),
    "html, hexadecimal": lambda text: "".join(f"&#x{ord(character):x};" for character in text).encode(),
    "UTF-16, low byte first": lambda text: text.encode("utf-16-le"),
    "UTF-16, high byte first": lambda text: text.encode("utf-16-be"),
    "rot47": lambda text: bytes(33 + (byte - 33 + 47) % 94 for byte in text.encode()),
    "reversed": lambda text: text[::-1].encode(),
    "rot13": lambda text: codecs.encode(text, "rot13").encode(),
}
RARE_ENCODERS: dict[str, Callable[[str], bytes]] = {
    "base85": lambda text: base64.b85encode(b"xyz" + text.encode() + b"abcd"),
    "ASCII85": lambda text: base64.a85encode(b"x" + text.encode()),
    "bytes as a list": lambda text: json.dumps(list(text.encode())).encode(),
    "bytes as a narrow list": lambda text: json.dumps(list(text.encode()), separators=(",", ":")).encode(),
    "binary digits": lambda text: "".join(f"{byte:08b}" for byte in text.encode()).encode(),
    "hex of base64": lambda text: base64.b64encode(text.encode()).hex().encode(),
    "base32 of hex": lambda text: base64.b32encode(text.encode().hex().encode()),
    "base64 of UTF-16": lambda text: base64.b64encode(text.encode("utf-16-le")),
    "base64 of rot13": lambda text: base64.b64encode(codecs.encode(text, "rot13").encode()),
    "base64 backwards": lambda text: base64.b64encode(text.encode())[::-1],
    "raw deflate": lambda text: zlib.compress(text.encode(), wbits=-15),
    "base64 of raw deflate": lambda text: base64.b64encode(zlib.compress(text.encode(), wbits=-15)),
    "hex of raw deflate": lambda text: zlib.compress(text.encode(), wbits=-15).hex().encode(),
}
addresses = st.from_regex(r"[a-z][a-z0-9.+]{5,12}[a-z0-9]@[a-z]{3,8}\.test", fullmatch=True)


def is_found(patterns: list[Pattern], data: bytes) -> bool:
    return any(
        pattern.data in data if pattern.is_exact else pattern.data.lower() in data.lower() for pattern in patterns
    )


def unfound(patterns: list[Pattern], encoders: dict[str, Callable[[str], bytes]], text: str) -> list[str]:
    """The names of the encodings in which the text is not found."""
    return [name for name, encode in encoders.items() if not is_found(patterns, b"before=" + encode(text) + b";after")]


@given(text=addresses)
def test_what_is_encoded_is_found(text: str) -> None:
    assert unfound([*plain(text), *encoded(text)], ENCODERS, text) == []


@given(text=addresses)
def test_what_is_rarely_encoded_so_is_found(text: str) -> None:
    assert unfound(list(rarely_encoded(text)), RARE_ENCODERS, text) == []


def test_what_is_not_looked_for_would_be_named() -> None:
    assert unfound(list(plain("marie@mail.test")), {"hex": ENCODERS["hex"]}, "marie@mail.test") == ["hex"]


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


def test_the_substitution_keeps_what_is_no_letter() -> None:
    [pattern] = substituted("kib.8@")
    assert pattern.data == b"012.4@"


def test_a_short_word_is_not_looked_for_backwards() -> None:
    assert not any(pattern.encoding == ("reversed",) for pattern in encoded("abc123"))
    assert any(pattern.encoding == ("reversed",) for pattern in encoded("abc12345"))


def test_wide_text_says_which_byte_comes_first() -> None:
    assert [(pattern.data, pattern.encoding) for pattern in wide("ab")] == [
        (b"a\0b\0", ("utf-16-le",)),
        (b"\0a\0b", ("utf-16-be",)),
    ]


def test_every_dress_has_words() -> None:
    for pattern in (*encoded("Zoé+x@mail.test"), *rarely_encoded("Zoé+x@mail.test")):
        assert reasoning(Category.TEXT, "", pattern.encoding).endswith("of your text.")
