"""Controls outside any form, grouped by the nearest container that also holds the button which sends them.

Pages built by scripts often have no form element. The password managers that read such pages look upwards from a field
for an element that holds a button, too; reading on, we close the group with the element instead.
"""

from tracker.detection.forms.controls import Control, Form

CONTAINERS = frozenset(
    {"div", "section", "main", "dialog", "article", "aside", "header", "footer", "nav", "table", "fieldset", "template"}
)
MAX_DEPTH = 256
MAX_WORDS = 400  # headings, buttons and links that wait
MAX_LINKS = 200
_LOOK_BACK = 48  # containers above that an end tag may close at once


class _Open:
    """A container that is still open: where its controls and words begin in what waits for a group."""

    __slots__ = ("controls", "has_button", "name", "words")

    def __init__(self, name: str, controls: int, words: int) -> None:
        self.name, self.controls, self.words, self.has_button = name, controls, words, False


class Containers:
    """The open containers, and what stands in them outside any form and belongs to no group so far."""

    def __init__(self) -> None:
        self._open: list[_Open] = [_Open("", 0, 0)]
        self._controls: list[tuple[Control, str]] = []
        self._words: list[tuple[str, str]] = []

    def start(self, name: str) -> None:
        """Go into a container."""
        if len(self._open) < MAX_DEPTH:
            self._open.append(_Open(name, len(self._controls), len(self._words)))

    def end(self, name: str) -> None:
        """Leave the innermost container of that name; those left open within it end, too."""
        last = len(self._open) - 1
        for place in range(last, max(0, last - _LOOK_BACK), -1):
            if self._open[place].name == name:
                while len(self._open) > place:
                    self._close(self._open.pop())
                return

    def control(self, control: Control, heading: str) -> None:
        """Add a control that waits for its group, and the heading before it."""
        self._controls.append((control, heading))

    def words(self, kind: str, text: str) -> None:
        """Add a heading, a button's text or a link's, as the attribute of `Form` that it will be part of."""
        if len(self._words) < (MAX_LINKS if kind == "links" else MAX_WORDS):
            self._words.append((kind, text))

    def button(self) -> None:
        """Say that a button here sends something."""
        self._open[-1].has_button = True

    def close(self) -> None:
        """Group what is left: the page is at its end."""
        while self._open:
            self._close(self._open.pop())
        self._group(0, 0)

    def _close(self, ended: _Open) -> None:
        if ended.has_button and len(self._controls) > ended.controls:
            self._group(ended.controls, ended.words)
        elif ended.has_button and self._open:
            self._open[-1].has_button = True

    def _group(self, controls: int, words: int) -> None:
        home = Form()
        for kind, text in self._words[words:]:
            getattr(home, kind).append(text)
        for control, heading in self._controls[controls:]:
            control.home = home
            home.above = home.above or heading
        del self._controls[controls:]
        del self._words[words:]
