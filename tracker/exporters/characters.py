"""Text that strangers chose (hosts, names, paths), made fit for consumers that cannot take all of it."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def encodable(text: str) -> str:
    """Return text that is Unicode: halves of surrogate pairs as question marks."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def without_controls(text: str) -> str:
    """Return text that XML, RDF and terminals can carry: control characters but tabs and line ends replaced."""
    return _CONTROL.sub("\ufffd", encodable(text))


def on_one_line(text: str) -> str:
    """Return text on one line that nobody can break out of a header with, or turn around."""
    return _STEERING.sub("\ufffd", encodable(text))
