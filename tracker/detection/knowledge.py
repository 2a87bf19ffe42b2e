"""What detection knows besides the request: the person's values, the pages' forms, the cookies that were set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.detection.cookies import CookieMemory
    from tracker.detection.forms import FormMemory
    from tracker.detection.indicators import Indicators
    from tracker.profile import Profile


@dataclass(slots=True)
class Knowledge:
    """What one process has learnt, and the person's profile. `forms` and `cookies` learn from responses."""

    profile: Profile
    indicators: Indicators
    forms: FormMemory
    cookies: CookieMemory


def knowledge_of(profile: Profile) -> Knowledge:
    """Return the knowledge to begin with: a profile, and nothing learnt yet."""
    from tracker.detection.cookies import CookieMemory
    from tracker.detection.forms import FormMemory
    from tracker.detection.indicators import Indicators

    return Knowledge(profile, Indicators(profile), FormMemory(), CookieMemory())
