"""The usual spellings of a value: what sites send of it, and what vendors ask them to make of it before hashing.

Sources for the rules:
- Meta, customer information parameters (developers.facebook.com/docs/marketing-api/conversions-api/parameters/
  customer-information-parameters): lower case; phone numbers as digits with country code; names and cities without
  punctuation, cities without spaces; dates of birth as YYYYMMDD; the first five digits of US postal codes.
- Google, enhanced conversions (developers.google.com/google-ads/api/docs/conversions/enhanced-conversions/web):
  trimmed, lower case, phone numbers in E.164, no dots before `@gmail.com`, tags dropped.
- TikTok, advanced matching (business-api.tiktok.com/portal/docs): phone numbers in E.164, with or without the plus.
- Microsoft, enhanced conversions (learn.microsoft.com/advertising): no dots and tags before the `@`, whoever's domain.
- Pinterest, Snap, Reddit, LinkedIn (their conversions APIs' guides): lower case, no punctuation in names, cities
  without spaces, regions as two letters, dates of birth as YYYYMMDD.
- UID2 and EUID (unifiedid.com/docs/getting-started/gs-normalization-encoding): lower case; of `@gmail.com` alone no
  dots and tags.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tracker.detection.indicators.dates import date_spellings
from tracker.detection.indicators.phones import phone_spellings
from tracker.detection.indicators.regions import region_spellings
from tracker.detection.indicators.spelling import Spelling
from tracker.profile import Value
from tracker.taxonomy import IDENTIFIERS, Category

_GMAIL = frozenset({"gmail.com", "googlemail.com"})
_NOT_WORD = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")


class _Form(NamedTuple):
    """One way to spell: its function, and the words that tell of it."""

    function: Callable[[str], str]
    words: str


def spellings(value: Value, country: str | None) -> tuple[Spelling, ...]:
    """Return the value's distinct spellings, the most usual first."""
    found = dict[str, str]()
    for spelling in _listed(value, country):
        if spelling.text.strip():
            found.setdefault(spelling.text, spelling.words)
    return tuple(Spelling(text, words) for text, words in found.items())


def _listed(value: Value, country: str | None) -> Iterator[Spelling]:
    text, category = value.value, value.category
    for form in _CASES:
        yield Spelling(form.function(text), form.words)
    if category is Category.PHONE_NUMBER:
        yield from phone_spellings(text, country)
    elif category is Category.BIRTH_DATE:
        yield from date_spellings(text, country)
    elif category is Category.REGION:
        yield from region_spellings(text)
    for form in _FORMS.get(category, ()):
        yield Spelling(form.function(text), form.words)


def without_accents(text: str) -> str:
    """Return the text with plain letters: `é` as `e`, `ø` as `o`, `ß` as `ss`."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D"}
)


def _umlauts_spelt(text: str) -> str:
    """`Müller` as `Mueller`, `Sørensen` as `Soerensen`."""
    return without_accents(text.translate(_TWO_LETTERS))


_TWO_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)


def _words_joined(joint: str) -> Callable[[str], str]:
    return lambda text: _NOT_WORD.sub(joint, text.lower()).strip(joint)


def _plain_joined(joint: str) -> Callable[[str], str]:
    return lambda text: _NOT_WORD.sub(joint, without_accents(text.lower())).strip(joint)


def _turned(joint: str) -> Callable[[str], str]:
    """The last word first: `Dupont, Marie`."""

    def turned(text: str) -> str:
        first, _, last = text.rpartition(" ")
        return f"{last}{joint}{first}" if first else ""

    return turned


def _gmail(text: str) -> str:
    """Google's spelling of its own addresses: `Ma.Rie+news@googlemail.com` is `marie@gmail.com`."""
    name, _, domain = _untagged(text).rpartition("@")
    return f"{name.replace('.', '')}@gmail.com" if domain in _GMAIL else ""


def _gmail_with_tag(text: str) -> str:
    name, _, domain = text.lower().rpartition("@")
    return f"{name.replace('.', '')}@{domain}" if domain in _GMAIL else ""


def _undotted(text: str) -> str:
    """The rule that Google's guide states for every domain, though its samples keep to Gmail."""
    name, _, domain = _untagged(text).rpartition("@")
    return f"{name.replace('.', '')}@{domain}"


def _untagged(text: str) -> str:
    name, _, domain = text.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"


def _ascii_domain(text: str) -> str:
    """An address under an internationalised domain, as it travels in the mail: `marie@xn--caf-dma.test`."""
    name, _, domain = text.lower().rpartition("@")
    try:
        return "" if domain.isascii() else f"{name}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return ""


def _grouped(joint: str) -> Callable[[str], str]:
    def grouped(text: str) -> str:
        compact = _NOT_WORD.sub("", text)
        return joint.join(compact[start : start + 4] for start in range(0, len(compact), 4))

    return grouped


def _compact(text: str) -> str:
    return _NOT_WORD.sub("", text)


def _five_digits(text: str) -> str:
    """A US postal code without its extension."""
    return text[:5] if re.fullmatch(r"\d{5}-\d{4}", text) else ""


def _british_sector(text: str) -> str:
    """A British postal code without its last two letters, as Meta asks for it."""
    compact = _compact(text).lower()
    return compact[:-2] if re.fullmatch(r"[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}", compact) else ""


def _hardware(joint: str) -> Callable[[str], str]:
    """Twelve hexadecimal digits in pairs: a network card's address."""

    def paired(text: str) -> str:
        compact = _compact(text).lower()
        is_hardware = re.fullmatch(r"[0-9a-f]{12}", compact) is not None
        return joint.join(compact[start : start + 2] for start in range(0, 12, 2)) if is_hardware else ""

    return paired


def _address(form: str) -> Callable[[str], str]:
    """The short or long form of an internet address (RFC 5952)."""

    def written(text: str) -> str:
        try:
            return str(getattr(ipaddress.ip_address(text.strip()), form))
        except ValueError:
            return ""

    return written


def _point(joint: str) -> Callable[[str], str]:
    return lambda text: joint.join(_NUMBERS.findall(text)) if len(_NUMBERS.findall(text)) == 2 else ""


_NUMBERS = re.compile(r"-?\d{1,3}\.\d{1,20}")
_CASES = (
    _Form(str, ""),
    _Form(str.strip, "without the spaces around it"),
    _Form(lambda text: text.strip().lower(), "in lower case"),
    _Form(lambda text: text.strip().upper(), "in upper case"),
)
_EMAIL = (
    _Form(_untagged, "in lower case, without its tag"),
    _Form(_gmail, "in Google's spelling"),
    _Form(_gmail_with_tag, "in lower case, without dots"),
    _Form(_undotted, "in lower case, without dots and tag"),
    _Form(_ascii_domain, "in lower case, its domain in ASCII"),
)
_NAME = (
    _Form(lambda text: without_accents(text.lower()), "in lower case, without accents"),
    _Form(_words_joined(""), "in lower case, without punctuation and spaces"),
    _Form(_plain_joined(""), "in lower case, without accents, punctuation and spaces"),
    _Form(_words_joined(" "), "in lower case, with spaces for punctuation"),
    _Form(_plain_joined(" "), "in lower case, without accents, with spaces for punctuation"),
    _Form(_plain_joined("-"), "in lower case, without accents, joined by hyphens"),
    _Form(without_accents, "without accents"),
    _Form(_umlauts_spelt, "with two letters for one"),
    _Form(lambda text: _umlauts_spelt(text.lower()), "in lower case, with two letters for one"),
    _Form(lambda text: without_accents(text.upper()), "in upper case, without accents"),
    _Form(str.title, "capitalised"),
)
_FULL_NAME = (
    *_NAME,
    _Form(_turned(" "), "with the last name first"),
    _Form(_turned(", "), "with the last name first"),
    _Form(_plain_joined("."), "in lower case, joined by dots"),
    _Form(_plain_joined("_"), "in lower case, joined by underscores"),
    _Form(_words_joined("."), "in lower case, joined by dots"),
    _Form(_turned(","), "with the last name first"),
    _Form(lambda text: _turned(", ")(text).lower(), "in lower case, with the last name first"),
    _Form(lambda text: _plain_joined(".")(_turned(" ")(text)), "in lower case, with the last name first"),
    _Form(lambda text: _plain_joined("_")(_turned(" ")(text)), "in lower case, with the last name first"),
    _Form(lambda text: without_accents(_turned(" ")(text).lower()), "in lower case, with the last name first"),
    _Form(lambda text: _turned(" ")(text).lower(), "in lower case, with the last name first"),
    _Form(lambda text: _plain_joined("")(_turned(" ")(text)), "in lower case, joined, with the last name first"),
    _Form(lambda text: _SPACES.sub("", text.lower()), "in lower case, without spaces"),
    _Form(lambda text: _SPACES.sub("", without_accents(text.lower())), "in lower case, without accents and spaces"),
)
_TEXT = (
    _Form(without_accents, "without accents"),
    _Form(lambda text: without_accents(text.lower()), "in lower case, without accents"),
)
_ADDRESS = (
    _Form(lambda text: _SPACES.sub(" ", text.lower().replace(",", " ")), "in lower case, without commas"),
    *_NAME,
)
_NUMBER = (
    _Form(lambda text: _compact(text).upper(), "without spaces and punctuation"),
    _Form(lambda text: _compact(text).lower(), "in lower case, without spaces and punctuation"),
)
_ACCOUNT = (*_NUMBER, _Form(_grouped(" "), "in groups of four"), _Form(_grouped("-"), "in groups of four"))
_FORMS: dict[Category, tuple[_Form, ...]] = {
    Category.EMAIL_ADDRESS: _EMAIL,
    **dict.fromkeys((Category.FIRST_NAME, Category.MIDDLE_NAME, Category.LAST_NAME), _NAME),
    **dict.fromkeys((Category.FULL_NAME, Category.CARD_HOLDER), _FULL_NAME),
    **dict.fromkeys((Category.CITY, Category.REGION, Category.COUNTRY), _NAME),
    **dict.fromkeys((Category.ORGANIZATION, Category.JOB_TITLE), _NAME),
    Category.POSTAL_ADDRESS: _ADDRESS,
    Category.TEXT: _TEXT,
    Category.POSTAL_CODE: (
        *_NUMBER,
        _Form(_five_digits, "without its extension"),
        _Form(_british_sector, "as area, district and sector"),
    ),
    Category.IP_ADDRESS: (
        _Form(_address("compressed"), "in short form"),
        _Form(_address("exploded"), "in long form"),
    ),
    Category.COORDINATES: tuple(_Form(_point(joint), "as two numbers") for joint in (",", ", ", " ", ";", "/")),
    Category.DEVICE_ID: (
        *_NUMBER,
        *(_Form(_hardware(joint), "in pairs of digits") for joint in (":", "-", ".")),
    ),
    Category.GENDER: (
        _Form(lambda text: text[:1].lower(), "as one letter"),
        _Form(lambda text: text[:1].upper(), "as one letter"),
    ),
    **dict.fromkeys((Category.NATIONAL_ID, Category.TAX_ID, Category.PASSPORT_NUMBER), _NUMBER),
    Category.DRIVING_LICENCE: _NUMBER,
    **dict.fromkeys((Category.BANK_ACCOUNT, Category.CARD_NUMBER), _ACCOUNT),
    **dict.fromkeys(IDENTIFIERS - {Category.DEVICE_ID}, _NUMBER),
}
