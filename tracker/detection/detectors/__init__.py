"""What a value says by itself: one category of personal data is one module here.

Each module's docstring is its definition, its sources and its first test. Each has one function, `verdicts(field,
hint, country)`: `hint` is what the field's name or form says, `country` the person's (ISO 3166-1 alpha-2). It
refuses quickly what cannot be meant, and it looks at no more than the first 64 KiB. Random ids, moments, prices and
tokens against forgery are nobody's personal data: see `numbers`. Which detectors a value is worth asking is told by
`asking`, by the value's shape alone: most values are worth none.
"""

from tracker.detection.detectors.asking import DETECTORS, asked
from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

__all__ = ["DETECTORS", "value_verdicts"]

_LONGEST = 65_536


def value_verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return what the field's value says. `page_visited` counts only where the field goes to a third party."""
    if len(field.value) > _LONGEST:
        field = field._replace(value=field.value[:_LONGEST])
    found: tuple[Verdict, ...] = ()
    for detector in asked(field, hint):
        found += detector(field, hint, country)
    return found
