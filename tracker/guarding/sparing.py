"""Why rules leave something alone in a request of which they would change it: signing in, paying, opening a page.

Beside what `tracker.rules.untouched` says of single data, this goes by what stands together in the request. Companies
that live by listening are never spared: what they get with a password, they took from a form.

Sources: RFC 6749 (OAuth: `client_id` names the program, `grant_type` what it asks for), RFC 6750 and 7519 (tokens).
"""

import re

from tracker.disclosure import Finding, Party
from tracker.phrasing import message
from tracker.rules import Facts, Rule
from tracker.rules.untouched import is_for_signing_in
from tracker.sites import READING
from tracker.taxonomy import Category
from tracker.traffic import Location, Request
from tracker.vendors.aliases import LISTENING

OPENED = message("You open that company's page with it: without it, signing in and paying across sites would not work.")
SIGNING_IN = message("It goes with your password or code: without it you could not sign in.")
TOKEN = message("It is in the token by which that company knows that you are signed in, and cannot be taken out alone.")
SEARCHING = message("It goes to a company whose trade is search: without it, searching on this site would not work.")
PROGRAM = message("It names the program that signs you in, not you.")
PROOFS = frozenset({Category.PASSWORD, Category.ONE_TIME_CODE})
_NAMES = frozenset({Category.EMAIL_ADDRESS, Category.PHONE_NUMBER, Category.USERNAME, Category.USER_ID})
_PROGRAM = re.compile(r"(?:^|[.\]])client_?id$", re.IGNORECASE)
_TOKEN = re.compile(r"(?:id|access|refresh|session)_?token(?:\.|$)", re.IGNORECASE)
_GRANT = re.compile(rb"grant_type|auth_?flow|password", re.IGNORECASE)
_HEAD = 4096  # bytes of a body in which a grant is asked for
_CREDENTIALS = ("authorization", "proxy-authorization")


def reason_to_spare(request: Request, finding: Finding, facts: Facts, rule: Rule, *, has_proof: bool) -> str:
    """Return why a finding is left alone by what stands beside it; empty where it is not. Rules that name a password
    or a search mean it.
    """
    if facts.party is not Party.THIRD:
        return SIGNING_IN if has_proof and facts.category in _NAMES else ""
    if facts.kind in LISTENING:
        return ""
    is_known = bool(facts.kind) or is_for_signing_in(facts.host)
    if _is_in_token(finding, facts, is_known=is_known):
        return TOKEN
    if facts.kind == "search" and facts.category is Category.SEARCH_QUERY and facts.category not in rule.categories:
        return SEARCHING
    return _of_signing_in(request, finding, rule, has_proof=has_proof) if is_known and _may_sign_in(request) else ""


def _of_signing_in(request: Request, finding: Finding, rule: Rule, *, has_proof: bool) -> str:
    category = finding.category
    if category is Category.CLIENT_ID:
        return PROGRAM if _is_program(request, finding) else ""
    if category in PROOFS:
        return "" if category in rule.categories else SIGNING_IN
    return SIGNING_IN if has_proof and category in _NAMES else ""


def _is_in_token(finding: Finding, facts: Facts, *, is_known: bool) -> bool:
    """Whether it is a part of what the company's own log-in gave the page: it tells that company nothing new."""
    found = finding.evidence
    if facts.category is Category.AUTH_TOKEN or "jwt" not in found.encoding:
        return False
    is_credential = found.location is Location.HEADER and found.path.partition(".")[0] in _CREDENTIALS
    return is_credential or (is_known and _TOKEN.search(found.path) is not None)


def _may_sign_in(request: Request) -> bool:
    """Whether the page waits for an answer: nobody is signed in by a beacon."""
    return request.method not in READING and request.header("sec-fetch-mode") != "no-cors"


def _is_program(request: Request, finding: Finding) -> bool:
    return bool(_PROGRAM.search(finding.evidence.path) and _GRANT.search((request.body or b"")[:_HEAD]))
