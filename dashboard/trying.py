"""What a dry run found, in words: a rule is tried over the ledger before it is switched on."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from dashboard.recent import recent
from tracker.ledger.queries.dry_run import DryRun, dry_run
from tracker.phrasing import Words, gettext, listed, message, ngettext
from tracker.rules import Action, Rule
from tracker.vendors import builtin

_DONE = Words(
    {
        Action.WARN: message("you would be told"),
        Action.MASK: message("replaced"),
        Action.ALIAS: message("replaced by an alias"),
        Action.STRIP: message("taken out"),
        Action.BLOCK: message("the request is stopped"),
    }
)


class Trial(NamedTuple):
    """A dry run: what it comes to in a sentence, and what it found."""

    words: str
    found: DryRun

    @property
    def is_empty(self) -> bool:
        """Whether nothing would have been touched."""
        return not self.found.disclosures


def trial(session: Session, rules: Sequence[Rule]) -> Trial:
    """Return what rules would have done with all that is recorded. Eight statements at most."""
    tried = tuple(rule._replace(is_on=True) for rule in rules)
    found = recent(session).ask(("trial", tried), lambda: dry_run(session, tried, builtin()))
    return Trial(_words(tried, found), found)


def done(actions: Sequence[Action]) -> str:
    """Return in words what would have been done."""
    return listed([_DONE[action] for action in actions])


def _words(rules: Sequence[Rule], found: DryRun) -> str:
    if all(rule.action is Action.ALLOW for rule in rules):
        return gettext("A rule that lets data through changes nothing by itself: it keeps the rules after it away.")
    if not found.disclosures:
        if len(rules) == 1:
            return gettext("This rule would have touched nothing of what left so far.")
        return gettext("These rules would have touched nothing of what left so far.")
    companies = ngettext("%(count)s company", "%(count)s companies", found.companies)
    if found.is_least:
        return _at_least(len(rules), found, companies)
    if len(rules) == 1:
        return ngettext(
            "This rule would have touched %(count)s request, at %(companies)s.",
            "This rule would have touched %(count)s requests, at %(companies)s.",
            found.requests,
            companies=companies,
        )
    return ngettext(
        "These rules would have touched %(count)s request, at %(companies)s.",
        "These rules would have touched %(count)s requests, at %(companies)s.",
        found.requests,
        companies=companies,
    )


def _at_least(rules: int, found: DryRun, companies: str) -> str:
    if rules == 1:
        return ngettext(
            "This rule would have touched at least %(count)s request, at %(companies)s.",
            "This rule would have touched at least %(count)s requests, at %(companies)s.",
            found.requests,
            companies=companies,
        )
    return ngettext(
        "These rules would have touched at least %(count)s request, at %(companies)s.",
        "These rules would have touched at least %(count)s requests, at %(companies)s.",
        found.requests,
        companies=companies,
    )
