"""What is known of a company, each fact with the source that says so; None where nobody does.

The catalogue's own facts go before what was fetched. A fact about a domain is laid to a company only where the domain
itself is the company's: behind a shop's host may stand a measuring firm, but the shop's breaches are the shop's.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from tracker import settings
from tracker.domains import registrable_domain
from tracker.errors import ConfigurationError
from tracker.upstream import facts
from tracker.upstream.cleaning import host_of_url
from tracker.vendors import Facts, builtin, builtin_facts, shipped
from tracker.vendors.fetched import FOLDER

_MOST_RULES = 5
_JUDGED = ("haveibeenpwned", "justdeleteme")


class Repute(NamedTuple):
    """How many verified breaches are known, and how hard deleting an account is; None: not known."""

    breaches: int | None
    deletion: str | None


class Contact(NamedTuple):
    """How to reach a company about one's data. `asks_for_id`: it is known to want to see an identity document."""

    email: str | None
    webform: str | None
    address: str | None
    asks_for_id: bool
    is_verified: bool
    source: str


class Breach(NamedTuple):
    """A breach that is publicly known. `date` is ISO 8601, `accounts` how many were hit, None where not known."""

    title: str
    date: str
    accounts: int | None
    data: tuple[str, ...]
    is_verified: bool


class Deletion(NamedTuple):
    """How hard it is to have an account deleted, where to begin, and what to know before."""

    difficulty: str
    url: str | None
    email: str | None
    notes: str | None
    source: str


class Dossier(NamedTuple):
    """All that is known of a company. `rules` say which source told that hosts are its; `facts` and `country` are our
    own list's; `breaches` are None where no list of breaches was fetched, and empty where the list knows none.
    `parent_facts` are those of the next company above it of which a privacy page or contact is known.
    """

    rules: tuple[str, ...] = ()
    facts: Facts = Facts()
    country: str | None = None
    contact: Contact | None = None
    breaches: tuple[Breach, ...] | None = None
    breaches_source: str | None = None
    deletion: Deletion | None = None
    parent_name: str | None = None
    parent_facts: Facts | None = None


def folder() -> Path | None:
    """Return where this installation keeps what it fetched; None where the settings are broken."""
    try:
        return settings.load().home / FOLDER
    except ConfigurationError:
        return None


def judged_by(where: Path | None) -> Path | None:
    """Return that folder, None where it has nothing that counts for the risk: for who asks of many companies."""
    return where if where and any(facts.is_fetched(where, name) for name in _JUDGED) else None


def repute(where: Path | None, slug: str, is_known: bool, domains: Iterable[str]) -> Repute:
    """Return what counts for the risk, of a company with these registrable domains."""
    if where is None:
        return Repute(None, None)
    has_breaches, has_deletions = (facts.is_fetched(where, name) for name in _JUDGED)
    if not has_breaches and not has_deletions:
        return Repute(None, None)
    names = list(own_domains(slug, is_known, domains))
    verified = [one for name in names for one in facts.breaches(where, name) if one.said["is_verified"]]
    deletion = next(filter(None, (facts.deletion(where, name) for name in names)), None)
    return Repute(len(verified) if has_breaches else None, deletion.said["difficulty"] if deletion else None)


def dossier(where: Path | None, slug: str, is_known: bool, domains: Iterable[str], hosts: Iterable[str]) -> Dossier:
    """Return all that is known of a company with these registrable domains and hosts."""
    names = list(own_domains(slug, is_known, domains)) if where else []
    breaches = [one for name in names for one in facts.breaches(where, name)] if where else []
    above = _above(slug) if is_known else None
    return Dossier(
        rules=tuple(_rules(slug, hosts))[:_MOST_RULES] if is_known else (),
        facts=(is_known and builtin_facts().get(slug)) or Facts(),
        country=vendor.country if is_known and (vendor := shipped().vendor(slug)) else None,
        contact=_contact(where, names) if where else None,
        breaches=tuple(_breach(one.said) for one in breaches)
        if where and facts.is_fetched(where, "haveibeenpwned")
        else None,
        breaches_source=breaches[0].provenance if breaches else None,
        deletion=_deletion(where, names) if where else None,
        parent_name=above[0] if above else None,
        parent_facts=above[1] if above else None,
    )


def _above(slug: str) -> tuple[str, Facts] | None:
    """The next company above whose privacy page or contact is known."""
    catalogue = builtin()
    for above in islice(catalogue.lineage(slug), 1, None):
        vendor, told = catalogue.vendor(above), builtin_facts().get(above)
        if vendor and told and (told.privacy_page or told.privacy_contact):
            return vendor.name, told
    return None


def contact_of(where: Path | None, slug: str, domains: Iterable[str]) -> Contact | None:
    """Return how a known company with these registrable domains is reached, as was fetched; None where nobody says."""
    return _contact(where, own_domains(slug, is_known=True, domains=domains)) if where else None


def own_domains(slug: str, is_known: bool, domains: Iterable[str]) -> Iterator[str]:
    """Yield the domains that are the company's own, each once: its website's first."""
    told = builtin_facts().get(slug) if is_known else None
    website = host_of_url(told.website) if told and told.website else None
    seen = set()
    for domain in (registrable_domain(website), *domains) if website else domains:
        if domain not in seen and (not is_known or _is_of(domain, slug)):
            seen.add(domain)
            yield domain


def _is_of(domain: str, slug: str) -> bool:
    found = builtin().attribute(domain).vendor
    return found is not None and found.slug == slug


def _rules(slug: str, hosts: Iterable[str]) -> Iterator[str]:
    seen = set()
    for host in hosts:
        vendor, via = builtin().attribute(host)
        if vendor is not None and vendor.slug == slug and via and via not in seen:
            seen.add(via)
            yield via


def _contact(where: Path, names: Iterable[str]) -> Contact | None:
    found = next(filter(None, (facts.privacy_contact(where, name) for name in names)), None)
    if found is None:
        return None
    said = found.said
    ways = said["email"], said["webform"], said["address"]
    return Contact(*ways, bool(said["asks_for_id"]), bool(said["is_verified"]), found.provenance)


def _breach(said: dict[str, Any]) -> Breach:
    return Breach(said["title"], said["date"], said["accounts"], tuple(said["data"]), bool(said["is_verified"]))


def _deletion(where: Path, names: Iterable[str]) -> Deletion | None:
    found = next(filter(None, (facts.deletion(where, name) for name in names)), None)
    if found is None:
        return None
    said = found.said
    return Deletion(said["difficulty"], said["url"], said["email"], said["notes"], found.provenance)
