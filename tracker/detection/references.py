"""Character references of HTML (https://html.spec.whatwg.org/#character-reference-state) undone."""

import html
import re

_ENDLESS = re.compile(r"&#\d{8,}")  # no character's: Python refuses to read the longest


def unescaped(text: str) -> str:
    """Return a text with its character references undone. Never raises."""
    return html.unescape(_ENDLESS.sub("", text)) if "&" in text else text
