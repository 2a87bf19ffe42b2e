"""What a name, a form or a value says about a field, before it becomes a finding."""

from typing import NamedTuple

from tracker.taxonomy import Category


class Verdict(NamedTuple):
    """A category with its confidence (0 to 1) and one sentence of reasoning that holds no raw value.

    `value` is the part that the verdict speaks of, where that is not the field's whole value (an address inside a
    longer text) or where there is one spelling for all (a phone number in E.164); it never appears in the verdict's
    repr.
    """

    category: Category
    confidence: float
    reasoning: str
    value: str | None = None

    def __repr__(self) -> str:
        return f"Verdict({self.category.value}, {self.confidence}, {self.reasoning!r})"
