"""Who a vendor is, as facts in words, each with its source; what nobody knows is said to be not known."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from dashboard import companies, formats
from dashboard.wording import sentence
from tracker.ledger.rating import Rated
from tracker.risk.countries import in_words
from tracker.upstream.dossier import Breach, Contact, Dossier

_NOT_KNOWN = "not known"
_SCHEMES = {"http", "https", "mailto"}
_MOST_BREACHES = 10


class Said(NamedTuple):
    """A piece of a fact; `link` leads outside, and only to the web or to an e-mail."""

    text: str
    link: str | None = None


class Fact(NamedTuple):
    """What is known under one heading, and who says so."""

    heading: str
    said: tuple[Said, ...]
    source: Said | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything is."""
        return self.said != (Said(_NOT_KNOWN),)


def facts_of(row: Rated, told: Dossier) -> Iterator[Fact]:
    """Yield the facts about a vendor, in the order in which a person asks for them."""
    own = _own_source(told)
    yield _fact("Who says so", *map(Said, told.rules))
    yield _fact("Legal name", *_texts(told.legal_name), source=own)
    yield _fact("Part of", *_texts(row.parent and companies.name_of(row.parent)))
    yield _fact("What it does", *_texts(row.kind and sentence(companies.in_words(row.kind))))
    yield _fact("Country", *_texts(row.country and _country(row.country)), source=own if row.country else None)
    yield _fact("Website", *_links(told.website), source=own)
    yield _fact("Privacy page", *_links(told.privacy_page), source=own)
    yield _fact("Privacy contact", *_contacts(told), source=_contact_source(told, own))
    yield _fact("Known breaches", *_breaches(told.breaches), source=_said_by(told.breaches_source))
    yield _fact("Deleting an account", *_deleting(told), source=_said_by(told.deletion and told.deletion.source))


def _fact(heading: str, *said: Said, source: Said | None = None) -> Fact:
    return Fact(heading, said, source) if said else Fact(heading, (Said(_NOT_KNOWN),))


def _texts(text: str | None) -> tuple[Said, ...]:
    return (Said(text),) if text else ()


def _links(address: str | None) -> tuple[Said, ...]:
    return (Said(address, linkable(address)),) if address else ()


def linkable(address: str) -> str | None:
    """Return an address if a link may lead there: of the web, or an e-mail."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in _SCHEMES and (parts.netloc or parts.scheme == "mailto") else None


def _country(code: str) -> str:
    standing = in_words(code)
    return f"{code}: {standing}" if standing else code


def _own_source(told: Dossier) -> Said | None:
    """Where our own facts can be checked, and when somebody did."""
    if told.source is None:
        return None
    day = _day(told.verified_on)
    words = f"Tracker's own list, checked on {day}" if day else "Tracker's own list"
    return Said(words, linkable(told.source))


def _day(text: str | None) -> str | None:
    try:
        return formats.day(date.fromisoformat(text)) if text else None
    except ValueError:
        return text


def _said_by(source: str | None) -> Said | None:
    return Said(source) if source else None


def _contacts(told: Dossier) -> tuple[Said, ...]:
    if told.privacy_contact:
        return (_way(told.privacy_contact),)
    return _fetched(told.contact) if told.contact else ()


def _way(contact: str) -> Said:
    """An e-mail address, a web form, or lines of an address."""
    if "@" in contact and " " not in contact and ":" not in contact:
        return Said(contact, f"mailto:{contact}")
    return Said(contact, linkable(contact))


def _fetched(contact: Contact) -> tuple[Said, ...]:
    ways = [_way(way) for way in (contact.email, contact.webform, contact.address) if way]
    notes = [Said("It is known to ask for an identity document.")] if contact.asks_for_id else []
    return (*ways, *notes, *([] if contact.is_verified else [Said("Nobody has verified this contact.")]))


def _contact_source(told: Dossier, own: Said | None) -> Said | None:
    if told.privacy_contact:
        return own
    return _said_by(told.contact and told.contact.source)


def _breaches(breaches: tuple[Breach, ...] | None) -> tuple[Said, ...]:
    if breaches is None:
        return ()
    if not breaches:
        return (Said("The list of breaches has none of this company."),)
    shown = tuple(Said(_in_words(breach)) for breach in breaches[:_MOST_BREACHES])
    more = len(breaches) - len(shown)
    return (*shown, Said(f"{more} more")) if more else shown


def _in_words(breach: Breach) -> str:
    pieces = [f"{breach.title}, {_day(breach.date)}"]
    if breach.accounts is not None:
        pieces.append(formats.counted(breach.accounts, "account"))
    if breach.data:
        pieces.append(", ".join(breach.data).lower())
    return ": ".join(("; ".join(pieces[:2]), *pieces[2:])) + ("" if breach.is_verified else " (not verified)")


_DIFFICULTIES = {
    "easy": "Easy",
    "medium": "Takes some effort",
    "hard": "Hard",
    "limited": "Possible in some places only",
    "impossible": "Impossible, as far as is known",
}


def _deleting(told: Dossier) -> tuple[Said, ...]:
    found = told.deletion
    if found is None:
        return ()
    said = [Said(_DIFFICULTIES.get(found.difficulty, found.difficulty))]
    said += [_way(way) for way in (found.url, found.email) if way]
    return (*said, *_texts(found.notes))
