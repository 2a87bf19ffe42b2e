"""Words for what reasons and remedies speak of."""

from collections.abc import Iterable

from tracker.phrasing import Words, gettext, message, voice
from tracker.risk.exposure import Held
from tracker.risk.weights import points
from tracker.taxonomy import TAXONOMY, Group

GROUPS = Words(
    {
        Group.CONTACT: message("how to reach you"),
        Group.IDENTITY: message("who you are"),
        Group.CREDENTIALS: message("how you get in"),
        Group.FINANCIAL: message("your money"),
        Group.LOCATION: message("where you are"),
        Group.IDENTIFIERS: message("what marks you out"),
        Group.DEVICE: message("your device"),
        Group.BEHAVIOUR: message("what you do"),
        Group.SPECIAL: message("what the law protects specially"),
        Group.WORK: message("your work"),
        Group.OTHER: message("other things"),
    }
)


def listed(held: Iterable[Held]) -> str:
    """Return the labels, the most sensitive first; several data of one kind with their number."""
    ordered = sorted(held, key=lambda one: (-points(one), TAXONOMY[one.category].label))
    return ", ".join(_counted(one) for one in ordered)


def _counted(held: Held) -> str:
    label = TAXONOMY[held.category].said
    if held.data == 1:
        return label
    return gettext("%(kind)s (%(number)s different)", kind=label, number=voice().number(held.data))
