"""What detection knows besides the request: the person's values, the pages' forms, the cookies that were set."""

from dataclasses import dataclass, field

from tracker.detection.adapters.known import host_index
from tracker.detection.cookies import CookieMemory
from tracker.detection.cookies.judging import Seen
from tracker.detection.cookies.names import known_cookie, traveller
from tracker.detection.forms import FormMemory
from tracker.detection.forms.cues import builtin as cues
from tracker.detection.indicators import Indicators
from tracker.detection.names import name_verdict
from tracker.detection.verdict import Verdict
from tracker.disclosure import Finding
from tracker.navigations import Navigations
from tracker.profile import Profile
from tracker.remembering import Remembered
from tracker.traffic import Field

_CAPACITY = 8 << 20  # characters


@dataclass(slots=True)
class Judgement:
    """What was judged of a field by its name and value. `field` stays alive with it, so that its identity is its own.

    `may_identify`: whether another party's identifier may travel in it. `as_identifier` is what is found in a cookie
    whose last verdict was `verdict`. `seen` is what its memory has of it at `recipient`, once that has `settled`.
    """

    field: Field
    found: tuple[Finding, ...]
    is_cookie: bool
    may_identify: bool
    verdict: Verdict | None = None
    as_identifier: tuple[Finding, ...] = ()
    seen: Seen | None = None
    recipient: str = ""
    settled: int = 0


type Judgements = Remembered[int, Judgement]


@dataclass(slots=True)
class Knowledge:
    """What one process has learnt, and the person's profile. `forms` and `cookies` learn from responses.

    `judgements` are what was judged before, by the identity of the field: browsers send the same again and again. A
    profile with another country needs new knowledge. `navigations` are the pages that were opened.
    """

    profile: Profile
    indicators: Indicators
    forms: FormMemory
    cookies: CookieMemory
    judgements: Judgements = field(default_factory=lambda: Remembered(_CAPACITY), repr=False)
    navigations: Navigations = field(default_factory=Navigations, repr=False)


def knowledge_of(profile: Profile) -> Knowledge:
    """Return the knowledge to begin with: a profile, and nothing learnt yet."""
    return Knowledge(profile, Indicators(profile), FormMemory(), CookieMemory())


def load() -> None:
    """Read the data files now rather than when the first request needs them."""
    name_verdict("name")
    known_cookie("name", "shop.example")
    traveller("name")
    host_index()
    cues()
