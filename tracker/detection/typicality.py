"""Is a value what its field's name alone takes it for? Asked where no form and no value says so too.

Stricter than `plausibility`, because one word is used for many things: `q` is a search and a picture's quality, `exp` a
card's month and an experiment, `dom` a house and a page's document, `adid` a phone's advertising identifier and an
advertiser's number. Names that say little are asked for more than those that say a thing clearly.

Sources: the phones' advertising identifiers are UUIDs (https://developer.android.com/training/articles/ad-id); moments
are POSIX.1-2017 section 4.16; what is a form of a device and no model is said by User-Agent Client Hints, Form-Factors
(https://wicg.github.io/ua-client-hints/); gaps in templates: https://mailchimp.com/help/all-the-merge-tags-cheat-sheet/.
"""

import re
from collections.abc import Callable

from tracker.detection.detectors.numbers import is_moment
from tracker.taxonomy import TAXONOMY, Category, Group
from tracker.traffic import Field, Location

WEAK = 0.75
"""Verdicts of names that are no surer than this are of one vague word."""

_SHORTEST_ADVERTISING = 12
_LONGEST_WORD = 20  # of search terms, where digits stand in it
_SMALLEST_SCREEN = 100  # pixels of a side
_DEPTHS = frozenset({8, 15, 16, 24, 30, 32, 36, 48})  # bits of a colour
_LEAST_OF_KEY = 7  # digits: no house has such a number
_FORMS = frozenset(
    """desktop,automotive,mobile,tablet,xr,eink,watch,phone,smartphone,tv,television,smarttv,console,pc,computer,laptop,
    handheld,wearable,web,browser,app,other""".replace("\n    ", "").split(",")
)
_GAP = re.compile(r"_[A-Za-z]{1,60}_|#\w{1,60}#|@@\w{1,60}@@|\*\|[\w:]{1,60}\|\*")
_TYPED = frozenset({Group.CONTACT, Group.IDENTITY, Group.WORK})
_NAME_OF_THING = re.compile(r"[\d_./:=-]")
_RATIO = re.compile(r"\d(?:\.\d{1,20})?")
_NUMBERS = re.compile(r"\d{1,6}")
_EXPIRY = re.compile(r"[\d\s./-]+")
_RUN = re.compile(rf"\d{{{_LEAST_OF_KEY}}}")
_YEAR = re.compile(r"(?:^|\D)((?:19|20)\d\d)(?:\D|\d{4}$|$)")
_BORN_LATELY = 2015
_LONGEST_DATE = 40
_LONGEST_CUSTOMER = 5
_CUSTOMER = re.compile(r"account|member|customer|client", re.IGNORECASE)
_SYSTEM = re.compile(
    r"win|mac|linux|android|ios|iphone|ipad|cros|chrome ?os|x11|darwin|ubuntu|tizen|harmony|\d", re.IGNORECASE
)
_BROWSER = re.compile(
    r"/|\d|chrom|firefox|safari|edge|opera|samsung|brave|vivaldi|explorer|webview|webkit|mozilla", re.IGNORECASE
)
_MOMENTS = (13, 14, 17)  # digits: of ten, most random numbers of 31 bits would be moments, of nineteen many serial ones


def is_typical(category: Category, field: Field, confidence: float) -> bool:
    """Return whether the value looks like what the name says, so surely. Never raises."""
    text = field.value.strip()
    rule = _RULES.get(category)
    if _GAP.fullmatch(text) or (rule and not rule(text)):
        return False
    if category is Category.USERNAME and field.name.lower() == "id" and not any(map(str.isalpha, text)):
        return False
    if category is Category.USER_ID and _is_of_customer(field, text):
        return False
    if category is Category.BIRTH_DATE and field.location is Location.COOKIE and _is_lately(text):
        return False
    if confidence > WEAK:
        return True
    weak = _OF_WEAK.get(category)
    return (weak is None or weak(text)) and not (field.location is Location.PATH and TAXONOMY[category].group in _TYPED)


def _is_of_customer(field: Field, text: str) -> bool:
    """Short numbers in addresses: companies number their customers so, who put a tag into their pages."""
    if field.location is not Location.QUERY or len(text) > _LONGEST_CUSTOMER or not text.isdecimal():
        return False
    return _CUSTOMER.search(field.name) is not None


def _is_no_moment(text: str) -> bool:
    return len(text) not in _MOMENTS or not is_moment(text)


def _is_of_advertising(text: str) -> bool:
    """Shorter ones are the numbers of advertisers and campaigns."""
    return len(text) >= _SHORTEST_ADVERTISING and _is_no_moment(text)


def _is_model(text: str) -> bool:
    return text.lower() not in _FORMS and not text.isdecimal()


def _is_lately(text: str) -> bool:
    """Who was born lately owns no browser: such a date in a cookie is the cookie's own."""
    year = _YEAR.search(text[:_LONGEST_DATE])
    return year is not None and int(year[1]) >= _BORN_LATELY


def _is_asked(text: str) -> bool:
    """Words, as somebody types them: no quality, key, or list of settings."""
    if not any(map(str.isalpha, text)) or ("=" in text and " " not in text):
        return False
    return not any(len(word) >= _LONGEST_WORD and any(map(str.isdigit, word)) for word in text.split())


def _is_written(text: str) -> bool:
    """What somebody writes: no event's name."""
    return any(map(str.isspace, text)) or not _NAME_OF_THING.search(text)


def _is_place(text: str) -> bool:
    return text.isdecimal() or not any(map(str.isdigit, text))


def _is_house(text: str) -> bool:
    return not _RUN.search(text) and not (text.isascii() and text.isalpha() and text.islower())


def _is_screen(text: str) -> bool:
    if _RATIO.fullmatch(text):
        return True
    return any(int(digits) >= _SMALLEST_SCREEN or int(digits) in _DEPTHS for digits in _NUMBERS.findall(text))


def _is_system(text: str) -> bool:
    return _SYSTEM.search(text[:_LONGEST_DATE]) is not None


def _is_browser(text: str) -> bool:
    return _BROWSER.search(text) is not None


def _is_expiry(text: str) -> bool:
    return _EXPIRY.fullmatch(text) is not None


_RULES: dict[Category, Callable[[str], bool]] = {
    Category.ADVERTISING_ID: _is_of_advertising,
    **dict.fromkeys((Category.CLIENT_ID, Category.DEVICE_ID, Category.SESSION_ID), _is_no_moment),
    Category.DEVICE_MODEL: _is_model,
}
_OF_WEAK: dict[Category, Callable[[str], bool]] = {
    Category.SEARCH_QUERY: _is_asked,
    Category.MESSAGE: _is_written,
    Category.COUNTRY: _is_place,
    Category.POSTAL_ADDRESS: _is_house,
    Category.SCREEN_SIZE: _is_screen,
    Category.CARD_EXPIRY: _is_expiry,
    Category.OS_VERSION: _is_system,
    Category.USER_AGENT: _is_browser,
}
