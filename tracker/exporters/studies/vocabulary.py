"""The terms that a study's columns are written in, with what they mean and, for categories, their W3C terms."""

from collections.abc import Iterable, Iterator
from typing import Any

from tracker.detection.unseen import Unseen
from tracker.disclosure import Manner, Method, Party
from tracker.taxonomy import TAXONOMY
from tracker.traffic import Location

DPV_VERSION = "2.3"
NAMESPACES = {"pd": "https://w3id.org/dpv/pd#", "dpv": "https://w3id.org/dpv#"}

MANNERS = {
    Manner.SUBMITTED: "the person sent it to the site that they were on",
    Manner.RELAYED: "the page passed it to somebody, without the person sending it",
    Manner.PREMATURE: "it left a form before the person submitted it",
    Manner.AMBIENT: "the browser sends it by itself: cookies, address, version",
}
PARTIES = {
    Party.FIRST: "the recipient is the site that the person was on",
    Party.THIRD: "the recipient is another than the site",
    Party.UNKNOWN: "the site is not known",
}
METHODS = {
    Method.ADAPTER: "a description of that company's endpoint says what lies there",
    Method.PROFILE: "it is a value that the person had named, in some encoding or hash",
    Method.FORM: "the page's own form says what its field asks for",
    Method.NAME: "the name of the field says so",
    Method.VALUE: "the value itself looks like it",
}
LOCATIONS = {
    Location.QUERY: "query of the address",
    Location.PATH: "path of the address, or the host's name",
    Location.FORM: "form in the body",
    Location.MULTIPART: "form with files in the body",
    Location.JSON: "JSON or another nested document in the body",
    Location.BODY: "body without a structure that is known",
    Location.HEADER: "header",
    Location.COOKIE: "cookie",
    Location.WEBSOCKET: "WebSocket message",
}
BASES = {
    "page": "the capture names the page",
    "navigation": "the request asks for the page itself",
    "same_site": "the browser says that page and host are of one site",
    "origin": "the header Origin",
    "referer": "the header Referer",
    "frame": "the page that held the frame",
    "browser": "the browser asks on its own account, for no page",
    "ambiguous": "several pages come into question: none is named",
    "unknown": "nothing tells",
}
REASONS = {
    Unseen.PARTIAL_BODY.value: "only the first part of the body was there to be read",
    Unseen.OVERSIZED.value: "larger, or nested deeper, than what is inspected",
    Unseen.UNDECODABLE.value: "a coding that fails or is not known",
    Unseen.BINARY.value: "no structure that is known: searched for the person's own values only",
    Unseen.FILE.value: "an uploaded file: only its name and size were read",
    "fault": "the program failed on it",
    "not-http": "another protocol than HTTP",
    "pinned": "a program that does not trust the proxy's certificate",
    "passed": "a connection that was passed through unread: pinned, or as the person chose",
}


def terms(bases: Iterable[str], reasons: Iterable[str], categories: Iterable[str | None]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the vocabulary. Bases, reasons and companies' categories that are not known here are listed."""
    for category, known_as in TAXONOMY.items():
        iri = iri_of(known_as.dpv)
        yield "category", category.value, known_as.label, iri, known_as.group.value, known_as.sensitivity
    known = {
        "manner": {manner.value: text for manner, text in MANNERS.items()},
        "party": {party.value: text for party, text in PARTIES.items()},
        "method": {method.value: text for method, text in METHODS.items()},
        "location": {location.value: text for location, text in LOCATIONS.items()},
        "site_basis": _with_others(BASES, bases),
        "reason": _with_others(REASONS, reasons),
        "vendor_category": {name: name.replace("-", " ") for name in sorted(filter(None, set(categories)))},
    }
    for vocabulary, words in known.items():
        for term, text in words.items():
            yield vocabulary, term, text, None, None, None


def iri_of(term: str) -> str:
    """Return the IRI of a term that is written with its prefix."""
    prefix, name = term.split(":")
    return f"{NAMESPACES[prefix]}{name}"


def _with_others(known: dict[str, str], met: Iterable[str]) -> dict[str, str]:
    return known | {term: "as recorded" for term in sorted(set(met)) if term and term not in known}
