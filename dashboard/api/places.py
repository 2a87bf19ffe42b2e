"""Texts without the paths of the person's machine: these say who the person is, and no reader of the API needs them."""

import re

from dashboard.wiring import wiring

HOME = "TRACKER_HOME"
_PATH = re.compile(r"(?<![\w/\\:.])(?:[A-Za-z]:)?[/\\](?:[^\s/\\:;,()]+[/\\])+([^\s/\\:;,()]+)")


def placeless(text: str) -> str:
    """Return a text in which the home is named and not told, and other files are told by their names alone."""
    return _PATH.sub(r"\1", text.replace(str(wiring().settings().home), HOME))
