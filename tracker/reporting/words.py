"""The words of a report: it is read by people who do not know the program, so that each term is said in full."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tracker.certainty import Certainty, certainty_of
from tracker.disclosure import Manner, Method, Party, hash_in
from tracker.phrasing import Words, gettext, listed, message, ngettext, voice
from tracker.taxonomy import TAXONOMY, Category
from tracker.traffic import Location

if TYPE_CHECKING:
    from tracker.reporting.summing import Span

MANNERS = Words(
    {
        Manner.SUBMITTED: message("submitted"),
        Manner.RELAYED: message("relayed"),
        Manner.PREMATURE: message("premature"),
        Manner.AMBIENT: message("ambient"),
    }
)
MANNER_NOTES = Words(
    {
        Manner.SUBMITTED: message("The person gave it to the site, by sending a form or a search."),
        Manner.RELAYED: message("The page passed it on in the background, without a step of the person's."),
        Manner.PREMATURE: message("The page passed it on before the person sent the form that it was typed into."),
        Manner.AMBIENT: message("The browser sends it by itself with each request, such as cookies and its version."),
    }
)
PARTIES = Words(
    {
        Party.FIRST: message("first party"),
        Party.THIRD: message("third party"),
        Party.UNKNOWN: message("page not known"),
    }
)
PARTY_NOTES = Words(
    {
        Party.FIRST: message("It went to the site that the person was on."),
        Party.THIRD: message("It went to another domain than that of the site that the person was on."),
        Party.UNKNOWN: message("It is not known on which page the person was."),
    }
)
LOCATIONS = Words(
    {
        Location.QUERY: message("web address, parameter"),
        Location.PATH: message("web address, path"),
        Location.FORM: message("form, field"),
        Location.MULTIPART: message("form with files, field"),
        Location.JSON: message("JSON message, field"),
        Location.BODY: message("body of the request"),
        Location.HEADER: message("header"),
        Location.COOKIE: message("cookie"),
        Location.WEBSOCKET: message("WebSocket message, field"),
    }
)
METHODS = Words(
    {
        Method.ADAPTER: message("The format of this company's requests is known."),
        Method.PROFILE: message("It is one of the person's own values."),
        Method.FORM: message("The form on the page asks for it."),
        Method.NAME: message("The name of the field says so."),
        Method.VALUE: message("The value has the form of it."),
    }
)
UNSEEN = Words(
    {
        "partial-body": message("only the first part of it was read"),
        "oversized": message("longer than what is inspected"),
        "undecodable": message("packed in a way that could not be undone"),
        "binary": message("binary data, in which only the person's own values were looked for"),
        "file": message("an uploaded file, of which only name and size were read"),
        "fault": message("the program failed on it"),
        "not-http": message("another protocol than HTTP"),
        "pinned": message("a program that accepts no inspection closed the connection"),
        "passed": message("a connection that was let through uninspected"),
    }
)
CERTAINTIES = Words(
    {
        Certainty.CERTAIN: message("certain, as far as a program can tell"),
        Certainty.VERY_LIKELY: message("very likely"),
        Certainty.LIKELY: message("likely"),
        Certainty.POSSIBLE: message("possible"),
    }
)


def moment(time: datetime) -> str:
    """Return a moment to the second, the same in all languages."""
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def minute(time: datetime) -> str:
    """Return a moment to the minute, in UTC without saying so: for tables, whose heading says it."""
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M}"


def day(time: datetime) -> str:
    """Return the day of a moment, in UTC."""
    return voice().day(time.astimezone(UTC).date())


def certainty(confidence: float) -> str:
    """Return how sure a finding is."""
    words = CERTAINTIES[certainty_of(confidence)]
    return gettext("%(words)s (%(number)s of 100)", words=words, number=round(confidence * 100))


def unseen(reason: str) -> str:
    """Return why something was not read."""
    return UNSEEN.get(reason, reason.replace("-", " "))


def disguise(encoding: tuple[str, ...]) -> str:
    """Return in what form a value travelled."""
    if not encoding:
        return gettext("readable")
    if hash_in(encoding):
        return gettext("hashed: %(steps)s", steps=" → ".join(encoding))
    return gettext("encoded: %(steps)s", steps=" → ".join(encoding))


def label(category: Category) -> str:
    """Return a category, with a capital."""
    said = TAXONOMY[category].said
    return said[:1].upper() + said[1:]


def data_of(categories: list[Category], most: int = 6) -> str:
    """Return categories in one sentence's words."""
    return listed([TAXONOMY[one].said for one in categories], most)


def pieces(number: int) -> str:
    """Return how many distinct data."""
    return ngettext("%(count)s distinct piece of personal data", "%(count)s distinct pieces of personal data", number)


def disclosures(number: int) -> str:
    """Return how many disclosures."""
    return ngettext("%(count)s disclosure", "%(count)s disclosures", number)


def companies(number: int) -> str:
    """Return how many companies."""
    return ngettext("%(count)s company", "%(count)s companies", number)


def sites(number: int) -> str:
    """Return how many sites."""
    return ngettext("%(count)s site", "%(count)s sites", number)


def hosts(number: int) -> str:
    """Return how many hosts."""
    return ngettext("%(count)s host", "%(count)s hosts", number)


def recorded(span: "Span", recipients: str, data: int, met: int) -> str:
    """Return in a sentence what went to somebody, when, and from how many sites."""
    first, last = day(span.first), day(span.last)
    parts = {"recipients": recipients, "pieces": pieces(data), "times": disclosures(span.times), "sites": sites(met)}
    if first == last:
        return gettext(
            "Recorded on %(day)s as sent to %(recipients)s: %(pieces)s, in %(times)s, from %(sites)s.",
            day=first,
            **parts,
        )
    return gettext(
        "Recorded from %(first)s to %(last)s as sent to %(recipients)s: %(pieces)s, in %(times)s, from %(sites)s.",
        first=first,
        last=last,
        **parts,
    )


def size(octets: int) -> str:
    """Return so many bytes, in the largest unit that leaves a whole number."""
    for factor, said in ((1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "kB")):
        if octets >= factor:
            return f"{voice().number(round(octets / factor))} {said}"
    return f"{voice().number(octets)} B" if octets else gettext("not known")


def left_out(shown: int, total: int, *, is_exported: bool = True) -> str:
    """Return what a table leaves out; '' where it is whole."""
    if total <= shown:
        return ""
    listed_, all_ = voice().number(shown), voice().number(total)
    if is_exported:
        return gettext("%(shown)s of %(total)s are listed; the others are in the export.", shown=listed_, total=all_)
    return gettext("%(shown)s of %(total)s are listed.", shown=listed_, total=all_)
