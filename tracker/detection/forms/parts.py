"""What fields say of their neighbours in the same form.

`name` beside a last name is the first; what stands before a password is what one logs in with; day, month and year in a
row are a birth date, and month and year after a card number its expiry.
"""

from itertools import groupby

from tracker.detection.forms.choices import date_part
from tracker.detection.forms.controls import Control
from tracker.detection.forms.cues import Cue, cues_of
from tracker.detection.forms.exclusions import own
from tracker.detection.names import label_verdict, name_words
from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category

_CONTINUED = frozenset({Category.BIRTH_DATE, Category.CARD_EXPIRY, Category.PHONE_NUMBER})
_IN_BOXES = frozenset({Category.NATIONAL_ID, Category.TAX_ID, Category.CARD_NUMBER, Category.ONE_TIME_CODE}) | {
    Category.BANK_ACCOUNT,
    Category.POSTAL_CODE,
    Category.PASSWORD,
}
_HALVES = {Category.LAST_NAME: Category.FIRST_NAME, Category.FIRST_NAME: Category.LAST_NAME}
_CARD = frozenset({Category.CARD_NUMBER, Category.CARD_EXPIRY, Category.CARD_SECURITY_CODE, Category.CARD_HOLDER})
_LOGINS = frozenset({Category.EMAIL_ADDRESS, Category.USERNAME, Category.PHONE_NUMBER})
_NAMED = _LOGINS | {Category.CARD_NUMBER, Category.NATIONAL_ID, Category.TAX_ID, Category.BANK_ACCOUNT}
_TYPED = frozenset({"text", "email", "tel", "number"})
_PARTS = {Cue.DAY: "day", Cue.MONTH: "month", Cue.YEAR: "year"}
_WHOLE = frozenset(_PARTS.values())
_MAX_BOX = 10  # characters in one box of a number that is split

type Fields = list[tuple[Control, Verdict | None]]


def with_parts(fields: Fields) -> list[Verdict | None]:
    """Return the verdicts of one form's fields, corrected and completed by what the others say."""
    for step in (_with_dates, _with_boxes, _continued, _with_login, _names_parted):
        fields = step(fields)
    return [verdict for _, verdict in fields]


def _with_dates(fields: Fields) -> Fields:
    """Month and year behind a card number; else day, month and year all three."""
    parts = [_date_part(control) if verdict is None else None for control, verdict in fields]
    whole = {part for part in parts if part} == _WHOLE
    found: Fields = []
    card = False
    for (control, verdict), part in zip(fields, parts, strict=True):
        card = card if verdict is None else verdict.category in _CARD
        if part and card:
            found.append((control, Verdict(Category.CARD_EXPIRY, 0.7, "a part of a date beside a card's number")))
        elif part and whole:
            birth = Verdict(Category.BIRTH_DATE, 0.6, "one of a day, a month and a year in a row")
            found.append((control, own(control, birth)))
        else:
            found.append((control, verdict))
    return found


def _date_part(control: Control) -> str | None:
    """The part of a date that a field is by its words or choices, when it is nothing else."""
    if control.type not in ("select", *_TYPED):
        return None
    for key in ("name", "id"):
        words = [word for word in name_words(control.attributes.get(key, "")) if not word.isdigit()]
        if words and (part := _part_of(words[-1])):
            return part
    for text in (*control.words, *control.before[-1:], *control.choices[:1]):
        if part := _part_of(text):
            return part
    return date_part(control.choices)


def _part_of(text: str) -> str | None:
    return next((_PARTS[cue] for cue in cues_of(text) if cue in _PARTS), None)


def _with_boxes(fields: Fields) -> Fields:
    """Four or more boxes of one character in a row take a code that was sent to the person."""
    found: Fields = []
    for is_box, members in groupby(fields, key=_is_single_box):
        row = list(members)
        if is_box and len(row) >= _LEAST_BOXES:
            code = Verdict(Category.ONE_TIME_CODE, 0.7, "one of a row of boxes for one character each")
            row = [(control, verdict or code) for control, verdict in row]
        found.extend(row)
    return found


_LEAST_BOXES = 4


def _is_single_box(field: tuple[Control, Verdict | None]) -> bool:
    return field[0].attributes.get("maxlength", "").strip() == "1" and field[0].type in (*_TYPED, "password")


def _continued(fields: Fields) -> Fields:
    found: Fields = []
    for control, verdict in fields:
        before = found[-1] if found else None
        found.append((control, verdict or _continuation(control, before) or _of_legend(control)))
    return found


def _continuation(control: Control, before: tuple[Control, Verdict | None] | None) -> Verdict | None:
    """The next box of the same datum: no words of its own, and of the same kind."""
    if before is None or before[1] is None or control.type != before[0].type:
        return None
    if before[1].category not in _CONTINUED and not (
        before[1].category in _IN_BOXES and _are_boxes(control, before[0])
    ):
        return None
    if control.labels or any(c.isalpha() for text in control.before for c in text):
        return None
    return Verdict(before[1].category, 0.6, "it continues the field before it")


def _are_boxes(*controls: Control) -> bool:
    sizes = [control.attributes.get("maxlength", "").strip() for control in controls]
    return all(size.isascii() and size.isdecimal() and len(size) < 3 and int(size) <= _MAX_BOX for size in sizes)


def _of_legend(control: Control) -> Verdict | None:
    """The legend speaks for fields that are parts of a date."""
    if control.type not in ("select", *_TYPED) or not control.legend:
        return None
    verdict = label_verdict(control.legend)
    return verdict._replace(confidence=0.6) if verdict and verdict.category in _CONTINUED else None


def _with_login(fields: Fields) -> Fields:
    """In a form with one password and nothing else known to log in with, the field before it is the user name."""
    passwords = [
        place for place, (_, verdict) in enumerate(fields) if verdict and verdict.category is Category.PASSWORD
    ]
    if len(passwords) != 1 or any(verdict and verdict.category in _NAMED for _, verdict in fields[: passwords[0]]):
        return fields
    for place in range(passwords[0] - 1, -1, -1):
        control, verdict = fields[place]
        if control.type in _TYPED and (verdict is None or verdict.category is Category.AUTH_TOKEN):
            login = Verdict(Category.USERNAME, 0.6, "it stands before the form's only password")
            return [*fields[:place], (control, login), *fields[place + 1 :]]
    return fields


def _names_parted(fields: Fields) -> Fields:
    """A vague name beside a field for the first or last name is the other half; beside a card number, its holder's."""
    categories = [verdict.category if verdict else None for _, verdict in fields]
    halves = {category for category in categories if category in _HALVES}
    found: Fields = []
    for place, (control, verdict) in enumerate(fields):
        beside = set(categories[max(0, place - 1) : place + 2])
        found.append((control, _better_name(verdict, halves, beside) if verdict else None))
    return found


def _better_name(verdict: Verdict, halves: set[Category], beside: set[Category | None]) -> Verdict:
    if verdict.category is not Category.FULL_NAME or verdict.confidence > 0.9:
        return verdict
    if beside & _CARD:
        return Verdict(Category.CARD_HOLDER, 0.7, "it asks for a name beside a card's number")
    if len(halves) == 1:
        other = _HALVES[next(iter(halves))]
        return Verdict(other, 0.7, "it asks for a name beside a field for the other half of it")
    return verdict
