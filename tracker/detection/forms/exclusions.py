"""Fields that look as if they asked for something of the person's own, and do not.

A captcha's answer, a gift card's number and a baby's birthday are nobody's credentials, card or date of birth; a
field that people are not meant to see or fill in is a trap for robots.
"""

from tracker.detection.forms.controls import Control
from tracker.detection.forms.cues import Cue, Cues, cues_in, cues_in_name
from tracker.detection.forms.purposes import is_out_of_sight
from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category

_SURE = frozenset({Category.EMAIL_ADDRESS, Category.PASSWORD})
_VOUCHERS = frozenset(
    {
        Category.PASSWORD,
        Category.ONE_TIME_CODE,
        Category.CARD_NUMBER,
        Category.CARD_SECURITY_CODE,
        Category.AUTH_TOKEN,
        Category.USERNAME,
    }
)
_TYPED_ONLY = frozenset(
    {
        Category.EMAIL_ADDRESS,
        Category.USERNAME,
        Category.PASSWORD,
        Category.ONE_TIME_CODE,
        Category.MESSAGE,
        Category.CARD_SECURITY_CODE,
        Category.SEARCH_QUERY,
    }
)
_CHOSEN = frozenset({"select", "radio"})
_UNFILLED = frozenset({"off", "nope", "false", "none", "new-password"})


def own(control: Control, verdict: Verdict | None) -> Verdict | None:
    """Return the verdict where the field asks for something of the person's own, else None."""
    if verdict is None or (verdict.category in _TYPED_ONLY and control.type in _CHOSEN) or _is_trap(control):
        return None
    cues = _cues(control)
    if Cue.CAPTCHA in cues and verdict.category not in _SURE:
        return None
    if Cue.VOUCHER in cues and verdict.category in _VOUCHERS:
        return None
    if Cue.LOYALTY in cues and verdict.category is Category.CARD_NUMBER:
        return None
    return None if verdict.category is Category.BIRTH_DATE and Cue.OTHER_DATE in cues else verdict


def _cues(control: Control) -> Cues:
    """What the field's own words tell; text before it only where it has none."""
    words = control.words
    near = words or control.before[-1:]
    names = (control.attributes.get(key, "") for key in ("name", "id"))
    told = [cues_in(text) for text in (*near, control.legend) if text] + [cues_in_name(name) for name in names if name]
    return frozenset().union(*told)


def _is_trap(control: Control) -> bool:
    """Whether robots fill it in and people cannot: out of sight, out of reach, and out of the browser's autofill."""
    attributes = control.attributes
    if any(Cue.TRAP in cues_in(text) for text in (*control.words, *control.before[-1:])):
        return True
    if any(Cue.TRAP in cues_in_name(attributes.get(key, "")) for key in ("name", "id", "class")):
        return True
    is_unreachable = attributes.get("tabindex") == "-1" and attributes.get("autocomplete", "").lower() in _UNFILLED
    return is_unreachable and (is_out_of_sight(control) or attributes.get("aria-hidden") == "true" or _is_off(control))


def _is_off(control: Control) -> bool:
    style = control.attributes.get("style", "").replace(" ", "").lower()
    return "left:-" in style or "top:-" in style or "opacity:0;" in f"{style};"
