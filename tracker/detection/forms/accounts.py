"""The account's name: what one signs in with, whatever kind of name the site takes for it.

The standard has one word for it, also where the name is an e-mail address: `username`
(https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#attr-fe-autocomplete-username), and password
managers fill it in as such.
"""

from tracker.detection.forms.controls import Control
from tracker.detection.forms.cues import Cue, cues_in
from tracker.detection.forms.purposes import TYPED, Fields, identifiers
from tracker.detection.forms.weighing import read_as
from tracker.detection.names import label_verdict
from tracker.detection.names.segmentation import words_of
from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category

_ACCOUNT_NUMBERS = frozenset({Category.NATIONAL_ID, Category.TAX_ID})
_DOUBTFUL = frozenset({Category.AUTH_TOKEN, Category.FULL_NAME})


def with_account_name(fields: Fields) -> list[Verdict | None]:
    """Return the verdicts of a sign-in form's fields, with the account's name as such."""
    verdicts = [verdict for _, verdict in fields]
    for place in _places(fields):
        verdicts[place] = _as_name(verdicts[place])
    return verdicts


def _places(fields: Fields) -> list[int]:
    """Fields that may take a name; where none is known, the one right before the password."""
    known = identifiers(fields)
    last = max((place for place, field in enumerate(fields) if _is_password(field)), default=None)
    if last is None:
        return known
    before = [place for place in known if place < last] or known
    if before:
        return before
    numbers = [place for place in range(last) if _is_of(fields[place], _ACCOUNT_NUMBERS)]
    others = [place for place in range(last) if _is_of(fields[place], _DOUBTFUL)]
    return numbers[:1] or others[-1:]


def _is_of(field: tuple[Control, Verdict | None], categories: frozenset[Category]) -> bool:
    control, verdict = field
    return control.type in TYPED and verdict is not None and verdict.category in categories


def with_ids(fields: Fields) -> list[Verdict | None]:
    """Return the verdicts of a sign-up form's fields: where no name is asked for otherwise, an “ID” is one."""
    verdicts = [verdict for _, verdict in fields]
    if not any(_is_password(field) for field in fields) or _has(verdicts, Category.USERNAME):
        return verdicts
    for place, (control, verdict) in enumerate(fields):
        if verdict is None and control.type in TYPED and _is_called_id(control):
            verdicts[place] = Verdict(Category.USERNAME, 0.6, "it is called an ID in a form that opens an account")
            break
    return verdicts


def with_address(fields: Fields, language: str | None) -> list[Verdict | None]:
    """Return the verdicts of a sign-up form's fields: “E-mail (user name)” is the address, if no other is asked for."""
    verdicts = [verdict for _, verdict in fields]
    if _has([verdict for control, verdict in fields if not _is_again(control)], Category.EMAIL_ADDRESS):
        return verdicts
    for place, (control, verdict) in enumerate(fields):
        if verdict and verdict.category is Category.USERNAME:
            said = (read_as(Category.EMAIL_ADDRESS, text, language) for text in control.words)
            verdicts[place] = next(filter(None, said), verdict)
    return verdicts


def _is_again(control: Control) -> bool:
    """Whether it asks for the same as another field."""
    return any(Cue.AGAIN in cues_in(text) for text in (*control.words, control.attributes.get("name", "")))


def _has(verdicts: list[Verdict | None], category: Category) -> bool:
    return any(verdict and verdict.category is category for verdict in verdicts)


def _is_called_id(control: Control) -> bool:
    said = [words_of(text) for text in (*control.labels, *control.before[-1:])][:1]
    return bool(said) and said[0][-1:] == ("id",) and len(said[0]) <= _MAX_NAME


_MAX_NAME = 3  # words: `Example ID`


def with_names(fields: Fields, language: str | None) -> list[Verdict | None]:
    """Return the verdicts of a form that opens no account: what reads “name” is no account's, whatever it is called."""
    return [_as_persons(control, verdict, language) for control, verdict in fields]


def _as_persons(control: Control, verdict: Verdict | None, language: str | None) -> Verdict | None:
    if verdict is None or verdict.category is not Category.USERNAME:
        return verdict
    said = (label_verdict(text, language) for text in (*control.words, *control.before[-1:]))
    return next((read for read in said if read and read.category in _NAMES), verdict)


_NAMES = frozenset({Category.FULL_NAME, Category.FIRST_NAME, Category.LAST_NAME})


def _is_password(field: tuple[Control, Verdict | None]) -> bool:
    return field[1] is not None and field[1].category is Category.PASSWORD


def _as_name(verdict: Verdict | None) -> Verdict:
    if verdict is None or verdict.category in _DOUBTFUL:
        return Verdict(Category.USERNAME, 0.6, "it stands before the only password of a sign-in form")
    if verdict.category is Category.USERNAME:
        return verdict
    words = f"it is the account's name in a sign-in form; {verdict.reasoning}"
    return Verdict(Category.USERNAME, verdict.confidence, words)
