"""What detection knows besides the request: the person's values, the pages' forms, the cookies that were set."""

from dataclasses import dataclass, field

from tracker.detection.cookies import CookieMemory
from tracker.detection.forms import FormMemory
from tracker.detection.indicators import Indicators
from tracker.detection.remembering import Remembered
from tracker.detection.verdict import Verdict
from tracker.disclosure import Finding
from tracker.profile import Profile
from tracker.traffic import Location

type Judgements = Remembered[tuple[Location, str, str], tuple[Finding, ...]]
type CookieFindings = Remembered[tuple[Verdict, str, str], tuple[Finding, ...]]
_CAPACITY = 8 << 20  # characters


@dataclass(slots=True)
class Knowledge:
    """What one process has learnt, and the person's profile. `forms` and `cookies` learn from responses.

    `judgements` and `cookie_findings` are what was judged before: browsers send the same again and again. A profile
    with another country needs new knowledge.
    """

    profile: Profile
    indicators: Indicators
    forms: FormMemory
    cookies: CookieMemory
    judgements: Judgements = field(default_factory=lambda: Remembered(_CAPACITY), repr=False)
    cookie_findings: CookieFindings = field(default_factory=lambda: Remembered(_CAPACITY), repr=False)


def knowledge_of(profile: Profile) -> Knowledge:
    """Return the knowledge to begin with: a profile, and nothing learnt yet."""
    return Knowledge(profile, Indicators(profile), FormMemory(), CookieMemory())
