"""An item in words: what it is, why it is told, what can be done. Names in it are strangers': escape it where shown."""

from collections.abc import Iterator

from tracker.attention.item import Item, Kind
from tracker.attention.sentences import OTHERS, companies_of, times_of
from tracker.belongings import yours
from tracker.disclosure import Manner
from tracker.phrasing import Words, gettext, message, ngettext, sentence
from tracker.taxonomy import Category

TITLES = Words(
    {
        Kind.SECRET: message("A secret went to another company"),
        Kind.FAULT: message("Not everything is recorded"),
        Kind.SPECIAL: message("Specially protected data went to another company"),
        Kind.DECLARED: message("Data from your profile went to another company"),
        Kind.PREMATURE: message("Data left before you submitted it"),
        Kind.SAME_PASSWORD: message("The same password at several sites"),
        Kind.UNENCRYPTED: message("Data left unencrypted"),
        Kind.LEARNT: message("What you gave to a site was passed on"),
        Kind.DISGUISED: message("A company hides behind a site's own name"),
        Kind.RISKY: message("A new company of high risk"),
        Kind.WEAK_PASSWORD: message("Weak passwords"),
        Kind.SHARED: message("Companies got the same identifier of yours"),
        Kind.UNSEEN: message("Much could not be read"),
    }
)


_OF_PAYMENTS = frozenset({Category.CARD_NUMBER, Category.CARD_SECURITY_CODE})


def about(item: Item) -> str:
    """Return in a few words what an item is."""
    return TITLES[item.kind]


def reason(item: Item) -> str:
    """Return why an item deserves attention: a sentence that a person can check, or a few."""
    return " ".join(_sentences(item))


def _sentences(item: Item) -> Iterator[str]:
    if (told := OTHERS.get(item.kind)) is not None:
        yield from told(item)
        return
    what, companies = sentence(_what(item)), companies_of(item)
    if item.kind is Kind.PREMATURE:
        yield _premature(item, what, companies)
    elif item.kind is Kind.UNENCRYPTED:
        yield gettext(
            "%(what)s travelled over plain HTTP to %(companies)s, open to everybody on the way.",
            what=what,
            companies=companies,
        )
    else:
        yield _elsewhere(item, what, companies)
        yield from _ways(item)
    yield times_of(item)


def _what(item: Item) -> str:
    category = item.category or Category.TEXT
    if item.kind in (Kind.PREMATURE, Kind.UNENCRYPTED) and item.data_count > 1:
        others = ngettext("%(count)s other piece of data", "%(count)s other pieces of data", item.data_count - 1)
        return gettext("%(what)s and %(others)s", what=yours(category), others=others)
    return yours(category)


def _elsewhere(item: Item, what: str, companies: str) -> str:
    """It went to somebody else than the site that the person was on, or was it one of several sites."""
    if item.site_count == 1:
        return gettext(
            "%(what)s went to %(companies)s while you were on %(site)s.",
            what=what,
            companies=companies,
            site=item.sites[0],
        )
    if not item.site_count:
        return gettext("%(what)s went to %(companies)s.", what=what, companies=companies)
    sites = ngettext("%(count)s site", "%(count)s sites", item.site_count)
    return gettext(
        "%(what)s went to %(companies)s while you were on %(sites)s.", what=what, companies=companies, sites=sites
    )


def _ways(item: Item) -> Iterator[str]:
    if Manner.PREMATURE in item.manners:
        yield gettext("Some of it left before you submitted it.")
    if set(item.manners) == {Manner.SUBMITTED}:
        yield gettext("You sent it there yourself, so that may be as you meant it.")
    elif item.kind is Kind.SECRET and item.category in _OF_PAYMENTS:
        yield gettext("The page passed it on: a service that takes your payment may need it, nobody else does.")
    elif item.kind is Kind.SECRET:
        yield gettext("The page passed it on: a service that signs you in may need it, nobody else does.")
    else:
        yield gettext("The page passed it on; what for cannot be seen from here.")
    if item.is_plain:
        yield gettext("Some of it travelled over plain HTTP, open to everybody on the way.")


def _premature(item: Item, what: str, companies: str) -> str:
    if item.site_count == 1:
        return gettext(
            "%(what)s left for %(companies)s from a form on %(site)s before you submitted it.",
            what=what,
            companies=companies,
            site=item.sites[0],
        )
    return gettext(
        "%(what)s left for %(companies)s from forms before you submitted them.", what=what, companies=companies
    )


def sureness(item: Item) -> str:
    """Return how sure an item is, in words; that it is not known where it is not."""
    if item.confidence is not None:
        percent = int(item.confidence * 100)
        return gettext("Each hit counted here is sure to %(percent)s in 100 at least.", percent=percent)
    return _NOT_MEASURED.get(item.kind) or gettext("How sure that is is not known.")


_NOT_MEASURED = Words(
    {
        Kind.FAULT: message("Tracker itself says so."),
        Kind.UNSEEN: message("That was counted, not guessed."),
        Kind.SAME_PASSWORD: message("Told by a keyed digest: two different passwords hardly ever have the same."),
        Kind.WEAK_PASSWORD: message("How hard it is to guess is an estimate."),
        Kind.DISGUISED: message("The names were looked up in the DNS; whose they are is the catalogue's word."),
        Kind.RISKY: message("A risk is a judgement by the reasons that stand with it, not a fact."),
        Kind.SHARED: message("That they got the same value was seen; whether they use it together was not."),
    }
)
