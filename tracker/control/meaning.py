"""What a person writes of companies, sites and the like, as rules have it. Raises ConfigurationError in one line.

A word that is nearly one that there is gets that one named.
"""

import re
from collections.abc import Container, Iterable
from difflib import get_close_matches
from enum import StrEnum

from tracker.domains import is_address, registrable_domain
from tracker.errors import ConfigurationError
from tracker.phrasing import gettext, message
from tracker.taxonomy import Category
from tracker.trades import TRADES
from tracker.vendors import builtin
from tracker.vendors.catalogue import slug_of_unknown
from tracker.vendors.lookup import host_of

_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")
_LONGEST = 253  # characters of a host
_FEW = 25  # words that are all named where none is near


def company_meant(text: str) -> str:
    """Return the slug of the company that a person means by its name or slug, or by a domain or host of it.

    Where nobody is known behind a domain, it stands for the company itself, as it does in the ledger.
    """
    catalogue, word = builtin(), text.strip()
    for slug in (word, word.lower()):
        if catalogue.vendor(slug):
            return slug
    if named := catalogue.named(word):
        return named.slug
    host = _host(word)
    if host is None or not _is_named_fully(host, word):
        raise ConfigurationError(
            gettext("no company is called %(word)r; give its name or a domain of it, as shop.example", word=word)
        )
    vendor = catalogue.attribute(host).vendor
    return vendor.slug if vendor else slug_of_unknown(catalogue, registrable_domain(host))


def trade_meant(text: str) -> str:
    """Return the slug of a line of business, as the catalogue has it."""
    return _one_of(text, TRADES, message("no line of business is called %(word)r"))


def category_meant(text: str) -> Category:
    """Return a category of data by its slug."""
    return Category(_one_of(text, [category.value for category in Category], message("no category is called %(word)r")))


def choice_meant[Choice: StrEnum](kind: type[Choice], text: str) -> Choice:
    """Return one of a few choices by its slug."""
    return kind(_one_of(text, [choice.value for choice in kind], message("there is no %(word)r")))


def site_meant(text: str, known: Container[str] = ()) -> str:
    """Return the registrable domain of a site that a person names by it, or by a host or an address of it. One that is
    `known` goes by its name, which may be a single word.
    """
    return text if text in known else registrable_domain(host_meant(text))


def host_meant(text: str) -> str:
    """Return a host that a person names, or names an address of. A single word must be an address, as `http://nas/`."""
    word = text.strip()
    host = _host(word)
    if host is None or not _is_named_fully(host, word):
        raise ConfigurationError(gettext("%(word)r is no site or host; write it as in shop.example", word=word))
    return host


def _host(word: str) -> str | None:
    host = host_of(word) if word.isprintable() else None
    if host is None or len(host) > _LONGEST or not (_HOST.fullmatch(host) or is_address(host)):
        return None
    return host


def _is_named_fully(host: str, word: str) -> bool:
    return "." in host or host == "localhost" or is_address(host) or "//" in word


def _one_of(text: str, words: Iterable[str], complaint: str) -> str:
    known = list(words)
    word = text.strip().lower().replace(" ", "-" if any("-" in one for one in known) else "_")
    if word in known:
        return word
    near = [one for one in known if word and word in one][:3] or get_close_matches(word, known, 3, 0.5)
    said = gettext(complaint, word=text)
    if near:
        raise ConfigurationError(gettext("%(said)s, but there is %(words)s", said=said, words=", ".join(near)))
    if len(known) <= _FEW:
        raise ConfigurationError(gettext("%(said)s; there are %(words)s", said=said, words=", ".join(known)))
    raise ConfigurationError(gettext("%(said)s; docs/rules.md names them all", said=said))
