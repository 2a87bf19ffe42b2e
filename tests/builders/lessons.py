"""Findings and lessons for tests, with good defaults."""

from datetime import datetime
from typing import Any

from tests.builders.records import MAIL, NOON
from tracker.disclosure import Evidence, Finding, Method, Party
from tracker.learning import Lesson
from tracker.profile import Value
from tracker.sites import Context
from tracker.taxonomy import Category
from tracker.traffic import Location

SHOP = Context("shop.example", "shop.example", Party.FIRST, is_navigation=False)


def a_finding(
    category: Category = Category.EMAIL_ADDRESS,
    value: str = MAIL,
    path: str = "",
    location: Location = Location.FORM,
    **changes: Any,
) -> Finding:
    """Marie Dupont's e-mail address in a form's field of that name."""
    given: dict[str, Any] = {"method": Method.FORM, "confidence": 0.95, "reasoning": "its type is “email”"}
    return Finding(category, value, Evidence(location, path or category.value, **(given | changes)))


def a_lesson(
    value: str = MAIL,
    category: Category = Category.EMAIL_ADDRESS,
    origin: str = "shop.example",
    time: datetime = NOON,
) -> Lesson:
    """Marie Dupont's e-mail address, learnt in the shop."""
    return Lesson(Value(category, value, origin), time)
