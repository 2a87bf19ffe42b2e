"""What a form is for, from its fields, from the words of its buttons, headings and links, and from its name.

Password managers tell sign-in from sign-up in this way; what counts for what is our own judgement. A form with one
password and few other fields signs in, one with two passwords signs up; words decide what fields leave open.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum

from tracker.detection.forms.controls import Control, Form
from tracker.detection.forms.cues import Cue, Cues, cues_in, cues_in_name
from tracker.detection.verdict import Verdict
from tracker.taxonomy import TAXONOMY, Category, Group

type Fields = Sequence[tuple[Control, Verdict | None]]
type Scores = defaultdict[Purpose, float]


class Purpose(StrEnum):
    """What a form is for."""

    SIGN_IN = "sign-in"
    SIGN_UP = "sign-up"
    RECOVERY = "forgotten password"
    NEWSLETTER = "newsletter"
    CHECKOUT = "checkout"
    SEARCH = "search"
    CONTACT = "contact"
    CODE = "one-time code"
    OTHER = "other"


LOGINS = frozenset({Category.EMAIL_ADDRESS, Category.USERNAME, Category.PHONE_NUMBER})
TYPED = frozenset({"text", "email", "tel", "number", "url"})
_CARD = frozenset({Category.CARD_NUMBER, Category.CARD_SECURITY_CODE, Category.CARD_HOLDER, Category.CARD_EXPIRY})
_PERSONAL = frozenset(
    category
    for category, term in TAXONOMY.items()
    if term.group in (Group.IDENTITY, Group.CONTACT, Group.WORK)
    and category not in LOGINS | {Category.NATIONAL_ID, Category.TAX_ID, Category.COUNTRY}
)
_OF_CUE = {
    Cue.SIGN_IN: Purpose.SIGN_IN,
    Cue.SIGN_UP: Purpose.SIGN_UP,
    Cue.RECOVERY: Purpose.RECOVERY,
    Cue.NEWSLETTER: Purpose.NEWSLETTER,
    Cue.CHECKOUT: Purpose.CHECKOUT,
    Cue.SEARCH: Purpose.SEARCH,
    Cue.CONTACT: Purpose.CONTACT,
    Cue.CODE: Purpose.CODE,
}
_NAMING = ("role", "id", "class", "name", "action", "aria-label", "data-testid", "data-qa", "ng-submit")
_MAX_FIELDS = 60  # that are asked for their names and labels
_ENOUGH = 2.0
_TWO_NAMES = frozenset({Category.EMAIL_ADDRESS, Category.USERNAME})


def purpose_of(form: Form, fields: Fields, title: str) -> Purpose:
    """Return what a form with these fields is for. `title` is the page's."""
    passwords = _passwords(fields)
    if _are_apart(fields, passwords):
        passwords = passwords[-1:]
    scores: Scores = defaultdict(float)
    _hear(scores, form, fields, title)
    if passwords:
        _weigh_passwords(scores, form, fields, passwords)
    else:
        _weigh_others(scores, form, fields)
    best = max(scores, key=lambda purpose: (scores[purpose], purpose is Purpose.SIGN_IN), default=Purpose.OTHER)
    return best if scores[best] >= _ENOUGH else Purpose.OTHER


def identifiers(fields: Fields) -> list[int]:
    """Return the places of the fields that may take the account's name."""
    return [
        place
        for place, (control, verdict) in enumerate(fields)
        if control.type in TYPED and verdict and verdict.category in LOGINS
    ]


def _passwords(fields: Fields) -> list[Control]:
    found = [control for control, verdict in fields if verdict and verdict.category is Category.PASSWORD]
    masked = [control for control in found if control.type == "password"] or found
    return [control for control in masked if not is_out_of_sight(control)] or masked


def _are_apart(fields: Fields, passwords: list[Control]) -> bool:
    """Whether an account's name stands between the passwords: each signs in on its own."""
    if len(passwords) < 2 or _are_chosen(passwords):
        return False
    places = [place for place, (control, _) in enumerate(fields) if control is passwords[0] or control is passwords[-1]]
    return any(places[0] < place < places[-1] for place in identifiers(fields))


def is_out_of_sight(control: Control) -> bool:
    """Return whether the field itself is styled away: a decoy, or shown later."""
    style = control.attributes.get("style", "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or "hidden" in control.attributes


def _hear(scores: Scores, form: Form, fields: Fields, title: str) -> None:
    """What the words say; the same words in more places of a kind count once."""
    named = " ".join(form.attributes[key] for key in _NAMING if key in form.attributes)
    first = fields[0][0].before if fields else ()
    sending = form.submits or form.buttons
    main, others = _of_buttons(sending[:1]), _of_buttons(sending[1:])
    _add(scores, main, 3)
    _add(scores, others - main, 2)
    _add(scores, _of_buttons(form.buttons) - others - main, 1.5)
    _add(scores, _all(form.headings), 2)
    _add(scores, cues_in(form.above), 1.5)
    _add(scores, _all(first), 1)
    _add(scores, cues_in_name(named[:300]), 2)
    _add(scores, cues_in(title), 1)
    _add(scores, _of_names(fields), 1)


def _add(scores: Scores, cues: Iterable[Cue], weight: float) -> None:
    for cue in cues:
        if cue in _OF_CUE:
            scores[_OF_CUE[cue]] += weight


def _all(texts: Iterable[str]) -> Cues:
    return frozenset(cue for text in texts for cue in cues_in(text))


def _of_buttons(texts: Iterable[str]) -> Cues:
    """Signing in by somebody else's account stands beside every form."""
    heard = (cues_in(text) for text in texts)
    return frozenset(cue for cues in heard if Cue.SOCIAL not in cues for cue in cues)


def _of_names(fields: Fields) -> Cues:
    return frozenset(
        cue
        for control, _ in fields[:_MAX_FIELDS]
        if control.type in TYPED or control.type == "password"
        for key in ("id", "name")
        if key in control.attributes
        for cue in cues_in_name(control.attributes[key])
    )


def _weigh_passwords(scores: Scores, form: Form, fields: Fields, passwords: list[Control]) -> None:
    """An account is opened or entered: which, the fields and links tell."""
    links = _all((*form.links, *form.buttons))
    asked = {verdict.category for _, verdict in fields if verdict}
    tokens = {token for control in passwords for token in control.attributes.get("autocomplete", "").lower().split()}
    ticks = _all(
        text for control, _ in fields if control.type == "checkbox" for text in control.words or control.before
    )
    chosen = _are_chosen(passwords)
    signs_in = 2.0 * (len(passwords) == 1) + 3 * ("current-password" in tokens) + (Cue.REMEMBER in ticks)
    signs_in += 1.5 * (Cue.RECOVERY in links) + (Cue.SIGN_UP in links)
    signs_up = 5.0 * (len(passwords) > 1) + 3 * ("new-password" in tokens) + (Cue.SIGN_IN in links)
    signs_up += 2 * min(2, len(asked & _PERSONAL)) + 2 * chosen + 5 * (asked >= _TWO_NAMES)
    scores[Purpose.SIGN_IN] += signs_in
    scores[Purpose.SIGN_UP] += signs_up
    if len(passwords) == 1 and not (chosen or "new-password" in tokens):
        scores.pop(Purpose.RECOVERY, None)  # who forgot the password is not asked for it: a button leads there
    if asked & _CARD:
        scores[Purpose.CHECKOUT] += 4
    for purpose in (Purpose.NEWSLETTER, Purpose.SEARCH, Purpose.CODE, Purpose.CONTACT):
        scores.pop(purpose, None)


def _are_chosen(passwords: list[Control]) -> bool:
    """Whether words ask for a password that is new."""
    return Cue.CHOOSING in _all(text for control in passwords for text in _about(control))


def _about(control: Control) -> tuple[str, ...]:
    names = (control.attributes.get(key, "") for key in ("name", "id"))
    return (*control.words, *control.described, *control.before[-1:], *names)


def _weigh_others(scores: Scores, form: Form, fields: Fields) -> None:
    """Without a password, only a form with nothing but the account's name signs in: the first of several steps."""
    asked = [verdict.category for _, verdict in fields if verdict]
    if set(asked) & _CARD:
        scores[Purpose.CHECKOUT] += 4
    if Category.MESSAGE in asked:
        scores[Purpose.CONTACT] += 3
    if Category.SEARCH_QUERY in asked:
        scores[Purpose.SEARCH] += 3
    if Category.ONE_TIME_CODE in asked:
        scores[Purpose.CODE] += 3
    if len(identifiers(fields)) != 1 or set(asked) - LOGINS:
        scores.pop(Purpose.SIGN_IN, None)
        return
    beside = _all((*form.links, *form.buttons))
    named = Category.USERNAME in asked or _is_username(fields)
    scores[Purpose.SIGN_IN] += 1.5 * (Cue.RECOVERY in beside) + named
    if scores[Purpose.SIGN_IN] and Cue.NEXT in _all(form.submits) | beside:
        scores[Purpose.SIGN_IN] += 1


def _is_username(fields: Fields) -> bool:
    """Whether the standard's token says that one field takes the account's name."""
    return any("username" in control.attributes.get("autocomplete", "").lower().split() for control, _ in fields)
