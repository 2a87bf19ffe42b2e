"""What a form asks for: each control's markup, type, labels and name weighed together."""

from typing import NamedTuple

from tracker.detection.forms.layout import Control, page_of
from tracker.detection.forms.markup import text_of
from tracker.detection.forms.parts import with_parts
from tracker.detection.forms.weighing import control_verdict
from tracker.detection.verdict import Verdict


class FormField(NamedTuple):
    """One visible control. `form` is the form's index on the page, None outside any form; verdict None: asks for
    nothing personal. All text is the page's own: hostile.
    """

    form: int | None
    name: str
    id: str
    type: str
    label: str
    verdict: Verdict | None


def forms_of(html: bytes | str) -> list[FormField]:
    """Return the fields of a page in order. Never raises; time and memory are bounded (see `markup`)."""
    page = page_of(text_of(html))
    verdicts = with_parts(page.controls, [control_verdict(control, page.language) for control in page.controls])
    return [_field(control, verdict) for control, verdict in zip(page.controls, verdicts, strict=True)]


def _field(control: Control, verdict: Verdict | None) -> FormField:
    attributes = control.attributes
    return FormField(
        control.form,
        attributes.get("name", ""),
        attributes.get("id", ""),
        control.type,
        _label(control),
        verdict,
    )


def _label(control: Control) -> str:
    attributes = control.attributes
    labels = (
        *control.labels,
        attributes.get("aria-label", ""),
        attributes.get("placeholder", ""),
        *control.before[-1:],
    )
    text = next((label for label in labels if label.strip()), "")
    return " ".join(text.split())[:100]
