"""What the choices of a select say of it: months, years, countries, regions, genders, calling codes."""

import re
from collections import Counter

from tracker.detection.forms.cues import Cue, cues_of
from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category

_CALLING_CODE = re.compile(r"(?:^|[^\d])\+\d{1,4}\b|^00\d{1,3}$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAYS, _MONTHS = 13, 12
_SAID = {
    Cue.COUNTRIES: Verdict(Category.COUNTRY, 0.7, "its choices are countries"),
    Cue.REGIONS: Verdict(Category.REGION, 0.7, "its choices are regions of a country"),
    Cue.GENDERS: Verdict(Category.GENDER, 0.7, "its choices are genders"),
}
_CODES = Verdict(Category.PHONE_NUMBER, 0.6, "its choices are countries' calling codes, a part of a phone number")
_ENOUGH = 2


def choices_verdict(choices: list[str]) -> Verdict | None:
    """Return what a select asks for by its first choices."""
    if sum(_CALLING_CODE.search(choice) is not None for choice in choices) > _ENOUGH:
        return _CODES
    told = Counter(cue for choice in choices for cue in cues_of(choice))
    return next((verdict for cue, verdict in _SAID.items() if told[cue] >= _ENOUGH), None)


def date_part(choices: list[str]) -> str | None:
    """Return which part of a date the first choices are: `day`, `month` or `year`."""
    numbers = [int(choice) for choice in choices if choice.isdecimal() and len(choice) <= _ENOUGH]
    if sum(_YEAR.fullmatch(choice) is not None for choice in choices) > _ENOUGH:
        return "year"
    if any(Cue.MONTHS in cues_of(choice) for choice in choices) and len(choices) >= _MONTHS:
        return "month"
    if numbers[:_MONTHS] == list(range(1, _MONTHS + 1)):
        return "day" if _DAYS in numbers else "month"
    return None
