"""The aliases that are known for companies: made by services, or elsewhere by the person."""

from tracker.aliasing.addresses import checked_address
from tracker.control import Control
from tracker.control.editing import with_aliasing
from tracker.errors import ConfigurationError
from tracker.phrasing import gettext


def with_alias(control: Control, company: str, address: str) -> Control:
    """Return the choices with that address for a company (slug or domain), in place of one that was known before.

    Raises ConfigurationError for what is no address, and for one that another company has.
    """
    alias = checked_address(address)
    others = tuple(pair for pair in control.aliasing.known if pair[0] != company)
    holder = next((name for name, known in others if known.lower() == alias.lower()), None)
    if holder is not None:
        raise ConfigurationError(
            gettext("%(company)s has that alias already; each company gets its own", company=holder)
        )
    return _known(control, (*others, (company, alias)))


def without_alias(control: Control, company: str) -> Control:
    """Return the choices without a known alias for that company. Raises ConfigurationError where there is none."""
    others = tuple(pair for pair in control.aliasing.known if pair[0] != company)
    if len(others) == len(control.aliasing.known):
        raise ConfigurationError(gettext("no alias is known for %(company)s", company=company))
    return _known(control, others)


def _known(control: Control, pairs: tuple[tuple[str, str], ...]) -> Control:
    return with_aliasing(control, known=tuple(sorted(pairs)))
