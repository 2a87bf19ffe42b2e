"""What a form asks for: each control's markup, type, labels and name weighed together, then with its neighbours."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from tracker.detection.forms.accounts import with_account_name, with_address, with_ids, with_names
from tracker.detection.forms.charset import text_of
from tracker.detection.forms.controls import Control, Form, Page
from tracker.detection.forms.exclusions import own
from tracker.detection.forms.layout import page_of
from tracker.detection.forms.parts import with_parts
from tracker.detection.forms.purposes import Purpose, purpose_of
from tracker.detection.forms.searches import with_search
from tracker.detection.forms.weighing import control_verdict
from tracker.detection.verdict import Verdict


class FormField(NamedTuple):
    """One visible control. `form` is the form's index on the page, None outside any form; verdict None: asks for
    nothing personal. All text is the page's own: hostile.

    `verdict` is the part that the field plays in its form: the account's name of a sign-in form is a user name. What is
    typed there may be an e-mail address all the same: `carries` says so.
    """

    form: int | None
    name: str
    id: str
    type: str
    label: str
    verdict: Verdict | None
    carries: Verdict | None
    purpose: Purpose


_WITHOUT_ACCOUNT = frozenset({Purpose.CONTACT, Purpose.CHECKOUT, Purpose.NEWSLETTER})


class _Told(NamedTuple):
    verdict: Verdict | None
    carries: Verdict | None
    purpose: Purpose


def forms_of(html: bytes | str) -> list[FormField]:
    """Return the fields of a page in order. Never raises; time and memory are bounded (see `markup`)."""
    page = page_of(text_of(html))
    homes: defaultdict[Form, list[int]] = defaultdict(list)
    for place, control in enumerate(page.controls):
        homes[control.home].append(place)
    told: dict[int, _Told] = {}
    for home, places in homes.items():
        told.update(zip(places, _of_form(page, home, [page.controls[place] for place in places]), strict=True))
    return [_field(control, told[place]) for place, control in enumerate(page.controls)]


def _of_form(page: Page, form: Form, controls: Sequence[Control]) -> list[_Told]:
    alone = [(control, own(control, control_verdict(control, page.language))) for control in controls]
    carried = with_parts(alone)
    fields = list(zip(controls, carried, strict=True))
    purpose = purpose_of(form, fields, page.title)
    roles = carried
    if purpose is Purpose.SIGN_IN:
        roles = with_account_name(fields)
    elif purpose is Purpose.SIGN_UP:
        carried = with_address(fields, page.language)
        roles = carried = with_ids(list(zip(controls, carried, strict=True)))
    elif purpose is Purpose.SEARCH:
        roles = carried = with_search(fields)
    elif purpose in _WITHOUT_ACCOUNT:
        roles = carried = with_names(fields, page.language)
    return [_Told(role, content, purpose) for role, content in zip(roles, carried, strict=True)]


def _field(control: Control, told: _Told) -> FormField:
    attributes = control.attributes
    return FormField(
        control.form,
        attributes.get("name", ""),
        attributes.get("id", ""),
        control.type,
        _label(control),
        told.verdict,
        told.carries,
        told.purpose,
    )


def _label(control: Control) -> str:
    attributes = control.attributes
    labels = (
        *control.labels,
        *(attributes.get(key, "") for key in ("aria-label", "label", "placeholder")),
        control.header,
        *control.before[-1:],
    )
    text = next((label for label in labels if label.strip()), "")
    return " ".join(text.split())[:100]
