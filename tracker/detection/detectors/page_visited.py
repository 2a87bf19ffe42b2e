"""Addresses of web pages: what a page tells about itself or about the page before.

Only absolute http(s) addresses (RFC 3986, WHATWG URL) whose path is a page's, not a script's or picture's. One with a
user name or key in it is a service's (browsers tell no page's address so). This
module cannot know to whom the address goes: it is personal data only at a third party, and `detect` drops it
elsewhere.

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.QUERY, "dl", "dl", "https://shop.test/cart?item=3"), None, None)[0].category.value
'page_visited'
>>> verdicts(Field(Location.QUERY, "src", "src", "https://cdn.test/logo.png"), None, None)
()
"""

import re

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field, Location

_PAGE = re.compile(
    r"\s*https?://((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,10}[^\W\d_][\w-]{1,62})\.?(?::\d{1,5})?"
    r"(?=$|[/?#\s])(/[^\s?#]{0,4096})?",
    re.IGNORECASE,
)
_ASSET = re.compile(
    r"\.(?:js|mjs|css|map|json|xml|txt|png|jpe?g|gif|svg|webp|avif|ico|bmp|woff2?|ttf|otf|eot|mp[34]|m4a|webm|ogg|wasm|zip|pdf|ts|m3u8)$",
    re.IGNORECASE,
)
_NAMESPACE = re.compile(r"(?:^|\.)(?:w3\.org|schema\.org|xmlns\.com|purl\.org|ogp\.me)$", re.IGNORECASE)

_FORMS = (Location.FORM, Location.MULTIPART)
"""There an address without a telling name says where to go next, not where one was."""
_NAMES = frozenset({"u", "loc", "location", "dl", "dr", "pu", "page", "ref"})
"""What beacons call the address of the page they stand in."""


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a value that is the address of a page."""
    value = field.value
    if hint is None and field.location in _FORMS and field.name not in _NAMES:
        return ()
    if "://" not in value[:12] or not (match := _PAGE.match(value)):
        return ()
    if _ASSET.search(match.group(2) or "") or _NAMESPACE.search(match.group(1)):
        return ()
    confidence = 0.9 if hint is Category.PAGE_VISITED else 0.6
    return (Verdict(Category.PAGE_VISITED, confidence, "The value is the address of a web page."),)
