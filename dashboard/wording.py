"""The words for what the ledger tells by slugs: plain, short, the same on every page."""

from functools import lru_cache

from babel import Locale

from dashboard import formats
from dashboard.languages import Spoken
from tracker import phrasing
from tracker.belongings import yours
from tracker.certainty import Certainty, certainty_of
from tracker.disclosure import Manner, Method, Party, hash_in
from tracker.phrasing import Words, gettext, listed, message, sentence
from tracker.risk import INTERESTS
from tracker.taxonomy import TAXONOMY, Category, Group
from tracker.traffic import Location

__all__ = ["GROUPS", "INTERESTS", "LOCATIONS", "MANNERS", "MANNER_NOTES", "METHODS", "PARTIES", "UNSEEN", "certainty",
           "disguise", "group", "kinds", "label", "listed", "sentence", "summary", "unseen", "yours"]  # fmt: skip

GROUPS = Words(
    {
        Group.CONTACT: message("Contact"),
        Group.IDENTITY: message("Who you are"),
        Group.CREDENTIALS: message("Passwords and access"),
        Group.FINANCIAL: message("Money"),
        Group.LOCATION: message("Where you are"),
        Group.IDENTIFIERS: message("Identifiers that follow you"),
        Group.DEVICE: message("Your device"),
        Group.BEHAVIOUR: message("What you do"),
        Group.SPECIAL: message("Specially protected (GDPR article 9)"),
        Group.WORK: message("Work"),
        Group.OTHER: message("Other"),
    }
)
MANNERS = Words(
    {
        Manner.SUBMITTED: message("you sent it"),
        Manner.RELAYED: message("passed on by the page"),
        Manner.PREMATURE: message("taken before you sent it"),
        Manner.AMBIENT: message("sent by your browser"),
    }
)
MANNER_NOTES = Words(
    {
        Manner.SUBMITTED: message("You gave it to the site yourself, by sending a form."),
        Manner.RELAYED: message("The page handed it to somebody, in the background."),
        Manner.PREMATURE: message("It left while you were typing, before you sent anything."),
        Manner.AMBIENT: message("Your browser sends it by itself with every request, such as cookies and its version."),
    }
)
PARTIES = Words(
    {
        Party.FIRST: message("the site itself"),
        Party.THIRD: message("third party"),
        Party.UNKNOWN: message("page unknown"),
    }
)
CERTAINTIES = Words(
    {
        Certainty.CERTAIN: message("certain"),
        Certainty.VERY_LIKELY: message("very likely"),
        Certainty.LIKELY: message("likely"),
        Certainty.POSSIBLE: message("possible"),
    }
)
LOCATIONS = Words(
    {
        Location.QUERY: message("in the web address"),
        Location.PATH: message("in the path of the web address"),
        Location.FORM: message("in a form"),
        Location.MULTIPART: message("in a form with files"),
        Location.JSON: message("in a JSON message"),
        Location.BODY: message("in the body"),
        Location.HEADER: message("in a header"),
        Location.COOKIE: message("in a cookie"),
        Location.WEBSOCKET: message("in a WebSocket message"),
    }
)
METHODS = Words(
    {
        Method.ADAPTER: message("this company's format is known"),
        Method.PROFILE: message("it is a value from your profile"),
        Method.FORM: message("the form on the page asks for it"),
        Method.NAME: message("the field's name says so"),
        Method.VALUE: message("the value looks like it"),
    }
)
UNSEEN = Words(
    {
        "partial-body": message("only the first part was captured"),
        "oversized": message("more than is inspected"),
        "undecodable": message("packed in a way that could not be undone"),
        "binary": message("binary data: only your own values were looked for"),
        "file": message("an uploaded file: only its name and size were read"),
        "fault": message("Tracker itself failed on it"),
        "not-http": message("another protocol than HTTP inside the connection"),
        "pinned": message("the program trusts nobody but its maker, and closed the connection"),
        "passed": message("passed through unread"),
    }
)
"""Why something was not read: `tracker.detection.unseen` has the list; the last four are of live capture."""


def label(category: Category) -> str:
    """Return a category in plain words: `e-mail address`."""
    return TAXONOMY[category].said


def group(category: Category) -> str:
    """Return in plain words what a category belongs to."""
    return GROUPS[TAXONOMY[category].group]


def unseen(reason: str) -> str:
    """Return in words why something was not read."""
    return UNSEEN.get(reason, reason.replace("-", " "))


def certainty(confidence: float) -> str:
    """Return how sure a finding is, in words and in per cent."""
    words = CERTAINTIES[certainty_of(confidence)]
    return gettext("%(words)s (%(share)s)", words=words, share=formats.share(confidence))


def disguise(encoding: tuple[str, ...]) -> str:
    """Return what hides a value from the eye, in words: '' where nothing does."""
    if found := hash_in(encoding):
        return gettext("hashed (%(how)s)", how=found)
    return gettext("encoded (%(how)s)", how=" → ".join(encoding)) if encoding else ""


def kinds(categories: tuple[Category, ...]) -> str:
    """Return categories in plain words, most by name."""
    return _named(categories, 9)


def summary(categories: tuple[Category, ...]) -> str:
    """Return categories in plain words, the first few by name."""
    return _named(categories, 4)


def _named(categories: tuple[Category, ...], most: int) -> str:
    spoken = phrasing.voice()
    if isinstance(spoken, Spoken):
        return _remembered(categories, most, spoken.locale)
    return _listed(categories, most)


def _listed(categories: tuple[Category, ...], most: int) -> str:
    return listed([label(category) for category in categories], most)


@lru_cache(8192)  # hundreds of companies on a page got the same
def _remembered(categories: tuple[Category, ...], most: int, _manner: Locale) -> str:
    return _listed(categories, most)
