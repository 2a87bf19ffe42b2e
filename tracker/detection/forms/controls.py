"""A page's form controls and the words that stand by them, as `layout` finds them."""

from dataclasses import dataclass, field

from tracker.detection.forms.markup import Attributes


@dataclass(slots=True)
class Label:
    """A label element: its text, and the id of the control it is for."""

    target: str
    text: str = ""


@dataclass(slots=True, eq=False)
class Form:
    """What a form, or a group of controls outside any form, says of itself. All text is the page's own: hostile.

    `above` is the heading before it, `submits` are its buttons that send it, `buttons` those for scripts.
    """

    attributes: Attributes = field(default_factory=dict)
    above: str = ""
    headings: list[str] = field(default_factory=list)
    submits: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Control:
    """One control. `before` is the text between the control before and this one, the nearest last.

    `form` is the form's index on the page, None outside any form; `home` is the form or the group it belongs to.
    `choices` are the first options of a select, `described` what `aria-describedby` refers to.
    """

    form: int | None
    tag: str
    attributes: Attributes
    legend: str
    before: tuple[str, ...]
    wrapped: Label | None
    home: Form
    header: str = ""
    labels: list[str] = field(default_factory=list)
    described: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)

    @property
    def type(self) -> str:
        """Return the type as the browser treats it: `text` where none is given; tag names for other elements."""
        if self.tag in ("input", "field"):
            return self.attributes.get("type", "").strip().lower() or "text"
        return self.tag

    @property
    def words(self) -> tuple[str, ...]:
        """Return what a person reads at the control, the surest first."""
        said = (self.attributes.get(key, "") for key in ("aria-label", "label", "placeholder", "title"))
        return (*self.labels, *(text for text in said if text))


@dataclass(slots=True)
class Page:
    """What a page holds: its controls in order, its title and its language."""

    language: str | None = None
    title: str = ""
    controls: list[Control] = field(default_factory=list)
