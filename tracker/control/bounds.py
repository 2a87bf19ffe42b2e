"""How much may be decided: a proxy looks at all of it for each request, so there is an end to it."""

from tracker.control.choices import Control
from tracker.errors import ConfigurationError
from tracker.phrasing import gettext
from tracker.rules import Rule

MOST_RULES = 500
MOST_NAMES = 500  # companies, sites and the like in one rule
MOST_HOSTS = 5000  # private sites, hosts passed through, aliases known
LONGEST = 253  # characters of a name of any kind: those of a host
LONGEST_KEY = 2000  # characters of a service's key


def checked(control: Control) -> Control:
    """Return the choices. Raises ConfigurationError where they are too many, or no proxy could use them."""
    if len(control.rules) > MOST_RULES:
        raise ConfigurationError(gettext("there may be %(number)s rules at most; remove one first", number=MOST_RULES))
    if len({rule.id for rule in control.rules}) < len(control.rules):
        raise ConfigurationError("two rules have the same id")
    for rule in control.rules:
        _check_rule(rule)
    named = (control.private_sites, control.unmarked_sites, control.passed_hosts, control.read_hosts)
    lists = (*named, control.aliasing.known)
    if any(len(names) > MOST_HOSTS for names in lists):
        raise ConfigurationError(
            gettext("there may be %(number)s sites or hosts of a kind at most; remove one first", number=MOST_HOSTS)
        )
    aliasing = control.aliasing
    pairs = (name for pair in aliasing.known for name in pair)
    for name in (*(name for names in named for name in names), *pairs):
        _check_name(name)
    _check_name(aliasing.address or "-")
    _check_name(aliasing.domain or "-")
    for name in (aliasing.service.slug, aliasing.service.url, aliasing.service.domain):
        _check_name(name or "-")
    if len(aliasing.service.key) > LONGEST_KEY or not aliasing.service.key.isprintable():
        raise ConfigurationError("the key of the service for aliases is none")
    if control.paused_until is not None and control.paused_until.tzinfo is None:
        raise ConfigurationError("the time until which recording pauses must have a zone")
    return control


def _check_rule(rule: Rule) -> None:
    for names in (rule.vendors, rule.kinds, rule.sites):
        if len(names) > MOST_NAMES:
            raise ConfigurationError(
                gettext("a rule may name %(number)s companies or sites at most; make two of it", number=MOST_NAMES)
            )
        for name in names:
            _check_name(name)
    _check_name(rule.id)
    _check_name(rule.name or "-")
    _check_name(rule.preset or "-")


def _check_name(name: str) -> None:
    if not name or len(name) > LONGEST:
        raise ConfigurationError(gettext("a name must have 1 to %(number)s characters", number=LONGEST))
    if not name.isprintable():  # line ends and lone surrogates, too
        raise ConfigurationError(gettext("a name must have no control characters"))
