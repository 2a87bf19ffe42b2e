"""Ways that data took, with good defaults."""

from datetime import timedelta
from typing import Any

from tests.builders.records import NOON
from tracker.attention import Passage, Whose
from tracker.disclosure import Manner, Party
from tracker.taxonomy import Category


def a_passage(**changes: Any) -> Passage:
    """Marie Dupont's declared e-mail address, passed on by the shop's page to an advertising company, for sure."""
    given: dict[str, Any] = {
        "vendor": "adpix",
        "name": "Adpix",
        "is_known": True,
        "trade": "advertising",
        "host": "px.adpix.test",
        "site": "shop.example",
        "datum": 1,
        "category": Category.EMAIL_ADDRESS,
        "whose": Whose.DECLARED,
        "manner": Manner.RELAYED,
        "party": Party.THIRD,
        "is_plain": False,
        "first": NOON,
        "last": NOON + timedelta(hours=1),
        "times": 2,
        "confidence": 0.9,
        "site_confidence": 0.95,
    }
    return Passage(**(given | changes))
