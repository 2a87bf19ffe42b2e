"""One thing that deserves attention: what it is, whom it is about, how weighty, how sure, and what can be done."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from tracker.disclosure import Manner
from tracker.taxonomy import Category


class Kind(StrEnum):
    """Why something deserves attention, the weightiest first. The slugs are a promise to users' scripts."""

    SECRET = "secret"  # noqa: S105 - a password, card or code went to a third party
    FAULT = "fault"  # not all is recorded
    SPECIAL = "special"  # of the special categories (GDPR, article 9), to a third party
    DECLARED = "declared"  # a value that the person named in their profile, to a third party
    PREMATURE = "premature"  # taken before the person submitted it
    SAME_PASSWORD = "same_password"  # noqa: S105 - the name of a kind
    UNENCRYPTED = "unencrypted"  # over plain HTTP
    LEARNT = "learnt"  # a value that was learnt from a form, passed on to a third party
    DISGUISED = "disguised"  # a company behind a site's own name
    RISKY = "risky"  # a new company of high risk
    WEAK_PASSWORD = "weak_password"  # noqa: S105 - the name of a kind
    SHARED = "shared"  # an identifier that several companies got
    UNSEEN = "unseen"  # much more could not be read than before

    @property
    def weight(self) -> float:
        """What an item of this kind weighs at least. None weighs ten more: a graver kind always goes before."""
        return _WEIGHTS[self]


_WEIGHTS = {kind: 10.0 * place for place, kind in enumerate(reversed(Kind))}


class Action(StrEnum):
    """What a person can do, with what the product has today, in their browser, or by a letter."""

    LOOK = "look"  # at the proof, down to the field
    TRAIL = "trail"  # follow the datum
    WRITE = "write"  # to the company's privacy contact
    BLOCK = "block"  # in the browser
    ENCRYPT = "encrypt"  # the browser's HTTPS-only mode
    CHANGE_PASSWORD = "change_password"  # noqa: S105 - the name of advice
    DELETE_ACCOUNT = "delete_account"
    RATE = "rate"
    CORRECT = "correct"  # where the company is not who we say
    FORGET = "forget"
    MEND = "mend"  # `tracker doctor`


class Named(NamedTuple):
    """A company; `slug` is its domain where it is not known."""

    slug: str
    name: str


class Step(NamedTuple):
    """One thing that can be done. `command` does it in the terminal; `address` is a mail address or a page elsewhere;
    `vendor` and `datum` are what it is about. None where it has none.
    """

    action: Action
    vendor: Named | None = None
    datum: int | None = None
    command: str | None = None
    address: str | None = None


class Item(NamedTuple):
    """One thing that deserves attention. All hits of one kind (and category, where one is named) are one item.

    `vendors`, `sites` and `data` (ids) are the first few, the most recent first, with how many there are in all; no
    value is among them. `confidence` is that of the least sure hit, None where the kind knows none: it was counted,
    not guessed, or is a judgement. `is_partial`: there were more than were looked at. `details` are what the sentence
    needs besides: a fault's words, a risk's first reason. `before` is what `times` was at the last visit.
    """

    kind: Kind
    weight: float
    times: int
    first: datetime | None = None
    last: datetime | None = None
    category: Category | None = None
    vendors: tuple[Named, ...] = ()
    vendor_count: int = 0
    sites: tuple[str, ...] = ()
    site_count: int = 0
    data: tuple[int, ...] = ()
    data_count: int = 0
    manners: tuple[Manner, ...] = ()
    is_plain: bool = False
    confidence: float | None = None
    is_partial: bool = False
    details: tuple[str, ...] = ()
    before: int | None = None
    steps: tuple[Step, ...] = ()
