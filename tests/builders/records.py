"""Records and disclosures with good defaults."""

import itertools
from datetime import UTC, datetime
from typing import Any

from tracker.disclosure import BlindSpot, Disclosure, Evidence, Manner, Method, Party, Record
from tracker.domains import registrable_domain
from tracker.masking import Fingerprinter, masked
from tracker.taxonomy import Category
from tracker.traffic import Location

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MAIL = "marie.dupont@mail.example"

_numbers = itertools.count(1)
_fingerprinter = Fingerprinter(b"test data")


def an_evidence(path: str = "email", location: Location = Location.FORM, **changes: Any) -> Evidence:
    """Found by its name, in a form."""
    given: dict[str, Any] = {"method": Method.NAME, "confidence": 0.9, "reasoning": f'the field is called "{path}"'}
    return Evidence(location, path, **(given | changes))


def a_disclosure(
    category: Category = Category.EMAIL_ADDRESS,
    value: str = MAIL,
    manner: Manner = Manner.SUBMITTED,
    evidence: Evidence | None = None,
    recipient: str = "",
) -> Disclosure:
    """Marie Dupont's e-mail address, given in a form."""
    fingerprint = _fingerprinter.fingerprint(category, value, recipient)
    return Disclosure(category, masked(category, value), fingerprint, evidence or an_evidence(), manner)


def a_user_agent() -> Disclosure:
    """What the browser sends by itself."""
    evidence = an_evidence("user-agent", Location.HEADER)
    return a_disclosure(Category.USER_AGENT, "Mozilla/5.0 (X11; Linux)", Manner.AMBIENT, evidence)


def a_record(
    *disclosures: Disclosure,
    host: str = "www.shop.example",
    site: str | None = "shop.example",
    time: datetime = NOON,
    blind_spots: tuple[BlindSpot, ...] = (),
    **changes: Any,
) -> Record:
    """A form sent to the shop's own host, on the shop's page; with an id of its own and one disclosure."""
    recipient = registrable_domain(host)
    party = Party.UNKNOWN if site is None else Party.FIRST if site == recipient else Party.THIRD
    given: dict[str, Any] = {
        "id": f"request-{next(_numbers)}",
        "recipient": recipient,
        "party": party,
        "scheme": "https",
        "method": "POST",
        "disclosures": disclosures if disclosures or blind_spots else (a_disclosure(),),
    }
    return Record(host=host, site=site, time=time, blind_spots=blind_spots, **(given | changes))
