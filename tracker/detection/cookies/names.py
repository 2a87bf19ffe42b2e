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

    `category` is None for what singles nobody out. `domains` are where it is meant, () for anywhere. `is_necessary`: a
    site needs it to run, so that it says nothing more to the site itself.
    """

    name: str
    owner: str
    purpose: str
    category: Category | None
    source: str
    domains: tuple[str, ...] = ()
    is_necessary: bool = False


@lru_cache(8192)
def known_cookie(name: str, domain: str) -> Known | None:
    """Return what is known of a cookie of that name at a registrable domain."""
    exact, patterns = _knowledge()
    for known in exact.get(name, ()):
        if not known.domains or domain in known.domains:
            return known
    for pattern, known in patterns if _begins_like_some(name) else ():
        if pattern.fullmatch(name) and (not known.domains or domain in known.domains):
            return known
    return None


def _begins_like_some(name: str) -> bool:
    return name.startswith(_beginnings())


@cache
def _beginnings() -> tuple[str, ...]:
    """Return how the names begin that hold a `*`."""
    return tuple(dict.fromkeys(known.name.partition("*")[0] for _, known in _knowledge()[1]))


def all_known() -> tuple[Known, ...]:
    """Return every entry, in the order of the files."""
    exact, patterns = _knowledge()
    return (*(known for group in exact.values() for known in group), *(known for _, known in patterns))


@cache
def _knowledge() -> tuple[dict[str, tuple[Known, ...]], tuple[tuple[re.Pattern[str], Known], ...]]:
    exact: dict[str, tuple[Known, ...]] = {}
    patterns = []
    folder = files("tracker") / "data" / "cookies"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    for known in (entry for name in names for entry in _entries(tomllib.loads((folder / name).read_text("utf-8")))):
        if "*" in known.name:
            patterns.append((re.compile(re.escape(known.name).replace(r"\*", ".*")), known))
        else:
            exact[known.name] = (*exact.get(known.name, ()), known)
    return exact, tuple(patterns)


def _entries(document: dict[str, list[dict[str, object]]]) -> list[Known]:
    found = []
    for group in document["group"]:
        domains = group.get("domains", [])
        for heading, table in group.items():
            if isinstance(table, dict) and isinstance(domains, list):
                category = None if heading == NOBODY else Category(heading)
                facts = category, str(group["source"]), tuple(domains), bool(group.get("necessary"))
                found += [Known(name, str(group["owner"]), str(purpose), *facts) for name, purpose in table.items()]
    return found


_MARKED = re.compile(r"_+[A-Za-z][\w.]+")
_SHORTEST_MARKED = 4  # `_cb` and `_s` are many things


@lru_cache(8192)
def traveller(name: str) -> Known | None:
    """Return the known cookie that a parameter of that name carries: scripts read their `_fbp` and send it along.

    Only names that begin with an underscore, as hardly anything but such cookies does, and that are used anywhere.
    """
    if len(name) < _SHORTEST_MARKED or not _MARKED.fullmatch(name):
        return None
    known = known_cookie(name, "")
    return known if known and known.category and not known.is_necessary else None


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
