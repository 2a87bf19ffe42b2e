"""What is known of cookies by their names: purpose and owner, from `tracker/data/cookies`, or what the name itself
says.
"""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from tracker.taxonomy import Category

NOBODY = "nobody"


class Known(NamedTuple):
    """A known cookie.

    `category` is None for what singles nobody out. `domains` are where it is meant, () for anywhere, `google.*` for
    each of that label. `is_necessary`: a site needs it to run, so that it says nothing more to the site itself.
    `is_faint`: it keeps a log or a limit, so that only a value that holds something random tells browsers apart.
    `travels`: parameters of links carry it under that name.
    """

    name: str
    owner: str
    purpose: str
    category: Category | None
    source: str
    domains: tuple[str, ...] = ()
    is_necessary: bool = False
    is_faint: bool = False
    travels: bool = False

    def is_of(self, domain: str) -> bool:
        """Whether it is meant at that registrable domain."""
        if not self.domains or domain in self.domains:
            return True
        return f"{domain.partition('.')[0]}.*" in self.domains


@lru_cache(8192)
def known_cookie(name: str, domain: str) -> Known | None:
    """Return what is known of a cookie of that name at a registrable domain."""
    exact, patterns = _knowledge()
    for known in exact.get(name, ()):
        if known.is_of(domain):
            return known
    for length in _lengths():
        for known in patterns.get(name[:length], ()):
            if _fits(name, known.name) and known.is_of(domain):
                return known
    return None


def _fits(name: str, pattern: str) -> bool:
    """Whether a name is what a pattern says, whose `*` stands for any characters."""
    beginning, *middle, end = pattern.split("*")
    at = len(beginning)
    for part in middle:
        at = name.find(part, at) + len(part)
        if at < len(part):
            return False
    return len(name) >= at + len(end) and name.startswith(beginning) and name.endswith(end)


@cache
def _lengths() -> tuple[int, ...]:
    """Return how long the beginnings of names are that hold a `*`: the longest, which say most, first."""
    return tuple(sorted(set(map(len, _knowledge()[1])), reverse=True))


def all_known() -> tuple[Known, ...]:
    """Return every entry, in the order of the files; what is known only somewhere before what is known anywhere."""
    exact, patterns = _knowledge()
    return tuple(known for group in (*exact.values(), *patterns.values()) for known in group)


type _ByName = dict[str, list[Known]]


@cache
def _knowledge() -> tuple[_ByName, _ByName]:
    """Return what is known by whole names, and by the beginnings of those that hold a `*`."""
    exact: _ByName = {}
    patterns: _ByName = {}
    folder = files("tracker") / "data" / "cookies"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    entries = [entry for name in names for entry in _entries(tomllib.loads((folder / name).read_text("utf-8")))]
    for known in sorted(entries, key=_is_anywhere):
        beginning, star, _ = known.name.partition("*")
        (patterns if star else exact).setdefault(beginning, []).append(known)
    return exact, patterns


def _is_anywhere(known: Known) -> bool:
    return not known.domains


def _entries(document: dict[str, list[dict[str, object]]]) -> list[Known]:
    found = []
    for group in document["group"]:
        domains = group.get("domains", [])
        for heading, table in group.items():
            if isinstance(table, dict) and isinstance(domains, list):
                category = None if heading == NOBODY else Category(heading)
                marks = bool(group.get("necessary")), bool(group.get("faint")), bool(group.get("travels"))
                facts = category, str(group["source"]), tuple(domains), *marks
                found += [Known(name, str(group["owner"]), str(purpose), *facts) for name, purpose in table.items()]
    return found


_MARKED = re.compile(r"_+[A-Za-z][\w.]+")
_SHORTEST_MARKED = 4  # `_cb` and `_s` are many things


@lru_cache(8192)
def traveller(name: str) -> Known | None:
    """Return the known cookie that a parameter of that name carries: scripts read their `_fbp` and send it along.

    Only names that begin with an underscore, as hardly anything but such cookies does, and that are used anywhere; and
    those that links are known to carry.
    """
    known = known_cookie(name, "") if _may_travel(name) else None
    if known and known.travels:
        return known
    if len(name) < _SHORTEST_MARKED or not _MARKED.fullmatch(name):
        return None
    return known if known and known.category and not (known.is_necessary or known.is_faint) else None


def _may_travel(name: str) -> bool:
    return name.startswith("_") or any(known.travels for known in _knowledge()[0].get(name, ()))


_NOBODYS = re.compile(
    r"csrf|xsrf|forgery|verification|nonce|consent|gdpr|ccpa|tcf|privacy|cookie_?(?:s|bar|box|notice|policy|accept|law|banner|msg)|"
    r"(?:^|[_.-])(?:lang|language|locale|currency|country|region|theme|tz|timezone|ab|abtest|test|enabled|supported|check|version|"
    r"route|routing|affinity|lb|srv|server|node|balancer|screen|viewport|ref|referrer|referer|utm|landing)(?:$|[_.-])|"
    r"token.?(?:request|validation)|(?:request|validation).?token|cart|basket|paywall|loadbalanc|sticky|cache|opt_?out|popup|banner|notif|tooltip|currency|language|locale|_test|test_|cookietest|signature|_sig$",
    re.IGNORECASE,
)
_SESSION = re.compile(r"(?i:sess|(?:^|[_.-])s?sid(?:$|[_.-])|visit_?id$)|[A-Z]SID$|[a-z]Sid$|SID_")
_ACCOUNT = re.compile(
    r"(?:^|[_.-])(?:user|account|member|customer|login|email)_?(?:id|key|hash|uuid)?$|userId|customerId", re.IGNORECASE
)
_DEVICE = re.compile(r"device_?id|deviceId|device_?uuid|(?:^|[_.-])did(?:$|[_.-])|fingerprint", re.IGNORECASE)


@lru_cache(8192)
def category_by_name(name: str) -> Category | None:
    """Return the category that an unknown name speaks of; None where it speaks of nobody's data."""
    if _SESSION.search(name):
        return Category.SESSION_ID
    if _NOBODYS.search(name):
        return None
    if _DEVICE.search(name):
        return Category.DEVICE_ID
    return Category.USER_ID if _ACCOUNT.search(name) else Category.CLIENT_ID
