"""Who makes addresses for companies when the person asks for one, and which a company has: its key is never shown."""

from typing import NamedTuple

from dashboard import addresses
from dashboard.decided import decided
from dashboard.freeing import speaking_of
from dashboard.meant import fields_of
from dashboard.offers import has_rules
from tracker.aliasing import alias_of
from tracker.aliasing.services import KNOWN
from tracker.control import Aliasing
from tracker.rules import Action, Rule
from tracker.taxonomy import Category
from tracker.vendors import builtin


class Maker(NamedTuple):
    """The service that makes them: `place` is where the person hosts it themselves, `domain` that of its addresses;
    each '' where it is the service's own choice.
    """

    name: str
    place: str
    domain: str


class Own(NamedTuple):
    """The address of a company, masked: that which was made for it, '' where none was; `maker` makes one at a click.
    `trial` leads to the rule that would have it used, '' where one does by now.
    """

    preview: str
    maker: str
    trial: str


def maker_of(aliasing: Aliasing) -> Maker | None:
    """Return the service that was chosen; None where none was, or none that is known."""
    known = KNOWN.get(aliasing.service.slug)
    return Maker(known.name, aliasing.service.url, aliasing.service.domain) if known else None


def makers() -> tuple[tuple[str, str], ...]:
    """Return the services that may be chosen: slug and name."""
    return tuple((slug, known.name) for slug, known in KNOWN.items())


def own_alias(slug: str) -> Own | None:
    """Return what address was made for a company, or may be made; None where nothing can be said."""
    control = decided().control
    maker = maker_of(control.aliasing)
    if not (maker or control.aliasing.known) or not has_rules(slug):
        return None
    alias = alias_of(Aliasing(known=control.aliasing.known), tuple(builtin().lineage(slug)), slug)
    if not (maker or alias):
        return None
    is_used = any(rule.action is Action.ALIAS for rule in speaking_of(control, slug))
    rule = Rule("", Action.ALIAS, vendors=frozenset({slug}), categories=frozenset({Category.EMAIL_ADDRESS}))
    back = addresses.vendor_address(slug)
    trial = "" if is_used else addresses.rule_address(addresses.RULES_TRY, fields_of(rule), back)
    return Own(masked(alias or ""), maker.name if maker and not alias else "", trial)


def masked(address: str) -> str:
    """Return an address with what tells whose mailbox it is left out: `m•••+shop@mail.example`."""
    local, _, domain = address.rpartition("@")
    name, plus, company = local.partition("+")
    return f"{name[:1]}•••{plus}{company}@{domain}" if name else ""
