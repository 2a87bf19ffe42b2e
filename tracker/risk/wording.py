"""Words for what reasons and remedies speak of."""

from collections.abc import Iterable

from tracker.risk.exposure import Held
from tracker.risk.weights import points
from tracker.taxonomy import TAXONOMY, Category, Group

GROUPS = {
    Group.CONTACT: "how to reach you",
    Group.IDENTITY: "who you are",
    Group.CREDENTIALS: "how you get in",
    Group.FINANCIAL: "your money",
    Group.LOCATION: "where you are",
    Group.IDENTIFIERS: "what marks you out",
    Group.DEVICE: "your device",
    Group.BEHAVIOUR: "what you do",
    Group.SPECIAL: "what the law protects specially",
    Group.WORK: "your work",
    Group.OTHER: "other things",
}
_YOURS = {
    Category.PAGE_VISITED: "the pages you visit",
    Category.PURCHASE: "what you bought",
    Category.MESSAGE: "your messages",
    Category.TEXT: "a text of yours",
}


def yours(category: Category) -> str:
    """Return a category as the person's own: `your e-mail address`, `data about your health`."""
    if TAXONOMY[category].group is Group.SPECIAL:
        return f"data about your {TAXONOMY[category].label}"
    return _YOURS.get(category, f"your {TAXONOMY[category].label}")


def listed(held: Iterable[Held]) -> str:
    """Return the labels, the most sensitive first; several data of one kind with their number."""
    ordered = sorted(held, key=lambda one: (-points(one), TAXONOMY[one.category].label))
    return ", ".join(
        TAXONOMY[one.category].label + (f" ({one.data} different)" if one.data > 1 else "") for one in ordered
    )


def counted(number: int, one: str, many: str) -> str:
    """Return `1 site`, `12 sites`."""
    return f"{number:,} {one if number == 1 else many}"
