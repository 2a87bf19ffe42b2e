"""The search terms of a form that searches: its one text field, whatever it is called."""

from tracker.detection.forms.purposes import TYPED, Fields
from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category

_TERMS = Verdict(Category.SEARCH_QUERY, 0.7, "it is the only text field of a search form")


def with_search(fields: Fields) -> list[Verdict | None]:
    """Return the verdicts of a search form's fields. A form of several text fields looks for something narrower."""
    typed = [place for place, (control, _) in enumerate(fields) if control.type in TYPED or control.type == "search"]
    verdicts = [verdict for _, verdict in fields]
    if len(typed) == 1 and verdicts[typed[0]] is None:
        verdicts[typed[0]] = _TERMS
    return verdicts
