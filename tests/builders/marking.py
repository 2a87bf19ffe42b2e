"""What the mark on the page is made of, with good defaults."""

from collections.abc import Mapping
from typing import Any

from tracker.marking.heads import Exchange
from tracker.marking.views import Got, View
from tracker.taxonomy import Category

PAGE = ("content-type", "text/html; charset=utf-8")
OPENED = {"sec-fetch-dest": "document", "sec-fetch-mode": "navigate", "accept-language": "en"}
FRAMED = {"sec-fetch-dest": "iframe", "sec-fetch-mode": "navigate", "sec-fetch-site": "cross-site"}
OWN = {"sec-fetch-dest": "empty", "sec-fetch-mode": "cors", "sec-fetch-site": "same-origin"}
DOCUMENT = (
    b"<!doctype html><html lang=en><head><title>Shop</title></head><body>" + b"<p>Hello</p>" * 40 + b"</body></html>\n"
)


def an_exchange(**changes: Any) -> Exchange:
    """A page that a person opens."""
    asked: Mapping[str, str] = OPENED
    whole = Exchange("https", "GET", "www.boutique.test", asked, 200, [PAGE])
    return whole._replace(**changes)


def got(slug: str = "adpix.test", *categories: Category) -> Got:
    """What somebody got."""
    return Got(slug, slug, frozenset(categories or (Category.CLIENT_ID,)))


def a_view(*those: Got, site: str = "boutique.test") -> View:
    """A page of the shop."""
    view = View(site)
    for one in those:
        view.add(one)
    return view
