"""What fields say of their neighbours in the same form.

`name` beside a last name is the first; what stands before a password is what one logs in with; day, month and year in a
row are a birth date, and month and year after a card number its expiry.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tracker.detection.forms.layout import Control
from tracker.detection.names import label_verdict, name_words
from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category

_CONTINUED = frozenset({Category.BIRTH_DATE, Category.CARD_EXPIRY, Category.PHONE_NUMBER})
_HALVES = {Category.LAST_NAME: Category.FIRST_NAME, Category.FIRST_NAME: Category.LAST_NAME}
_CARD = frozenset({Category.CARD_NUMBER, Category.CARD_EXPIRY, Category.CARD_SECURITY_CODE, Category.CARD_HOLDER})
_LOGINS = frozenset({Category.EMAIL_ADDRESS, Category.USERNAME, Category.PHONE_NUMBER})
_TYPED = frozenset({"text", "email", "tel", "number"})
_DATE_WORDS = {
    part: frozenset(words.split())
    for part, words in {
        "day": "day dd d days jour jj tag tt dia giorno gg dag den dzien nap gun",
        "month": "month mm m mon months mois monat mes mese maand miesiac mesic manad maned honap ay",
        "year": "year yy yyyy y years annee aa aaaa jahr jj jjjj ano anno jaar rok ar ev yil",
    }.items()
}

type Fields = list[tuple[Control, Verdict | None]]


def with_parts(controls: Sequence[Control], verdicts: Sequence[Verdict | None]) -> list[Verdict | None]:
    """Return the verdicts, corrected and completed by what the other fields of the same form say."""
    found: list[Verdict | None] = []
    for _, members in groupby(zip(controls, verdicts, strict=True), key=lambda pair: pair[0].form):
        found.extend(_completed(list(members)))
    return found


def _completed(fields: Fields) -> Iterator[Verdict | None]:
    fields = _with_dates(fields)
    fields = _continued(fields)
    fields = _with_login(fields)
    return (verdict for _, verdict in _names_parted(fields))


def _with_dates(fields: Fields) -> Fields:
    """Month and year behind a card number; else day, month and year all three."""
    parts = [_date_part(control) if verdict is None else None for control, verdict in fields]
    whole = {part for part in parts if part} == {"day", "month", "year"}
    found: Fields = []
    card = False
    for (control, verdict), part in zip(fields, parts, strict=True):
        card = card if verdict is None else verdict.category in _CARD
        if part and card:
            found.append((control, Verdict(Category.CARD_EXPIRY, 0.7, "a part of a date beside a card's number")))
        elif part and whole:
            found.append((control, Verdict(Category.BIRTH_DATE, 0.6, "one of a day, a month and a year in a row")))
        else:
            found.append((control, verdict))
    return found


def _date_part(control: Control) -> str | None:
    """The part of a date that a field's name or id is, when it is nothing else."""
    for key in ("name", "id"):
        words = [word for word in name_words(control.attributes.get(key, "")) if not word.isdigit()]
        for part, known in _DATE_WORDS.items():
            if words and words[-1] in known and control.type in ("select", *_TYPED):
                return part
    return None


def _continued(fields: Fields) -> Fields:
    found: Fields = []
    for control, verdict in fields:
        before = found[-1] if found else None
        found.append((control, verdict or _continuation(control, before) or _of_legend(control)))
    return found


def _continuation(control: Control, before: tuple[Control, Verdict | None] | None) -> Verdict | None:
    """The next box of the same datum: no words of its own, and of the same kind."""
    if before is None or before[1] is None or before[1].category not in _CONTINUED or control.type != before[0].type:
        return None
    if control.labels or any(c.isalpha() for text in control.before for c in text):
        return None
    return Verdict(before[1].category, 0.6, "it continues the field before it")


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
    if len(passwords) != 1 or any(verdict and verdict.category in _LOGINS for _, verdict in fields):
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
