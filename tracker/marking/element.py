"""What stands in the page: one element, whose closed shadow holds frames. No script, no values, nothing to read.

`<template shadowrootmode>` makes the shadow without a script; `<details>` folds and `<form method="dialog">` hides
without one. Frames in a shadow are not among the page's own (`window.frames`), and lazy ones do not hold up its `load`.
Browsers that do not know the attribute show nothing.

Sources: https://html.spec.whatwg.org/multipage/scripting.html#attr-template-shadowrootmode,
https://drafts.csswg.org/css-cascade/#important (what a shadow says of its host with `!important` holds).
"""

import base64
import hashlib
from functools import cache
from html import escape
from importlib import resources

from tracker.marking import ORIGIN
from tracker.phrasing import gettext

_ELEMENT = (
    '<div><template shadowrootmode="closed"><style>{style}</style><dialog open aria-label="Tracker"><details>'
    '<summary aria-label="{name}">'
    '<iframe inert tabindex="-1" title="{name}" loading="lazy" referrerpolicy="no-referrer" src="{address}/badge">'
    '</iframe></summary><iframe class="panel" title="{panel}" loading="lazy" referrerpolicy="no-referrer" '
    'src="{address}/panel"></iframe><form method="dialog"><button>{hide}</button></form></details></dialog></template>'
    "</div>"
)


def element(ticket: str) -> bytes:
    """Return the element for a page, in ASCII, in the language of the moment."""
    words = {
        "name": gettext("Tracker: who gets your data on this page"),
        "panel": gettext("Tracker: your data on this page"),
        "hide": gettext("Hide until the page is loaded again"),
    }
    said = {key: escape(text) for key, text in words.items()}
    return _ELEMENT.format(style=style(), address=f"{ORIGIN}/{ticket}", **said).encode("ascii", "xmlcharrefreplace")


@cache
def style() -> str:
    """Return the style sheet of the shadow."""
    return data("element.css")


@cache
def style_source() -> str:
    """Return the source that allows that very style sheet, for a Content Security Policy."""
    return source_of(style())


def source_of(text: str) -> str:
    """Return the source that allows that very script or style sheet."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def data(name: str) -> str:
    """Return a file of ours that goes to browsers, without the spaces at its lines' beginnings."""
    text = resources.files("tracker").joinpath("data", "mark", name).read_text("utf-8")
    return "".join(line.strip() + "\n" for line in text.splitlines() if line.strip())
