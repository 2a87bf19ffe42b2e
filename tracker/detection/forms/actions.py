"""What one can press in a form: the words of its buttons and links."""

import re
from typing import NamedTuple

from tracker.detection.forms.cues import Cue, cues_in
from tracker.detection.forms.markup import Attributes, Tag

_CALLED_BUTTON = re.compile(r"\b(?:btn|button|submit)", re.IGNORECASE)
_MAX_WORDS = 120
_SENDING = frozenset(
    {Cue.SIGN_IN, Cue.SIGN_UP, Cue.RECOVERY, Cue.NEWSLETTER, Cue.CHECKOUT, Cue.CONTACT, Cue.CODE, Cue.NEXT}
)


class Action(NamedTuple):
    """A button or link with its words, what kind it is, and whether it sends what was typed."""

    kind: str  # the attribute of `Form` that it belongs to
    words: str
    is_sending: bool


class Actions:
    """The button or link that is open, if any."""

    __slots__ = ("_tag", "_words")

    def __init__(self) -> None:
        self._tag: Tag | None = None
        self._words = ""

    def start(self, tag: Tag) -> None:
        """Go into a button or link."""
        self._tag, self._words = tag, ""

    def text(self, text: str) -> None:
        """Add to its words."""
        if self._tag is not None and len(self._words) < _MAX_WORDS:
            self._words = f"{self._words} {text}"[:_MAX_WORDS].strip()

    def end(self) -> Action | None:
        """Leave it, and return it, where it says anything."""
        tag, self._tag = self._tag, None
        return None if tag is None else action_of(tag, self._words)


def action_of(tag: Tag, words: str) -> Action | None:
    """Return what a button or link with that text is; None where it has no words."""
    attributes = tag.attributes
    said = words or attributes.get("value", "") or attributes.get("aria-label", "") or attributes.get("title", "")
    if tag.name == "a" and not _is_called_button(attributes):
        return Action("links", said, False) if said else None
    said = said or f"{attributes.get('id', '')} {attributes.get('name', '')}".strip()
    kind = attributes.get("type", "").lower()
    if not said and kind != "submit":
        return None
    sends = kind in ("submit", "image") or bool(_SENDING & cues_in(said))
    return Action("submits" if kind in _SUBMITS and tag.name != "a" else "buttons", said, sends)


_SUBMITS = frozenset({"", "submit", "image"})


def _is_called_button(attributes: Attributes) -> bool:
    return attributes.get("role") == "button" or bool(_CALLED_BUTTON.search(attributes.get("class", "")))
