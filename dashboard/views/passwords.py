"""Passwords: which sites were given the same one, or a weak one, and what can be done."""

from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint

from dashboard import addresses
from dashboard.formats import counted
from dashboard.pages import Page, show
from dashboard.wiring import reading
from tracker import settings
from tracker.errors import ConfigurationError
from tracker.ledger.queries.passwords import Group, Used, groups, passwords
from tracker.passwords.wording import GUESSED, STRENGTHS

blueprint = Blueprint("passwords", __name__)


@dataclass(frozen=True, slots=True)
class Passwords(Page):
    """What the page of passwords shows."""

    template: ClassVar[str] = "passwords.html"
    section: ClassVar[str] = "passwords"
    headline: str
    groups: tuple[Group, ...]
    weak: tuple[Used, ...]
    rows: tuple[Used, ...]
    is_on: bool
    strengths: tuple[str, ...] = STRENGTHS
    guessed: tuple[str, ...] = GUESSED


@blueprint.get(addresses.PASSWORDS)
def all_passwords() -> str:
    """Show what is known of the passwords that sites were given."""
    with reading() as session:
        rows = tuple(passwords(session))
        weak = tuple(use for use in rows if use.is_weak)
        return show(session, Passwords("Passwords", _headline(rows), tuple(groups(rows)), weak, rows, _is_on()))


def _is_on() -> bool:
    """Whether passwords are looked at, as far as the settings say."""
    try:
        return settings.load().passwords
    except ConfigurationError:
        return True


def _headline(rows: tuple[Used, ...]) -> str:
    shared, weak = sum(bool(use.group) for use in rows), sum(use.is_weak for use in rows)
    if shared:
        also = f", and {counted(weak, 'site has', 'sites have')} a weak one" if weak else ""
        return f"{shared} of {counted(len(rows), 'site')} share a password with another company{also}"
    if weak:
        return f"{counted(weak, 'site has', 'sites have')} a weak password"
    if rows:
        return f"{counted(len(rows), 'site')}, and no password is weak or was given to two companies"
    return "No password was seen so far"
