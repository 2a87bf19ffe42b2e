"""A page's form controls with all the words that stand by them."""

import re
from collections.abc import Iterator

from tracker.detection.forms.actions import Action, Actions, action_of
from tracker.detection.forms.containers import CONTAINERS, Containers
from tracker.detection.forms.controls import Control, Form, Label, Page
from tracker.detection.forms.markup import Attributes, Tag, is_custom_field, tokens_of
from tracker.detection.forms.tables import Table

MAX_CONTROLS = 1_500
_CONTROLS = frozenset({"input", "select", "textarea"})
_ASIDE = frozenset({"a", "button", "option", "select", "datalist"})
_ACTIONS = frozenset({"a", "button"})
_UNASKED = frozenset({"hidden", "submit", "button", "image", "reset"})
_CELLS = frozenset({"table", "tr", "th", "td"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_REFERRED = re.compile(
    r"""aria-(?:labelledby|describedby)\s*+=\s*+(?:"([^"]{1,300})"|'([^']{1,300})'|([^\s>"']{1,300}))"""
)
_MAX_WORDS = 200
_MAX_REFERRED = 1_000
_MAX_HELD = 60  # headings, buttons or links of one form
_MAX_CHOICES = 14


def page_of(text: str) -> Page:
    """Return the controls of a page, visible ones only: a hidden input asks nobody for anything."""
    referred = _referred_ids(text)
    reader = _Reader(referred)
    for token in tokens_of(text, referred):
        if isinstance(token, str):
            reader.text(token)
        elif token.is_end:
            reader.end(token.name)
        else:
            reader.start(token)
        if len(reader.page.controls) >= MAX_CONTROLS:
            break
    reader.close()
    return reader.page


def _referred_ids(text: str) -> frozenset[str]:
    """The elements that controls call their labels or descriptions."""
    found: set[str] = set()
    if "aria-" in text:
        for match in _REFERRED.finditer(text):
            found.update((match[1] or match[2] or match[3]).split()[:4])
            if len(found) >= _MAX_REFERRED:
                break
    return frozenset(found)


class _Reader:
    """Where we are in the page, and what we have seen."""

    def __init__(self, referred: frozenset[str]) -> None:
        self.page = Page()
        self._forms: dict[str, tuple[int, Form]] = {}
        self._form: int | None = None
        self._home = Form()
        self._count = 0
        self._containers = Containers()
        self._table = Table()
        self._actions = Actions()
        self._aside: set[str] = set()
        self._select: Control | None = None
        self._custom: Tag | None = None
        self._inside = ""  # of a heading, a legend or the title
        self._words = ""
        self._heading = ""
        self._legend = ""
        self._label: Label | None = None
        self._labels: list[Label] = []
        self._before: tuple[str, ...] = ()
        self._referred = referred
        self._texts: dict[str, str] = {}
        self._named: list[tuple[str, str]] = []

    def text(self, text: str) -> None:
        if self._named:
            identity = self._named[-1][1]
            self._texts[identity] = _joined(self._texts.get(identity, ""), text)
        if self._aside:
            self._text_aside(text)
            return
        if self._inside:
            self._words = _joined(self._words, text)
        if self._label is not None and self._inside != "legend":
            self._label.text = _joined(self._label.text, text)
        self._table.text(text)
        self._before = (*self._before[-2:], text[:_MAX_WORDS])

    def _text_aside(self, text: str) -> None:
        """Text of choices, buttons and links is no label."""
        if self._select is None:
            self._actions.text(text)
        elif len(self._select.choices) < _MAX_CHOICES:
            self._select.choices.append(text[:_MAX_WORDS])

    def start(self, tag: Tag) -> None:
        name, attributes = tag.name, tag.attributes
        if attributes:
            self._start_with_attributes(tag)
        elif name in _CONTROLS:
            self._control(tag)
        if name in _ASIDE:
            self._start_aside(tag)
        elif name in CONTAINERS and self._form is None:
            self._containers.start(name)
        if name in _CELLS:
            self._table.start(name)
        elif name in _HEADINGS or name in ("legend", "title"):
            self._inside, self._words = name, ""
        elif name == "form":
            self._start_form(attributes)
        elif name == "label":
            self._start_label(attributes)
        elif name == "fieldset":
            self._legend = ""

    def _start_with_attributes(self, tag: Tag) -> None:
        name, attributes = tag.name, tag.attributes
        if name in _CONTROLS:
            self._control(tag)
        elif attributes.get("id", "") in self._referred:
            self._named = [*self._named[-8:], (name, attributes["id"])]
        if name == "html":
            self.page.language = attributes.get("lang", "").lower()[:2] or None
        elif is_custom_field(name) or (attributes.get("role") == "textbox" and "contenteditable" in attributes):
            self._custom = tag

    def end(self, name: str) -> None:
        if self._named and self._named[-1][0] == name:
            self._named = self._named[:-1]
        if name in _ASIDE:
            self._end_aside(name)
        elif name in CONTAINERS and self._form is None:
            self._containers.end(name)
        if name in _CELLS:
            self._table.end(name)
        elif self._custom is not None and self._custom.name == name:
            self._end_custom(self._custom)
        elif self._inside == name:
            self._end_words(name)
        elif name == "form":
            self._form, self._home, self._before, self._legend, self._heading = None, Form(), (), "", ""
        elif name == "label":
            self._label = None
        elif name == "fieldset":
            self._legend = ""

    def _end_words(self, name: str) -> None:
        words, self._inside = self._words, ""
        if name == "title":
            self.page.title = self.page.title or words
            self._before = ()
            return
        if name == "legend":
            self._legend = words
        elif self._form is None:
            self._heading = words
        self._hold("headings", words)

    def _hold(self, kind: str, words: str) -> None:
        if self._form is None:
            self._containers.words(kind, words)
        elif words and len(held := getattr(self._home, kind)) < _MAX_HELD:
            held.append(words)

    def _start_aside(self, tag: Tag) -> None:
        self._aside.add(tag.name)
        if tag.name in _ACTIONS:
            self._actions.start(tag)

    def _end_aside(self, name: str) -> None:
        self._aside.discard(name)
        if name in ("select", "datalist"):  # options need no end tag
            self._aside.discard("option")
            self._select = None
        elif name in _ACTIONS:
            self._act(self._actions.end())

    def _act(self, action: Action | None) -> None:
        if action:
            self._hold(action.kind, action.words)
            if action.is_sending and self._form is None:
                self._containers.button()

    def _start_form(self, attributes: Attributes) -> None:
        if self._form is not None:  # a form within a form is ignored, as browsers do
            return
        self._form, self._home = self._count, Form(attributes, self._heading)
        self._count += 1
        self._before, self._legend = (), ""
        self._label = None
        self._aside.clear()
        if attributes.get("id"):
            self._forms.setdefault(attributes["id"], (self._form, self._home))

    def _start_label(self, attributes: Attributes) -> None:
        self._label = Label(attributes.get("for", ""))
        if len(self._labels) < MAX_CONTROLS:
            self._labels.append(self._label)

    def _control(self, tag: Tag) -> None:
        self._custom = None  # the page's own element only wraps this one
        header = self._table.header
        control = Control(
            self._form, tag.name, tag.attributes, self._legend, self._before, self._label, self._home, header
        )
        if control.type in _UNASKED:
            if control.type in ("submit", "button", "image"):
                self._act(action_of(tag, ""))
            return
        self._before = ()
        self._select = control if tag.name == "select" else None
        self.page.controls.append(control)
        if self._form is None:
            self._containers.control(control, self._heading)

    def _end_custom(self, tag: Tag) -> None:
        self._control(Tag("textarea" if "contenteditable" in tag.attributes else "field", False, tag.attributes))

    def close(self) -> None:
        """Give each control the labels that refer to it, wherever they stand."""
        self._containers.close()
        by_target: dict[str, list[str]] = {}
        for label in self._labels:
            if label.target and label.text:
                by_target.setdefault(label.target, []).append(label.text)
        for control in self.page.controls:
            control.labels.extend(self._labels_of(control, by_target))
            control.described.extend(self._referred_texts(control, "aria-describedby"))
            owner = self._forms.get(control.attributes.get("form", ""))
            if owner:
                control.form, control.home = owner

    def _labels_of(self, control: Control, by_target: dict[str, list[str]]) -> Iterator[str]:
        yield from by_target.get(control.attributes.get("id", ""), ())[:3]
        if control.wrapped is not None and control.wrapped.text and not control.wrapped.target:
            yield control.wrapped.text
        yield from self._referred_texts(control, "aria-labelledby")

    def _referred_texts(self, control: Control, attribute: str) -> Iterator[str]:
        if attribute in control.attributes:
            for identity in control.attributes[attribute].split()[:4]:
                if self._texts.get(identity):
                    yield self._texts[identity]


def _joined(text: str, more: str) -> str:
    """Texts that follow each other, cut to what a label can be."""
    return f"{text} {more}"[:_MAX_WORDS].strip()
