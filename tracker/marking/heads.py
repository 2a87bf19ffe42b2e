"""Which answers may get a mark, by what is known before their body comes: pages that a person opens, and no others.

Sources: Fetch Metadata (W3C: `Sec-Fetch-Dest`, which only secure pages get), RFC 9110 (answers), RFC 9530 (digests),
RFC 9421 (signatures), https://encoding.spec.whatwg.org/ (charsets that read ASCII as ASCII).
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from tracker.marking.documents import LARGEST, SMALLEST
from tracker.rules.untouched import exemptions
from tracker.vendors import Catalogue

_SPARED = frozenset({"payment", "finance"})
_BOUND = frozenset({"content-md5", "digest", "content-digest", "repr-digest", "signature"})
"""What an answer says of its bytes that would not be so any more."""
_ASCII = re.compile(
    r"utf-?8|us-ascii|ascii|latin-?1|iso-?8859-?\d{1,2}(-[ie])?|windows-\d{3,4}|cp125\d|gbk|gb2312|gb18030|big5|big5-hkscs"
    r"|shift[_-]jis|sjis|x-sjis|euc-(jp|kr)|ks_c_5601-1987|koi8-[ru]|macintosh|tis-620"
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]*)", re.IGNORECASE)
_CODINGS = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd"})

type Headers = Sequence[tuple[str, str]]


class Exchange(NamedTuple):
    """A request and the head of its answer. Names of headers are in lower case."""

    scheme: str
    method: str
    host: str
    asked: Mapping[str, str]
    status: int
    answered: Headers


def may_be_marked(exchange: Exchange, catalogue: Catalogue) -> bool:
    """Return whether the answer is a page that may get a mark, as far as heads tell."""
    asked = exchange.asked
    return (
        asked.get("sec-fetch-dest") == "document"
        and asked.get("sec-fetch-mode") == "navigate"
        and exchange.scheme == "https"
        and exchange.method in ("GET", "POST")
        and exchange.status == 200
        and _is_plain_page(exchange.answered)
        and not is_spared(exchange.host, catalogue)
    )


def is_spared(host: str, catalogue: Catalogue) -> bool:
    """Return whether a host is left alone: people sign in there with a provider, or pay."""
    vendor = catalogue.attribute(host).vendor
    return host in _hosts_of_providers() or (vendor is not None and vendor.category in _SPARED)


def coding_of(headers: Headers) -> str:
    """Return the content coding of an answer, empty where it has none, `?` where it is none that we undo."""
    value = ", ".join(value for name, value in headers if name == "content-encoding").strip().lower()
    return "" if value in ("", "identity") else value if value in _CODINGS else "?"


def _is_plain_page(headers: Headers) -> bool:
    said = dict(reversed(headers))
    kind, _, rest = said.get("content-type", "").partition(";")
    length = said.get("content-length", "")
    return (
        kind.strip().lower() == "text/html"
        and _reads_ascii(rest)
        and not (length.isdigit() and not _is_of_size(int(length[:12]), said))
        and not said.get("content-disposition", "").strip().lower().startswith("attachment")
        and coding_of(headers) != "?"
        and not _BOUND & said.keys()
        and "no-transform" not in said.get("cache-control", "").lower()
    )


def _is_of_size(length: int, said: Mapping[str, str]) -> bool:
    return length <= LARGEST and (length >= SMALLEST or "content-encoding" in said)


def _reads_ascii(parameters: str) -> bool:
    named = _CHARSET.search(parameters[:200])
    return named is None or _ASCII.fullmatch(named[1].lower()) is not None


@cache
def _hosts_of_providers() -> frozenset[str]:
    return frozenset().union(*(exemption.hosts for exemption in exemptions()))
