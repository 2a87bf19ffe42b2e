"""A made-up world: what Marie Dupont's browser gave away in two months, as records, and in a ledger."""

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.builders.records import MAIL, a_disclosure, a_record, an_evidence
from tracker.disclosure import BlindSpot, Disclosure, Manner, Method, Record
from tracker.domains import registrable_domain
from tracker.keys import load_or_create
from tracker.ledger.opening import Ledger, open_ledger
from tracker.ledger.writing import write
from tracker.settings import Settings
from tracker.taxonomy import Category
from tracker.traffic import Location
from tracker.vendors import Catalogue, Vendor
from tracker.vendors.catalogue import Rule

LAST = datetime(2026, 3, 20, 17, 45, tzinfo=UTC)
AGENT = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140"


class Company(NamedTuple):
    """Somebody who listens on other people's pages. `wants` says what it takes beside what every browser sends."""

    host: str
    wants: frozenset[str] = frozenset()
    scheme: str = "https"


COMPANIES = {
    company.host: company
    for company in (
        Company("collect.metrica.test", frozenset({"page", "cookie", "screen", "search"})),
        Company("px.adpix.test", frozenset({"page", "cookie", "hash", "advertising"})),
        Company("sync.adpix.test", frozenset({"cookie", "advertising"})),
        Company("rec.replay.test", frozenset({"page", "screen", "keys"})),
        Company("tags.tagdepot.test", frozenset({"page", "screen"})),
        Company("like.sharebar.test", frozenset({"page", "cookie"})),
        Company("bid.exchange-nord.test", frozenset({"page", "cookie", "advertising", "place"})),
        Company("t.oldcounter.test", frozenset({"page", "cookie"}), "http"),
        Company("cdn.swiftfiles.test"),
        Company("fonts.letters.test"),
    )
}
SITES = {
    "boutique.example": ("collect.metrica.test", "px.adpix.test", "rec.replay.test", "cdn.swiftfiles.test"),
    "nouvelles.example": (
        *("collect.metrica.test", "px.adpix.test", "sync.adpix.test", "like.sharebar.test"),
        *("bid.exchange-nord.test", "tags.tagdepot.test", "fonts.letters.test"),
    ),
    "meteo.example": ("bid.exchange-nord.test", "px.adpix.test", "t.oldcounter.test"),
    "forum-sante.example": ("collect.metrica.test", "px.adpix.test", "cdn.swiftfiles.test"),
    "voyages.example": ("collect.metrica.test", "tags.tagdepot.test", "like.sharebar.test", "fonts.letters.test"),
    "banque.example": ("cdn.swiftfiles.test",),
}


VENDORS = {
    "metrica.test": Vendor("metrica", "Metrica", "northwind-data", "analytics", "IE"),
    "adpix.test": Vendor("adpix", "Adpix", "pixel-holding", "advertising", "US"),
    "replay.test": Vendor("replay", "Replay Sessions", None, "customer-service", "US"),
    "tagdepot.test": Vendor("tagdepot", "Tag Depot", "northwind-data", "tag-manager", "IE"),
    "sharebar.test": Vendor("sharebar", "ShareBar", None, "social", "FR"),
    "exchange-nord.test": Vendor("exchange-nord", "Exchange Nord", None, "advertising", "SE"),
    "swiftfiles.test": Vendor("swiftfiles", "Swift Files", None, "cdn", "DE"),
    "boutique.example": Vendor("boutique", "La Boutique", None, "e-commerce", "FR"),
}


def a_catalogue() -> Catalogue:
    """Who is who in the made-up world; the rest are strangers, shown by their domain."""
    owners = {domain: Rule(vendor.slug, "made up") for domain, vendor in VENDORS.items()}
    return Catalogue("made up", {vendor.slug: vendor for vendor in VENDORS.values()}, {}, {}, owners)


def fill(ledger: Ledger, records: Iterable[Record] | None = None) -> Ledger:
    """Write records, by default the whole world, into a ledger, as live traffic."""
    with ledger.session() as session:
        write(session, a_world() if records is None else records, a_catalogue(), collapse=True)
    return ledger


def a_world(days: int = 60, seed: int = 1, last: datetime = LAST) -> Iterator[Record]:
    """Some weeks of browsing up to `last`, oldest first; the same for the same arguments."""
    chance = random.Random(seed)
    for day in range(days - 1, -1, -1):
        noon = last - timedelta(days=day, hours=5)
        for visit in range(chance.randint(1, 5)):
            site = chance.choice(list(SITES))
            yield from _visit(site, noon + timedelta(minutes=17 * visit), chance)
        if day % 30 == 11:
            yield from _purchase(noon + timedelta(hours=3))
        if day == 4:
            yield from _health(noon + timedelta(hours=4))
    yield from _visit("nouvelles.example", last - timedelta(minutes=20), chance)
    yield from _purchase(last - timedelta(minutes=5))


def a_crowd(last: datetime) -> Iterator[Record]:
    """Nine days of it up to `last`, with strangers on sites enough to fill more than one page of a list."""
    for number in range(120):
        yield a_record(host=f"px.stranger-{number}.test", site=f"stranger-{number}.example", time=last)
    yield from a_world(days=9, last=last)


def _visit(site: str, time: datetime, chance: random.Random) -> Iterator[Record]:
    page = f"https://www.{site}/article/{chance.randint(1, 12)}"
    yield a_record(*_ambient(f"www.{site}"), host=f"www.{site}", site=site, time=time, method="GET")
    for number, host in enumerate(SITES[site], 1):
        moment = time + timedelta(milliseconds=180 * number)
        company = COMPANIES[host]
        found = (*_ambient(host), *_taken(company, page, chance))
        yield a_record(*found, host=host, site=site, time=moment, scheme=company.scheme, method="GET")
    if site == "nouvelles.example":
        spot = BlindSpot("oversized", 2_400_000)
        yield a_record(host="video.nouvelles.example", site=site, time=time, blind_spots=(spot,))


def _ambient(host: str) -> Iterator[Disclosure]:
    yield _sent(Category.USER_AGENT, AGENT, "user-agent")
    yield _sent(Category.LANGUAGE, "fr-FR,fr;q=0.9", "accept-language")
    if host.startswith("www.") or "cookie" in COMPANIES[host].wants:
        found = an_evidence(
            "uid", Location.COOKIE, method=Method.VALUE, reasoning="lives 2 years, 22 random characters"
        )
        owner = host.split(".", 1)[1]
        yield a_disclosure(Category.CLIENT_ID, f"visitor-{owner}-81723", Manner.AMBIENT, found)


def _sent(category: Category, value: str, header: str) -> Disclosure:
    found = an_evidence(header, Location.HEADER, confidence=1.0, reasoning=f"the header {header} carries it")
    return a_disclosure(category, value, Manner.AMBIENT, found)


def _taken(company: Company, page: str, chance: random.Random) -> Iterator[Disclosure]:
    if "page" in company.wants:
        yield _relayed(Category.PAGE_VISITED, page, "dl")
    if "screen" in company.wants:
        yield _relayed(Category.SCREEN_SIZE, "2560x1440", "sr")
    if "advertising" in company.wants:
        yield _relayed(Category.ADVERTISING_ID, "6f1d8c1e-aaaa-4bbb-8ccc-000011112222", "ad.device.ifa", Location.JSON)
    if "place" in company.wants:
        yield _relayed(Category.COORDINATES, "48.8566,2.3522", "geo.latlon", Location.JSON)
    if "search" in company.wants and chance.random() < 0.3:
        words = chance.choice(("walking boots", "night train to vienna", "bread recipe"))
        yield _relayed(Category.SEARCH_QUERY, words, "q")


def _relayed(category: Category, value: str, path: str, location: Location = Location.QUERY) -> Disclosure:
    return a_disclosure(category, value, Manner.RELAYED, an_evidence(path, location, confidence=0.8))


def _purchase(time: datetime) -> Iterator[Record]:
    """The shop's form: a recorder reads the keys before it is sent, an ad firm gets the address hashed."""
    typed = an_evidence("events[3].value", Location.JSON, method=Method.PROFILE, reasoning="your own e-mail address")
    early = a_disclosure(Category.EMAIL_ADDRESS, MAIL, Manner.RELAYED, typed)
    moment = time - timedelta(seconds=40)
    yield a_record(early, host="rec.replay.test", site="boutique.example", time=moment)
    secret = a_disclosure(Category.PASSWORD, "not-a-secret-1", evidence=an_evidence("password"), recipient="boutique")
    given = (
        a_disclosure(),
        secret,
        a_disclosure(Category.FULL_NAME, "Marie Dupont", evidence=an_evidence("name")),
        a_disclosure(Category.POSTAL_ADDRESS, "12 rue des Lilas", evidence=an_evidence("address1")),
        a_disclosure(Category.CITY, "Lyon", evidence=an_evidence("city")),
        a_disclosure(Category.PHONE_NUMBER, "+33 6 12 34 56 78", evidence=an_evidence("phone")),
        a_disclosure(Category.CARD_NUMBER, "4242424242424242", evidence=an_evidence("cc-number"), recipient="boutique"),
    )
    yield a_record(*given, host="www.boutique.example", site="boutique.example", time=time)
    hashed = an_evidence("em", Location.QUERY, method=Method.PROFILE, encoding=("urlencode", "sha256"), confidence=1.0)
    copy = a_disclosure(Category.EMAIL_ADDRESS, MAIL, Manner.RELAYED, hashed)
    bought = _relayed(Category.PURCHASE, "walking boots, 89.00 EUR", "ev.items[0].name")
    moment = time + timedelta(seconds=1)
    yield a_record(copy, bought, host="px.adpix.test", site="boutique.example", time=moment, method="GET")


def _health(time: datetime) -> Iterator[Record]:
    asked = a_disclosure(Category.HEALTH, "migraine treatment", evidence=an_evidence("q", Location.QUERY))
    yield a_record(asked, host="www.forum-sante.example", site="forum-sante.example", time=time)
    passed = _relayed(Category.HEALTH, "migraine treatment", "dt")
    yield a_record(passed, host="collect.metrica.test", site="forum-sante.example", time=time + timedelta(seconds=1))


@contextmanager
def a_world_ledger(home: Path, records: Iterable[Record] | None = None) -> Iterator[Ledger]:
    """A ledger of its own, filled: for tests that only read, and may share it."""
    settings = Settings(home, key_store="file")
    with open_ledger(settings, load_or_create(settings)) as ledger:
        yield fill(ledger, records)


def vendor_of(host: str) -> str:
    """The slug of the vendor that a host is laid to in the made-up world."""
    vendor = a_catalogue().attribute(host).vendor
    return registrable_domain(host) if vendor is None else vendor.slug
