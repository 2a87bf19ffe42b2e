"""What the person decided beside rules."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta
from sqlalchemy.orm import Session

from dashboard.api.fields import Moment
from dashboard.api.parameters import Asked
from dashboard.api.resources.rules import placed, sure
from dashboard.decisions import decisions
from dashboard.formats import now


@dataclass(frozen=True, slots=True)
class Signals:
    """What each request tells companies, or keeps from them."""

    gpc: Annotated[bool, Meta(description="Sec-GPC: 1 is added")]
    dnt: Annotated[bool, Meta(description="DNT: 1 is added")]
    referer: Annotated[bool, Meta(description="third parties get the site of the page, not its address")]
    link_ids: Annotated[bool, Meta(description="identifiers of clicks are taken out of addresses")]


@dataclass(frozen=True, slots=True)
class Control:
    """What was decided beside rules; of aliases, the companies that have one. `fault` says what is wrong with the file
    that it lies in; null: nothing.
    """

    paused_until: Annotated[Moment | None, Meta(description="until when nothing is recorded; null: it is recorded")]
    private_sites: Annotated[tuple[str, ...], Meta(description="sites on which nothing is recorded")]
    signals: Signals
    has_mark: Annotated[bool, Meta(description="whether pages show a small mark")]
    unmarked_sites: Annotated[tuple[str, ...], Meta(description="sites whose pages show no mark all the same")]
    passed_hosts: Annotated[tuple[str, ...], Meta(description="hosts that pass unread, as the person wishes")]
    read_hosts: Annotated[tuple[str, ...], Meta(description="hosts that are always read")]
    makes_aliases: Annotated[bool, Meta(description="whether aliases can be made for any company")]
    alias_service: Annotated[str | None, Meta(description="slug of the service that makes aliases; null: none")]
    alias_vendors: Annotated[tuple[str, ...], Meta(description="slugs of companies that an alias is known for")]
    fault: str | None


def control(session: Session, asked: Asked) -> Control:
    """Return what was decided beside rules: a pause, private sites, signals, the mark on pages, aliases."""
    held = sure()
    chosen, found = held.control, decisions()
    return Control(
        chosen.paused_until if chosen.is_paused(now()) else None,
        found.private,
        Signals(*chosen.signals),
        chosen.mark,
        found.unmarked,
        tuple(sorted(chosen.passed_hosts)),
        tuple(sorted(chosen.read_hosts)),
        bool(found.aliases.example),
        chosen.aliasing.service.slug or None,
        tuple(one.slug for one in found.aliases.known),
        placed(held),
    )
