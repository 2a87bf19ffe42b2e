"""Made-up ledgers of any size, as years of browsing leave them: `python -m tests.bench.ledgers FOLDER SIZE...`.

Sites and companies are met by Zipf's law: a few all the time, most hardly ever. What the browser sends by itself
repeats, pages and searches hardly do. Everybody is met once at the start, as far as half of the record goes: what
grows from ledger to ledger is how often, not with whom. Records go through `tracker.ledger.writing`: rows and sums are
what the keeper would make of them. The same arguments make the same ledger. Ledgers in a folder are kept, and found
again.
"""

import hashlib
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import accumulate, batched, islice
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select

from tracker.disclosure import BlindSpot, Disclosure, Evidence, Manner, Method, Party, Record
from tracker.keys import load_or_create
from tracker.ledger import models as m
from tracker.ledger.opening import Ledger, open_ledger
from tracker.ledger.opinions import opine
from tracker.ledger.writing import write
from tracker.settings import Settings
from tracker.taxonomy import Category as Kind
from tracker.traffic import Location
from tracker.vendors import Catalogue, Vendor
from tracker.vendors.catalogue import Rule

LAST = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)
YEARS = 3
VENDORS, SITES = 2000, 1500
_BATCH = 5000  # records in one transaction
_TRADES = ("advertising", "analytics", "tag-manager", "social", "cdn", "customer-service", "hosting")
_COUNTRIES = ("US", "FR", "DE", "IE", "CN", "GB", None)


class Company(NamedTuple):
    """Somebody who listens on other people's pages, its hosts, and how much it takes of a page (0 to 1)."""

    number: int
    hosts: tuple[str, ...]
    recipient: str
    greed: float
    scheme: str


class World:
    """The sites and companies that a person meets, how often each. The same for the same seed."""

    def __init__(self, vendors: int = VENDORS, sites: int = SITES, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self.companies = [self._company(number) for number in range(vendors)]
        self.sites = [f"site{number}.example" for number in range(sites)]
        self._weights = [*accumulate(1 / (rank + 2) ** 0.9 for rank in range(vendors))]
        self._visits = [*accumulate(1 / (rank + 2) for rank in range(sites))]
        self._listeners = [self._drawn(self.chance.randint(1, 25)) for _ in self.sites]

    def _company(self, number: int) -> Company:
        recipient = f"listener{number}.test"
        names = ("px", "cdn", "sync", "collect", "api", "tag")[: self.chance.choice((1, 1, 1, 2, 3, 6))]
        scheme = "http" if self.chance.random() < 0.02 else "https"
        return Company(number, tuple(f"{name}.{recipient}" for name in names), recipient, self.chance.random(), scheme)

    def _drawn(self, count: int) -> list[Company]:
        return list(dict.fromkeys(self.chance.choices(self.companies, cum_weights=self._weights, k=count)))

    def a_site(self) -> int:
        """Return the number of a site that is visited."""
        return self.chance.choices(range(len(self.sites)), cum_weights=self._visits)[0]

    def listeners(self, site: int) -> list[Company]:
        """Return who listens on a site: most of them each time, somebody else now and then."""
        met = [one for one in self._listeners[site] if self.chance.random() < 0.7]
        return met + self._drawn(1) if self.chance.random() < 0.2 else met

    def catalogue(self) -> Catalogue:
        """Return who is who: nine of ten companies are known, and one of six has a parent."""
        known = [one for one in self.companies if one.number % 10]
        vendors = {one.recipient: _vendor(one.number) for one in known}
        owners = {domain: Rule(vendor.slug, "made up") for domain, vendor in vendors.items()}
        return Catalogue("made up", {vendor.slug: vendor for vendor in vendors.values()}, {}, {}, owners)


def _vendor(number: int) -> Vendor:
    parent = f"listener-{number // 60 * 10 + 1}" if number % 6 == 5 else None
    return Vendor(f"listener-{number}", f"Listener {number}", parent, _TRADES[number % 7], _COUNTRIES[number // 7 % 7])


def records(size: int, world: World, years: float = YEARS, last: datetime = LAST) -> Iterator[Record]:
    """Yield records with that many disclosures, spread over so many years up to `last`, the oldest first."""
    start, left, number = last - timedelta(days=365 * years), size, 0
    for record in islice(introductions(world, start, f"{size}"), size // 2):
        left -= 1
        yield record
    while left > 0:
        when = start + timedelta(days=365 * years) * (1 - left / size)
        for record in visit(world, when.replace(hour=7 + number % 16), f"{size}-{number}"):
            kept = record.disclosures[:left] if left > 0 else ()
            left -= len(kept)
            if kept or record.blind_spots:
                yield record if len(kept) == len(record.disclosures) else _with(record, kept)
        number += 1


def _with(record: Record, kept: tuple[Disclosure, ...]) -> Record:
    from dataclasses import replace

    return replace(record, disclosures=kept)


def introductions(world: World, when: datetime, name: str) -> Iterator[Record]:
    """Yield a disclosure to each company on a site, and one to each site itself, which is all that most of them get."""
    chance, era = world.chance, when.year * 12 + when.month
    for company in world.companies:
        site = world.sites[company.number % len(world.sites)]
        found = _taken(company, f"{site}/0", era, chance)[-1:]
        yield _request(f"{name}-met-{company.number}", when, company.hosts[0], company.recipient, site, found)
    for number, site in enumerate(world.sites):
        yield _request(f"{name}-own-{number}", when, f"www.{site}", site, site, _first_party(site, era, chance)[-1:])


def visit(world: World, when: datetime, name: str) -> Iterator[Record]:
    """Yield what leaves when one page is opened, and now and then a form on it sent."""
    chance, place = world.chance, world.a_site()
    site, era = world.sites[place], when.year * 12 + when.month
    page = f"{site}/{int(chance.paretovariate(0.6)) % 400}"
    yield _request(f"{name}-0", when, f"www.{site}", site, site, _first_party(site, era, chance))
    met = world.listeners(place)
    for count, company in enumerate(met, 1):
        moment = when + timedelta(milliseconds=90 * count)
        found = _taken(company, page, era, chance)
        host = company.hosts[chance.randrange(len(company.hosts))]
        where = None if chance.random() < 0.02 else site
        yield _request(f"{name}-{count}", moment, host, company.recipient, where, found, company.scheme)
    if chance.random() < 0.04:
        yield from _form(name, when + timedelta(minutes=3), site, place, met[:3])
    if chance.random() < 0.02:
        spots = (BlindSpot(chance.choice(("oversized", "undecodable", "pinned")), chance.randrange(9_000_000)),)
        yield _request(f"{name}-b", when, f"video.{site}", site, site, (), spots=spots)


def _request(
    name: str,
    when: datetime,
    host: str,
    recipient: str,
    site: str | None,
    found: tuple[Disclosure, ...],
    scheme: str = "https",
    spots: tuple[BlindSpot, ...] = (),
) -> Record:
    party = Party.UNKNOWN if site is None else Party.FIRST if site == recipient else Party.THIRD
    return Record(name, when, host, recipient, site, party, scheme, "GET", found, spots)


def _first_party(site: str, era: int, chance: random.Random) -> tuple[Disclosure, ...]:
    found = [*_ambient(era), _sent(Kind.CLIENT_ID, f"{site} {era // 12}", "uid", Location.COOKIE)]
    if chance.random() < 0.05:
        found.append(_relayed(Kind.SEARCH_QUERY, f"words {chance.getrandbits(24)}", "q", Manner.SUBMITTED))
    return tuple(found)


def _taken(company: Company, page: str, era: int, chance: random.Random) -> tuple[Disclosure, ...]:
    found = [*_ambient(era)]
    if company.greed > 0.2:
        found.append(_relayed(Kind.PAGE_VISITED, page, "dl"))
    if company.greed > 0.4:
        found.append(_sent(Kind.CLIENT_ID, f"{company.number} {era // 6}", "uid", Location.COOKIE))
    if company.greed > 0.6:
        found.append(_relayed(Kind.SCREEN_SIZE, "2560x1440", "sr"))
        found.append(_relayed(Kind.ADVERTISING_ID, f"shared {company.number % 9} {era // 12}", "ifa"))
    if company.greed > 0.9:
        found.append(_relayed(Kind.COORDINATES, f"place {int(chance.paretovariate(1)) % 60}", "geo"))
        if chance.random() < 0.1:
            found.append(_relayed(Kind.HEALTH, f"illness {chance.randrange(12)}", "dt"))
    return tuple(found)


def _form(name: str, when: datetime, site: str, place: int, near: list[Company]) -> Iterator[Record]:
    """A form is sent; somebody on the page reads it before, somebody is told afterwards."""
    mail = f"address {place % 14}"
    for count, company in enumerate(near):
        seconds = -40 if company.greed > 0.8 else 2
        passed = (_relayed(Kind.EMAIL_ADDRESS, mail, f"em{place % 5}"),)
        moment = when + timedelta(seconds=seconds)
        yield _request(f"{name}-n{count}", moment, company.hosts[0], company.recipient, site, passed)
    given = [(Kind.EMAIL_ADDRESS, mail), (Kind.FULL_NAME, "name"), (Kind.PASSWORD, f"{site} password")]
    if not place % 3:
        given += [(Kind.POSTAL_ADDRESS, "street"), (Kind.PHONE_NUMBER, f"number {place % 2}"), (Kind.CITY, "city")]
    found = tuple(_relayed(kind, value, f"f[{place % 40}].{kind}", Manner.SUBMITTED) for kind, value in given)
    yield _request(f"{name}-f", when, f"www.{site}", site, site, found)


def _ambient(era: int) -> tuple[Disclosure, ...]:
    return (
        _sent(Kind.USER_AGENT, f"agent of {era}", "user-agent", Location.HEADER),
        _sent(Kind.LANGUAGE, "fr-FR,fr;q=0.9", "accept-language", Location.HEADER),
    )


@lru_cache(4096)
def _sent(category: Kind, value: str, path: str, location: Location) -> Disclosure:
    reasoning = f"the {location.value} {path} carries it"
    return _disclosure(category, value, Evidence(location, path, Method.VALUE, 1.0, reasoning), Manner.AMBIENT)


@lru_cache(4096)
def _relayed(category: Kind, value: str, path: str, manner: Manner = Manner.RELAYED) -> Disclosure:
    found = Evidence(Location.QUERY, path, Method.NAME, 0.8, f'the field is called "{path}"')
    return _disclosure(category, value, found, manner)


def _disclosure(category: Kind, value: str, evidence: Evidence, manner: Manner) -> Disclosure:
    fingerprint = hashlib.blake2b(f"{category} {value}".encode(), digest_size=16).hexdigest()
    return Disclosure(category, f"{value[:1]}•••{fingerprint[:3]}", fingerprint, evidence, manner)


def fill(ledger: Ledger, size: int, world: World, *, collapse: bool = False) -> float:
    """Write that many disclosures, with opinions and passwords; return the seconds that writing took."""
    catalogue, began = world.catalogue(), time.perf_counter()
    making = 0.0
    stream = batched(records(size, world), _BATCH)
    while True:
        start = time.perf_counter()
        batch = next(stream, None)
        making += time.perf_counter() - start
        if batch is None:
            break
        with ledger.session() as session:
            write(session, batch, catalogue, collapse=collapse)
    took = time.perf_counter() - began - making
    _add_opinions(ledger)
    _add_passwords(ledger)
    return took


def _add_opinions(ledger: Ledger) -> None:
    with ledger.session() as session:
        for number, slug in enumerate(session.scalars(select(m.Vendor.slug).order_by(m.Vendor.id).limit(40)).all()):
            opine(session, slug, 1 + number % 5, f"Note {number}" if number % 3 else "", LAST)


def _add_passwords(ledger: Ledger) -> None:
    with ledger.session() as session:
        given = select(m.Site.id, func.max(m.Disclosure.time)).join(m.Disclosure, m.Disclosure.site_id == m.Site.id)
        given = given.where(m.Disclosure.category == Kind.PASSWORD).group_by(m.Site.id).order_by(m.Site.id).limit(300)
        for number, (site, moment) in enumerate(session.execute(given).all()):
            session.add(
                m.PasswordUse(
                    digest=f"digest {number % 170}",
                    site_id=site,
                    strength=number % 5,
                    first=moment,
                    last=moment,
                    count=1,
                )
            )


def home_of(folder: Path, size: int, vendors: int = VENDORS, seed: int = 1) -> Path:
    """Return the home of a ledger of that size in a folder; made there if it is not."""
    home = folder / f"{size}-{vendors}-{seed}"
    if not (home / "done").exists():
        settings = Settings(home, key_store="file")
        with open_ledger(settings, load_or_create(settings)) as ledger:
            took = fill(ledger, size, World(vendors, seed=seed))
        (home / "done").write_text(f"{took:.1f} s to write {size} disclosures: {took / size * 1e6:.0f} us each\n")
    return home


def main(arguments: list[str]) -> None:
    """Make the ledgers, and say how long writing took."""
    for size in map(int, arguments[1:]):
        home = home_of(Path(arguments[0]), size)
        sys.stdout.write(f"{home}: {(home / 'done').read_text()}")


if __name__ == "__main__":
    main(sys.argv[1:])
