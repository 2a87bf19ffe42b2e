"""Voluntarily or not: the manner in which each finding of a request leaves. See docs/manner.md.

`premature` can only be told later, when the person submits: the ledger does that.

Sources: Fetch Metadata (W3C: `Sec-Fetch-Mode`, `-Dest`, `-Site`, `-User`), HTML (form submission, hyperlink auditing),
Beacon (W3C: sent with the mode `no-cors`, or `cors` for types that need it), Reporting API and CSP (W3C).
"""

import re
import tomllib
from collections.abc import Callable
from enum import Enum, auto
from functools import cache, lru_cache
from importlib.resources import files

from tracker.disclosure import Finding, Manner, Method, Party
from tracker.sites import READING, Basis, Context
from tracker.taxonomy import SECRETS, TAXONOMY, Category, Group
from tracker.traffic import Location, Request

type Judge = Callable[[Finding], Manner]

_AMBIENT, _RELAYED, _SUBMITTED = Manner.AMBIENT, Manner.RELAYED, Manner.SUBMITTED
_SAME = frozenset({"same-origin", "same-site"})
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_ADDED_GROUPS = frozenset({Group.IDENTIFIERS, Group.DEVICE, Group.LOCATION})
ADDED = frozenset(category for category, term in TAXONOMY.items() if term.group in _ADDED_GROUPS) | {
    Category.AUTH_TOKEN,
    Category.PAGE_VISITED,
}
"""What nobody types: pages add it to what people send. Where a form has a control for it, it is the person's."""


class Sending(Enum):
    """How it comes that a request is sent, as far as its headers tell."""

    PAGE = auto()  # the page's own doing
    FORM = auto()  # a form of the person's
    SCRIPT = auto()  # a script's call to the page's own site: people log in and order this way
    REPORT = auto()  # such a call, to where pages report what happens on them
    LINK = auto()  # a page is asked for: a link, a search, what was typed as address


def judge_of(request: Request, context: Context, findings: tuple[Finding, ...]) -> Judge:
    """Return what tells the manner of each of the request's findings."""
    sending = sending_of(request, context)
    if sending is Sending.PAGE:
        return of_page_to_others if context.party is Party.THIRD else of_page
    has_secret = any(finding.category in SECRETS for finding in findings)
    if sending is Sending.REPORT:
        return of_form if has_secret else of_report
    if sending is Sending.LINK:
        return _judge_of_link(request, context)
    return of_log_in if has_secret else of_form


def sending_of(request: Request, context: Context) -> Sending:
    """Return how it comes that the request is sent. What cannot be told counts as the page's own doing."""
    is_first = context.party is Party.FIRST
    if request.method in READING:
        return Sending.LINK if is_first and context.is_navigation else Sending.PAGE
    if request.method not in _CHANGING or context.party is Party.UNKNOWN:
        return Sending.PAGE
    if request.header("sec-fetch-mode") == "navigate" or context.is_navigation:
        is_own = is_first or (request.header("sec-fetch-user") == "?1" and _is_by_form(request, context))
        return Sending.FORM if is_own else Sending.PAGE
    return Sending.PAGE if _is_beacon(request) else _by_script(request, is_first=is_first)


def _by_script(request: Request, *, is_first: bool) -> Sending:
    """Of a frame that sends to its own company, only what people type there says that they did."""
    if is_first:
        return Sending.REPORT if _is_report(request) else Sending.SCRIPT
    return Sending.REPORT if request.header("sec-fetch-site") in _SAME else Sending.PAGE


def _is_by_form(request: Request, context: Context) -> bool:
    """Whether people send a form to another company: on the page itself, or in that company's own frame."""
    return context.is_navigation or request.header("sec-fetch-site") in _SAME


def _is_beacon(request: Request) -> bool:
    if request.header("sec-fetch-mode") == "no-cors" or request.header("sec-fetch-dest") == "report":
        return True
    return (request.header("content-type") or "").partition(";")[0].strip().lower() in _REPORTS


_REPORTS = frozenset({"text/ping", "application/csp-report", "application/reports+json"})


def _is_report(request: Request) -> bool:
    content_type = (request.header("content-type") or "").lower()
    if content_type.startswith("text/plain") and not request.header("next-action"):  # Next.js sends forms so
        return True
    return is_telemetry(request.target)


def is_telemetry(target: str) -> bool:
    """Return whether a target is one of those to which pages report what happens on them, by its path."""
    return _is_telemetry(target.partition("?")[0][:_LONGEST_PATH])


_LONGEST_PATH = 300


@lru_cache(4096)
def _is_telemetry(path: str) -> bool:
    return not _telemetry().isdisjoint(path.lower().split("/"))


@cache
def _telemetry() -> frozenset[str]:
    text = (files("tracker") / "data" / "manner" / "telemetry.toml").read_text(encoding="utf-8")
    return frozenset(word for path in tomllib.loads(text)["paths"] for word in path["words"])


# ---- judges, one for each way of sending


def of_page(finding: Finding) -> Manner:
    """What is not the browser's own is the page's doing."""
    found = finding.evidence
    if found.location is Location.COOKIE:
        return _AMBIENT
    if found.location is Location.HEADER and (finding.category in _CREDENTIALS or _is_browsers(found.path)):
        return _AMBIENT
    return _RELAYED


def of_page_to_others(finding: Finding) -> Manner:
    """That others learn the page is the browser's doing; what else they learn of its address, the page's."""
    found = finding.evidence
    is_leak = found.location is Location.HEADER and finding.category is not Category.PAGE_VISITED
    return _RELAYED if is_leak and found.path.startswith("referer") else of_page(finding)


def of_form(finding: Finding) -> Manner:
    """What people type is theirs, and what the page's own form asks for; what pages add to it is not."""
    manner = of_page(finding)
    if manner is _AMBIENT or finding.evidence.location in _NOT_TYPED or finding.category in SECRETS:
        return _SUBMITTED if finding.category in SECRETS and manner is not _AMBIENT else manner
    if finding.evidence.encoding and _has_digest(finding.evidence.encoding):
        return _RELAYED
    is_theirs = finding.category not in ADDED or finding.evidence.method is Method.FORM
    return _SUBMITTED if is_theirs else _RELAYED


def of_log_in(finding: Finding) -> Manner:
    """Beside a secret, the account's number is typed as well."""
    if finding.category is Category.USER_ID and of_page(finding) is _RELAYED:
        return _SUBMITTED
    return of_form(finding)


def of_report(finding: Finding) -> Manner:
    """A page's report carries what a control of its form is called, at most: that alone shows that it was sent."""
    return of_form(finding) if finding.evidence.method is Method.FORM else of_page(finding)


def of_search(finding: Finding) -> Manner:
    """Of an address that may lead here from anywhere, search terms and the controls of the site's forms are typed."""
    is_typed = finding.category is Category.SEARCH_QUERY or finding.evidence.method is Method.FORM
    return of_form(finding) if is_typed else of_page(finding)


def of_link(finding: Finding) -> Manner:
    """Who follows a link of another site typed nothing of it, but for what a form asked for there."""
    return of_form(finding) if finding.evidence.method is Method.FORM else of_page(finding)


_NOT_TYPED = frozenset({Location.HEADER, Location.PATH})
_CREDENTIALS = frozenset({Category.AUTH_TOKEN, Category.SESSION_ID})


def _judge_of_link(request: Request, context: Context) -> Judge:
    relation = request.header("sec-fetch-site")
    if relation in _SAME:
        return of_form
    if relation == "none":
        return of_search
    if relation is None:
        return of_search if context.basis in _WITHOUT_LINK else of_form
    return of_link


_WITHOUT_LINK = frozenset({Basis.NAVIGATION, Basis.PAGE})

_BROWSERS = frozenset(
    {
        "accept-language",
        "authorization",
        "cookie",
        "forwarded",
        "from",
        "proxy-authorization",
        "referer",
        "true-client-ip",
        "user-agent",
        "viewport-width",
        "x-client-data",
        "x-client-ip",
        "x-forwarded-for",
        "x-real-ip",
    }
)
"""Headers that browsers send by themselves, or proxies on their way; all others are set by pages and apps."""
_NAME = re.compile(r"[a-z0-9_-]*")
_DIGEST = re.compile(r"md\d|sha|blake|keccak|ripemd|whirlpool|murmur|xxh|fnv|crc")


@lru_cache(1024)
def _is_browsers(path: str) -> bool:
    found = _NAME.match(path)
    name = found[0] if found else ""
    return name in _BROWSERS or name.startswith("sec-")


@lru_cache(1024)
def _has_digest(encoding: tuple[str, ...]) -> bool:
    return any(_DIGEST.match(step) for step in encoding)
