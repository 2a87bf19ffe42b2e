"""Who a vendor is, as facts in words, each with its source; what nobody knows is said to be not known."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from tracker.phrasing import Words, gettext, message, ngettext, voice
from tracker.risk.countries import in_words
from tracker.upstream.dossier import Breach, Contact, Dossier
from tracker.vendors import Facts

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
        return self != _nothing(self.heading)


def facts_of(parent: str | None, trade: str | None, country: str | None, told: Dossier) -> Iterator[Fact]:
    """Yield the facts about a vendor, in the order in which a person asks for them.

    `parent` is its parent's name, `trade` its line of business in words, `country` an ISO 3166-1 code.
    """
    own = told.facts
    listed = _listed(own.source)
    yield _fact(gettext("Who says so"), *map(Said, told.rules))
    yield _fact(gettext("Legal name"), *_texts(own.legal_name), source=listed)
    yield _fact(gettext("Part of"), *_texts(parent))
    yield _fact(gettext("What it does"), *_texts(trade))
    yield _fact(
        gettext("Country"), *_texts(country and _country(country)), source=listed if country == told.country else None
    )
    yield _fact(gettext("Website"), *_links(own.website), source=listed)
    yield _fact(gettext("Privacy page"), *_links(own.privacy_page), source=_read(own))
    yield _fact(gettext("Privacy contact"), *_contacts(told), source=_contact_source(told))
    yield from _of_parent(told)
    yield _fact(gettext("Known breaches"), *_breaches(told.breaches), source=_said_by(told.breaches_source))
    yield _fact(
        gettext("Deleting an account"), *_deleting(told), source=_said_by(told.deletion and told.deletion.source)
    )


def _of_parent(told: Dossier) -> Iterator[Fact]:
    """The parent's ways, where the company itself has none that is known: said to be the parent's."""
    name, facts = told.parent_name, told.parent_facts
    if name is None or facts is None:
        return
    if facts.privacy_page and not told.facts.privacy_page:
        yield _fact(
            gettext("Privacy page of %(company)s", company=name), *_links(facts.privacy_page), source=_read(facts)
        )
    if facts.privacy_contact and not told.facts.privacy_contact and told.contact is None:
        yield _fact(
            gettext("Privacy contact of %(company)s", company=name), _way(facts.privacy_contact), source=_read(facts)
        )


def _fact(heading: str, *said: Said, source: Said | None = None) -> Fact:
    return Fact(heading, said, source) if said else _nothing(heading)


def _nothing(heading: str) -> Fact:
    return Fact(heading, (Said(gettext("not known")),))


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
    name, standing = voice().country(code), in_words(code)
    return gettext("%(country)s: %(standing)s", country=name, standing=standing) if standing else name


def _listed(source: str | None) -> Said | None:
    """Where our own facts can be checked."""
    return Said(gettext("Tracker's own list"), linkable(source)) if source else None


def _read(facts: Facts) -> Said | None:
    """Where a privacy page and contact were read, and when."""
    source, day = facts.privacy_source or facts.source, _day(facts.verified_on)
    if source is None:
        return None
    told = gettext("Tracker's own list, read on %(day)s", day=day) if day else gettext("Tracker's own list")
    return Said(told, linkable(source))


def _day(text: str | None) -> str | None:
    try:
        found = date.fromisoformat(text) if text else None
    except ValueError:
        return text
    return voice().day(found) if found else None


def _said_by(source: str | None) -> Said | None:
    return Said(source) if source else None


def _contacts(told: Dossier) -> tuple[Said, ...]:
    if told.facts.privacy_contact:
        return (_way(told.facts.privacy_contact),)
    return _fetched(told.contact) if told.contact else ()


def _way(contact: str) -> Said:
    """An e-mail address, a web form, or lines of an address."""
    if "@" in contact and " " not in contact and ":" not in contact:
        return Said(contact, f"mailto:{contact}")
    return Said(contact, linkable(contact))


def _fetched(contact: Contact) -> tuple[Said, ...]:
    ways = [_way(way) for way in (contact.email, contact.webform, contact.address) if way]
    notes = [Said(gettext("It is known to ask for an identity document."))] if contact.asks_for_id else []
    return (*ways, *notes, *([] if contact.is_verified else [Said(gettext("Nobody has verified this contact."))]))


def _contact_source(told: Dossier) -> Said | None:
    if told.facts.privacy_contact:
        return _read(told.facts)
    return _said_by(told.contact and told.contact.source)


def _breaches(breaches: tuple[Breach, ...] | None) -> tuple[Said, ...]:
    if breaches is None:
        return ()
    if not breaches:
        return (Said(gettext("The list of breaches has none of this company.")),)
    shown = tuple(Said(_in_words(breach)) for breach in breaches[:_MOST_BREACHES])
    more = len(breaches) - len(shown)
    return (*shown, Said(ngettext("%(count)s more", "%(count)s more", more))) if more else shown


def _in_words(breach: Breach) -> str:
    told = f"{breach.title}, {_day(breach.date)}"
    if breach.accounts is not None:
        told = f"{told}; {ngettext('%(count)s account', '%(count)s accounts', breach.accounts)}"
    if breach.data:
        told = gettext("%(breach)s: %(data)s", breach=told, data=", ".join(breach.data).lower())
    return told if breach.is_verified else gettext("%(breach)s (not verified)", breach=told)


_DIFFICULTIES = Words(
    {
        "easy": message("Easy"),
        "medium": message("Takes some effort"),
        "hard": message("Hard"),
        "limited": message("Possible in some places only"),
        "impossible": message("Impossible, as far as is known"),
    }
)


def _deleting(told: Dossier) -> tuple[Said, ...]:
    found = told.deletion
    if found is None:
        return ()
    said = [Said(_DIFFICULTIES.get(found.difficulty, found.difficulty))]
    said += [_way(way) for way in (found.url, found.email) if way]
    return (*said, *_texts(found.notes))
