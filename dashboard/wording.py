"""The words for what the ledger tells by slugs: plain, short, the same on every page."""

from tracker.disclosure import Manner, Method, Party
from tracker.risk import INTERESTS
from tracker.risk.wording import yours
from tracker.taxonomy import TAXONOMY, Category, Group
from tracker.traffic import Location

__all__ = ["GROUPS", "INTERESTS", "LOCATIONS", "MANNERS", "MANNER_NOTES", "METHODS", "PARTIES", "UNSEEN", "certainty",
           "disguise", "group", "label", "listed", "sentence", "summary", "unseen", "yours"]  # fmt: skip

GROUPS = {
    Group.CONTACT: "Contact",
    Group.IDENTITY: "Who you are",
    Group.CREDENTIALS: "Passwords and access",
    Group.FINANCIAL: "Money",
    Group.LOCATION: "Where you are",
    Group.IDENTIFIERS: "Identifiers that follow you",
    Group.DEVICE: "Your device",
    Group.BEHAVIOUR: "What you do",
    Group.SPECIAL: "Specially protected (GDPR article 9)",
    Group.WORK: "Work",
    Group.OTHER: "Other",
}
MANNERS = {
    Manner.SUBMITTED: "you sent it",
    Manner.RELAYED: "passed on by the page",
    Manner.PREMATURE: "taken before you sent it",
    Manner.AMBIENT: "sent by your browser",
}
MANNER_NOTES = {
    Manner.SUBMITTED: "You gave it to the site yourself, by sending a form.",
    Manner.RELAYED: "The page handed it to somebody, in the background.",
    Manner.PREMATURE: "It left while you were typing, before you sent anything.",
    Manner.AMBIENT: "Your browser sends it by itself with every request, such as cookies and its version.",
}
PARTIES = {Party.FIRST: "the site itself", Party.THIRD: "third party", Party.UNKNOWN: "page unknown"}
LOCATIONS = {
    Location.QUERY: "in the web address",
    Location.PATH: "in the path of the web address",
    Location.FORM: "in a form",
    Location.MULTIPART: "in a form with files",
    Location.JSON: "in a JSON message",
    Location.BODY: "in the body",
    Location.HEADER: "in a header",
    Location.COOKIE: "in a cookie",
    Location.WEBSOCKET: "in a WebSocket message",
}
METHODS = {
    Method.ADAPTER: "this company's format is known",
    Method.PROFILE: "it is a value from your profile",
    Method.FORM: "the form on the page asks for it",
    Method.NAME: "the field's name says so",
    Method.VALUE: "the value looks like it",
}
UNSEEN = {
    "partial-body": "only the first part was captured",
    "oversized": "more than is inspected",
    "undecodable": "packed in a way that could not be undone",
    "binary": "binary data: only your own values were looked for",
    "file": "an uploaded file: only its name and size were read",
    "fault": "Tracker itself failed on it",
    "not-http": "another protocol than HTTP inside the connection",
    "pinned": "the program trusts nobody but its maker, and closed the connection",
}
"""Why something was not read: `tracker.detection.unseen` has the list; the last three are of live capture."""
_HASHES = ("md", "sha", "blake", "crc", "murmur", "ripemd", "whirlpool")


def label(category: Category) -> str:
    """Return a category in plain words: `e-mail address`."""
    return TAXONOMY[category].label


def group(category: Category) -> str:
    """Return in plain words what a category belongs to."""
    return GROUPS[TAXONOMY[category].group]


def unseen(reason: str) -> str:
    """Return in words why something was not read."""
    return UNSEEN.get(reason, reason.replace("-", " "))


def sentence(text: str) -> str:
    """Return a text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def certainty(confidence: float) -> str:
    """Return how sure a finding is, in words and in per cent."""
    words = next(words for least, words in _CERTAINTIES if confidence >= least)
    return f"{words} ({confidence:.0%})"


_CERTAINTIES = ((0.95, "certain"), (0.8, "very likely"), (0.6, "likely"), (0.0, "possible"))


def disguise(encoding: tuple[str, ...]) -> str:
    """Return what hides a value from the eye, in words: '' where nothing does."""
    hashes = [step for step in encoding if step.startswith(_HASHES)]
    if hashes:
        return f"hashed ({hashes[-1]})"
    return f"encoded ({' → '.join(encoding)})" if encoding else ""


def summary(categories: tuple[Category, ...]) -> str:
    """Return categories in plain words, the first few by name."""
    return listed([label(category) for category in categories], 4)


def listed(words: list[str], most: int = 3) -> str:
    """Return words as a person lists them: `a, b and 2 more`."""
    if len(words) > most:
        words = [*words[: most - 1], f"{len(words) - most + 1} more"]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
