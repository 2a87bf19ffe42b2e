"""What a name, a form or a value says about a field, before it becomes a finding."""

from typing import NamedTuple

from tracker.taxonomy import Category


class Verdict(NamedTuple):
    """A category with its confidence (0 to 1) and one sentence of reasoning that holds no raw value."""

    category: Category
    confidence: float
    reasoning: str
