"""Passwords: which sites were given the same one, or a weak one, and what can be done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint

from dashboard import addresses, arguments
from dashboard.formats import number
from dashboard.pages import Page, show
from dashboard.wiring import reading, wiring
from tracker import settings
from tracker.errors import ConfigurationError
from tracker.ledger.queries.passwords import Group, Used, groups
from tracker.passwords.wording import GUESSED, STRENGTHS
from tracker.phrasing import gettext, ngettext

blueprint = Blueprint("passwords", __name__)
_PAGE, _WEAK = 25, 10


@dataclass(frozen=True, slots=True)
class Passwords(Page):
    """What the page of passwords shows: of the sites a page, the passwords that these share, and on the first page some
    weak ones. `previous` and `onward` lead to others.
    """

    template: ClassVar[str] = "passwords.html"
    section: ClassVar[str] = "passwords"
    headline: str
    groups: tuple[Group, ...]
    weak: tuple[Used, ...]
    more_weak: int
    rows: tuple[Used, ...]
    is_on: bool
    previous: str | None
    onward: str | None
    strengths: Mapping[int, str] = STRENGTHS
    guessed: Mapping[int, str] = GUESSED


@blueprint.get(addresses.PASSWORDS)
def all_passwords() -> str:
    """Show what is known of the passwords that sites were given."""
    with reading() as session:
        rows = wiring().answers.passwords.passwords(session)
        return show(session, _page(rows, arguments.text("after")))


def _page(rows: Sequence[Used], after: str | None) -> Passwords:
    start = next((place for place, use in enumerate(rows, 1) if use.site == after), 0) if after else 0
    shown = tuple(rows[start : start + _PAGE])
    letters, weak = {use.group for use in shown}, [] if start else [use for use in rows if use.is_weak]
    return Passwords(
        gettext("Passwords"),
        _headline(rows),
        tuple(group for group in groups(rows) if group.letter in letters),
        tuple(weak[:_WEAK]),
        max(len(weak) - _WEAK, 0),
        shown,
        _is_on(),
        _others(rows, start - _PAGE) if start else None,
        _others(rows, start + _PAGE) if len(rows) > start + _PAGE else None,
    )


def _others(rows: Sequence[Used], start: int) -> str:
    return addresses.with_query(addresses.PASSWORDS, {"after": rows[start - 1].site if start > 0 else None})


def _is_on() -> bool:
    """Whether passwords are looked at, as far as the settings say."""
    try:
        return settings.load().passwords
    except ConfigurationError:
        return True


def _headline(rows: Sequence[Used]) -> str:
    shared, weak = sum(bool(use.group) for use in rows), sum(use.is_weak for use in rows)
    sites = ngettext("%(count)s site", "%(count)s sites", len(rows))
    if shared and weak:
        return ngettext(
            "%(shared)s of %(sites)s share a password with another company, and %(count)s site has a weak one",
            "%(shared)s of %(sites)s share a password with another company, and %(count)s sites have a weak one",
            weak,
            shared=number(shared),
            sites=sites,
        )
    if shared:
        return gettext(
            "%(shared)s of %(sites)s share a password with another company", shared=number(shared), sites=sites
        )
    if weak:
        return ngettext("%(count)s site has a weak password", "%(count)s sites have a weak password", weak)
    if rows:
        return gettext("%(sites)s, and no password is weak or was given to two companies", sites=sites)
    return gettext("No password was looked at so far")
