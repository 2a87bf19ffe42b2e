"""A page's form controls with all the words that stand by them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.detection.forms.markup import Attributes, Tag, tokens_of

MAX_CONTROLS = 1_500
_CONTROLS = frozenset({"input", "select", "textarea"})
_ASIDE = frozenset({"a", "button", "option", "select", "datalist"})
_UNASKED = frozenset({"hidden", "submit", "button", "image", "reset"})
_VOID = frozenset({"input", "img", "br", "hr", "meta", "link", "source", "area", "base", "col", "embed", "wbr"})
_MAX_WORDS = 200


@dataclass(slots=True)
class Label:
    """A label element: its text, and the id of the control it is for."""

    target: str
    text: str = ""


@dataclass(slots=True)
class Control:
    """One control. `before` is the text between the control before and this one, the nearest last."""

    form: int | None
    tag: str
    attributes: Attributes
    legend: str
    before: tuple[str, ...]
    wrapped: Label | None
    labels: list[str] = field(default_factory=list)

    @property
    def type(self) -> str:
        """Return the type as the browser treats it: `text` where none is given; tag names for other elements."""
        return (self.attributes.get("type", "").strip().lower() or "text") if self.tag == "input" else self.tag


@dataclass(slots=True)
class Page:
    """What a page holds: its controls in order, its language, and texts by id where controls refer to them."""

    language: str | None = None
    controls: list[Control] = field(default_factory=list)


def page_of(text: str) -> Page:
    """Return the controls of a page, visible ones only: a hidden input asks nobody for anything."""
    referred = "aria-labelledby" in text.lower()
    reader = _Reader(referred)
    for token in tokens_of(text, with_ids=referred):
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


class _Reader:
    """Where we are in the page, and what we have seen."""

    def __init__(self, referred: bool) -> None:
        self.page = Page()
        self._forms: dict[str, int] = {}
        self._form: int | None = None
        self._count = 0
        self._legend = ""
        self._in_legend = False
        self._label: Label | None = None
        self._labels: list[Label] = []
        self._before: tuple[str, ...] = ()
        self._aside: dict[str, int] = {}
        self._texts: dict[str, str] | None = {} if referred else None
        self._named: list[tuple[str, str]] = []

    def text(self, text: str) -> None:
        if any(self._aside.values()):
            return
        if self._in_legend:
            self._legend = _joined(self._legend, text)
        elif self._label is not None:
            self._label.text = _joined(self._label.text, text)
        if self._texts is not None and self._named:
            identity = self._named[-1][1]
            self._texts[identity] = _joined(self._texts.get(identity, ""), text)
        self._before = (*self._before[-2:], text[:_MAX_WORDS])

    def start(self, tag: Tag) -> None:
        if self._texts is not None and "id" in tag.attributes and tag.name not in _VOID:
            self._named = [*self._named[-8:], (tag.name, tag.attributes["id"])]
        if tag.name in _CONTROLS:
            self._control(tag)
        if tag.name in _ASIDE:
            self._aside[tag.name] = 1
        match tag.name:
            case "form":
                self._start_form(tag)
            case "html":
                self.page.language = tag.attributes.get("lang", "").lower()[:2] or None
            case "label":
                self._start_label(tag)
            case "fieldset":
                self._legend = ""
            case "legend":
                self._in_legend, self._legend = True, ""

    def end(self, name: str) -> None:
        if self._named and self._named[-1][0] == name:
            self._named = self._named[:-1]
        if name in _ASIDE:
            self._aside[name] = 0
        if name == "select":
            self._aside["option"] = 0
        match name:
            case "form":
                self._form, self._before, self._legend = None, (), ""
            case "label":
                self._label = None
            case "legend":
                self._in_legend = False
            case "fieldset":
                self._legend = ""

    def _start_form(self, tag: Tag) -> None:
        if self._form is not None:  # a form within a form is ignored, as browsers do
            return
        self._form = self._count
        self._count += 1
        self._before, self._legend = (), ""
        self._label = None
        self._aside.clear()
        if tag.attributes.get("id"):
            self._forms.setdefault(tag.attributes["id"], self._form)

    def _start_label(self, tag: Tag) -> None:
        self._label = Label(tag.attributes.get("for", ""))
        if len(self._labels) < MAX_CONTROLS:
            self._labels.append(self._label)

    def _control(self, tag: Tag) -> None:
        control = Control(self._form, tag.name, tag.attributes, self._legend, self._before, self._label)
        if control.type in _UNASKED:
            return
        self._before = ()
        self.page.controls.append(control)

    def close(self) -> None:
        """Give each control the labels that refer to it, wherever they stand."""
        by_target: dict[str, list[str]] = {}
        for label in self._labels:
            if label.target and label.text:
                by_target.setdefault(label.target, []).append(label.text)
        for control in self.page.controls:
            control.labels.extend(self._labels_of(control, by_target))
            owner = control.attributes.get("form")
            if owner in self._forms:
                control.form = self._forms[owner]

    def _labels_of(self, control: Control, by_target: dict[str, list[str]]) -> Iterator[str]:
        yield from by_target.get(control.attributes.get("id", ""), ())[:3]
        if control.wrapped is not None and control.wrapped.text and not control.wrapped.target:
            yield control.wrapped.text
        for identity in control.attributes.get("aria-labelledby", "").split()[:4]:
            if self._texts and identity in self._texts:
                yield self._texts[identity]


def _joined(text: str, more: str) -> str:
    """Texts that follow each other, cut to what a label can be."""
    return f"{text} {more}"[:_MAX_WORDS].strip()
