"""What fields say of their neighbours: `name` beside a last name is the first; day, month and year make a birth date."""

from collections.abc import Sequence

from tracker.detection.forms.layout import Control
from tracker.detection.names import label_verdict
from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category

_IN_PARTS = frozenset({Category.BIRTH_DATE, Category.CARD_EXPIRY, Category.PHONE_NUMBER})
_NAMES = {Category.LAST_NAME: Category.FIRST_NAME, Category.FIRST_NAME: Category.LAST_NAME}


def with_parts(controls: Sequence[Control], verdicts: Sequence[Verdict | None]) -> list[Verdict | None]:
    """Return the verdicts, corrected and completed by what the fields of the same form say."""
    return _names_parted(controls, _continued(controls, verdicts))


def _continued(controls: Sequence[Control], verdicts: Sequence[Verdict | None]) -> list[Verdict | None]:
    found: list[Verdict | None] = []
    for place, (control, verdict) in enumerate(zip(controls, verdicts, strict=True)):
        before = found[place - 1] if place else None
        found.append(verdict or _continuation(control, controls[place - 1], before) or _of_legend(control))
    return found


def _continuation(control: Control, previous: Control, before: Verdict | None) -> Verdict | None:
    """The next box of the same datum: no words of its own, in the same form, of the same kind."""
    if before is None or before.category not in _IN_PARTS or control.form != previous.form:
        return None
    if control.type != previous.type or control.labels or any(c.isalpha() for c in control.before):
        return None
    return Verdict(before.category, 0.6, "it continues the field before it")


def _of_legend(control: Control) -> Verdict | None:
    """The legend speaks for fields that are parts of a date."""
    if control.type not in ("select", "text", "number", "tel") or not control.legend:
        return None
    verdict = label_verdict(control.legend)
    return verdict._replace(confidence=0.6) if verdict and verdict.category in _IN_PARTS else None


def _names_parted(controls: Sequence[Control], verdicts: list[Verdict | None]) -> list[Verdict | None]:
    """A vague name beside a field for the first or last name is the other half."""
    halves: dict[int | None, set[Category]] = {}
    for control, verdict in zip(controls, verdicts, strict=True):
        if verdict and verdict.category in _NAMES:
            halves.setdefault(control.form, set()).add(verdict.category)
    return [
        _half(verdict, halves.get(control.form, set())) for control, verdict in zip(controls, verdicts, strict=True)
    ]


def _half(verdict: Verdict | None, halves: set[Category]) -> Verdict | None:
    if verdict is None or verdict.category is not Category.FULL_NAME or verdict.confidence >= 0.85 or len(halves) != 1:
        return verdict
    other = _NAMES[next(iter(halves))]
    return Verdict(other, 0.7, "it asks for a name beside a field for the other half of it")
