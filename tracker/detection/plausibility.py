"""Could a value be of a category at all? A name that says so and a value that cannot be are no finding.

Quick and forgiving: a full check of a value is the detectors' work. Contact data may be hashed, as vendors of "advanced
matching" prescribe (Meta, Google: SHA-256 in hex of the trimmed lower-case value; others MD5 or SHA-1, or base64).
"""

import re
from collections.abc import Callable

from tracker.taxonomy import IDENTIFIERS, TAXONOMY, Category, Group

MAX_VALUE = 4096
_NEVER = frozenset(
    """true,false,yes,no,on,off,null,none,nil,undefined,nan,n/a,na,unknown,unset,default,empty,[object object],{},[],
    -,--,?,*,oui,non,ja,nein,si,sim,nao,0,1,-1,anonymous,(not set),not set,deny,denied,grant,granted,accept,accepted,
    required,optional""".replace("\n    ", "").split(",")
)
_FILTERS = frozenset({"all", "any", "every", "everywhere", "everyone", "anywhere", "worldwide", "select", "both"})
"""What a shop's filters say where nobody chose: no place or gender, though `Any` is a first name."""
_FILTERED = frozenset({Category.POSTAL_ADDRESS, Category.CITY, Category.REGION, Category.COUNTRY, Category.GENDER}) | {
    Category.NATIONALITY,
    Category.LANGUAGE,
}
_HEX = re.compile(r"0x[0-9a-fA-F]+")
_HASH = re.compile(r"[0-9a-fA-F]{32}(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{32}|[0-9a-fA-F]{96})?|[A-Za-z0-9+/_-]{43}=?")
_HASHED = frozenset({Group.CONTACT, Group.IDENTITY})
_PLACEHOLDER = re.compile(r"\$?\{\{?.{0,60}\}\}?|%%.{0,60}%%|__\w{1,60}__|<[^<>]{0,60}>|\[\w{1,40}\]")
_GRAPHQL = re.compile(r"\{|(?:query|mutation|subscription|fragment)\b[^{]{0,500}\{")  # `query` carries these, too
_STATES = frozenset(
    word
    for line in (
        "open opened opening close closed closing active inactive pending done complete completed success failed",
        "failure error enabled disabled enable disable visible hidden expanded collapsed loading loaded ready idle new",
        "draft published start started stop stopped paused running initial init login logout signin signup register",
        "submit search go ok cancel send save reset show hide checked unchecked selected valid invalid checkout home",
        "main index page content left right top bottom",
    )
    for word in line.split()
)
"""What names such as `state`, `login`, `search` and `region` carry when they are about the page."""


def is_plausible(category: Category, value: str) -> bool:
    """Return whether such a value could be of that category. Never raises."""
    text = value.strip()
    if not text or len(text) > MAX_VALUE or text.lower() in _NEVER or _PLACEHOLDER.fullmatch(text):
        return False
    if category in _FILTERED and (text.lower() in _FILTERS or _HEX.fullmatch(text)):
        return False
    if TAXONOMY[category].group in _HASHED and _HASH.fullmatch(text):
        return True
    return _RULES.get(category, _always)(text)


def _always(_text: str) -> bool:
    return True


def _is_address(text: str) -> bool:
    local, at, domain = text.replace("%40", "@").rpartition("@")
    return bool(at and local and "." in domain.strip(".") and len(text) <= 320 and "://" not in text)


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _is_one_digit(text: str) -> bool:
    """Whether all digits are the same: nobody's number, but what stands where there is none."""
    return len({c for c in text if c.isdigit()}) == 1 and not any(c.isalpha() for c in text)


def _numbered(least: int, most: int) -> Callable[[str], bool]:
    return lambda text: least <= _digits(text) <= most


def _is_phone(text: str) -> bool:
    letters = sum(c.isalpha() for c in text)
    return 6 <= _digits(text) <= 20 and letters <= 3 and len(text) <= 40 and not _is_one_digit(text)


def _is_words(text: str) -> bool:
    """A name of a person or place: letters, few digits, no markup, no state of a page."""
    if len(text) > 120 or text.lower() in _STATES or not any(c.isalpha() for c in text):
        return False
    return _digits(text) <= 2 and not any(c in _NOT_IN_WORDS for c in text)


_NOT_IN_WORDS = frozenset("{}<>[]=@\\|_#%^~$;*")


def _is_country(text: str) -> bool:
    return (text.isdigit() and len(text) <= 3) or (_is_words(text) and len(text) >= 2)


def _is_region(text: str) -> bool:
    if _DATA_CENTRE.fullmatch(text):
        return False
    return (text.isdigit() and len(text) <= 4) or (_is_words(text) and len(text) <= 60)


_DATA_CENTRE = re.compile(r"[A-Za-z]{2,20}(?:-[A-Za-z]{1,20}){1,2}-?\d{1,2}[a-z]?")
"""Clouds call their places so: `eu-west-1`, `europe-west4`, `us-gov-east-1`."""


def _is_street(text: str) -> bool:
    return any(c.isalnum() for c in text) and text.lower() not in _STATES and "://" not in text and len(text) <= 300


def _is_postal_code(text: str) -> bool:
    return 3 <= len(text) <= 12 and any(c.isdigit() for c in text) and all(c.isalnum() or c in " -" for c in text)


def _is_login(text: str) -> bool:
    """A document is about somebody, perhaps, but nobody's name for themselves."""
    return text[0] not in "{[<" and len(text) <= 128 and text.lower() not in _STATES


def _is_birth_date(text: str) -> bool:
    return len(text) <= 40 and (_digits(text) >= 1 or _is_words(text))


def _is_gender(text: str) -> bool:
    return len(text) <= 40 and ((text.isdigit() and len(text) == 1) or _is_words(text))


def _is_card(text: str) -> bool:
    return (12 <= _digits(text) <= 19 and all(c.isdigit() or c in " -*xX•." for c in text)) or text.count("*") >= 4


def _is_expiry(text: str) -> bool:
    return len(text) <= 12 and 1 <= _digits(text) <= 8


def _is_code(text: str) -> bool:
    return 3 <= len(text) <= 12 and text.isalnum() and any(c.isdigit() for c in text)


def _is_number(text: str) -> bool:
    """An official number: digits, perhaps with letters and separators."""
    if not 4 <= len(text) <= 40 or _is_one_digit(text):
        return False
    return _digits(text) >= 3 and all(c.isalnum() or c in " -./" for c in text)


def _is_coordinate(text: str) -> bool:
    return bool(_COORDINATE.fullmatch(text)) and any(c in "123456789" for c in text)


_COORDINATE = re.compile(r"[-+]?\d{1,3}\.\d{2,20}(?:\s*[,;]\s*[-+]?\d{1,3}\.\d{2,20})?[°NSEW ]*")


def _is_ip(text: str) -> bool:
    if text in _NOBODYS_ADDRESSES or text.startswith("127."):
        return False
    return (text.count(".") == 3 and _digits(text) >= 4) or (text.count(":") >= 2 and len(text) <= 45)


_NOBODYS_ADDRESSES = frozenset({"0.0.0.0", "255.255.255.255", "::", "::1", "0:0:0:0:0:0:0:1"})  # noqa: S104 - none is bound


def _is_identifier(text: str) -> bool:
    """Long enough to tell people apart, without being a sentence or an address of a page."""
    return 6 <= len(text) <= 1024 and not any(c.isspace() for c in text) and "://" not in text and _is_various(text)


def _is_user_id(text: str) -> bool:
    return 3 <= len(text) <= 512 and not any(c.isspace() for c in text) and "://" not in text and set(text) != {"0"}


def _is_various(text: str) -> bool:
    """A digit, or both cases: words are names of things. An OAuth client is a program."""
    if text.endswith(".apps.googleusercontent.com"):
        return False
    return len(set(text)) >= 4 and (_digits(text) >= 1 or text.lower() != text != text.upper())


def _is_language(text: str) -> bool:
    return bool(_LANGUAGE.fullmatch(text)) or (_is_words(text) and 4 <= len(text) <= 40)


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}(?:[,;].{0,200})?")


def _is_screen(text: str) -> bool:
    return len(text) <= 40 and 1 <= _digits(text) <= 12 and sum(c.isalpha() for c in text) <= 4


def _is_page(text: str) -> bool:
    return "://" in text or "%3a%2f%2f" in text.lower() or text.startswith("/") or " " in text or _is_host(text)


def _is_host(text: str) -> bool:
    return "." in text and "/" not in text.partition(".")[0] and any(c.isalpha() for c in text)


def _is_agent(text: str) -> bool:
    return any(c.isalpha() for c in text) and len(text) >= 2


def _is_token(text: str) -> bool:
    return len(text) >= 12 and _digits(text) >= 1


def _is_search(text: str) -> bool:
    if len(text) > 500 or _GRAPHQL.match(text):
        return False
    lowered = text.lower()
    return lowered not in _STATES and lowered not in _UNFILLED and any(c.isalnum() for c in text)


_UNFILLED = frozenset({"qstring", "querystring", "search_term_string", "searchterm", "search_term", "search_query"})
"""What stands in a search's template, as https://schema.org/SearchAction writes it."""


def _is_amount(text: str) -> bool:
    return _digits(text) >= 1


def _is_zone(text: str) -> bool:
    return len(text) <= 60 and (_digits(text) >= 1 or "/" in text or text.isalpha())


_RULES: dict[Category, Callable[[str], bool]] = {
    Category.EMAIL_ADDRESS: _is_address,
    Category.PHONE_NUMBER: _is_phone,
    Category.POSTAL_ADDRESS: _is_street,
    Category.CITY: _is_words,
    Category.REGION: _is_region,
    Category.COUNTRY: _is_country,
    Category.POSTAL_CODE: _is_postal_code,
    **dict.fromkeys((Category.FULL_NAME, Category.FIRST_NAME, Category.MIDDLE_NAME, Category.LAST_NAME), _is_words),
    **dict.fromkeys((Category.CARD_HOLDER, Category.NATIONALITY, Category.JOB_TITLE), _is_words),
    Category.ORGANIZATION: _is_street,
    Category.USERNAME: _is_login,
    Category.BIRTH_DATE: _is_birth_date,
    Category.GENDER: _is_gender,
    **dict.fromkeys((Category.NATIONAL_ID, Category.PASSPORT_NUMBER, Category.DRIVING_LICENCE), _is_number),
    **dict.fromkeys((Category.TAX_ID, Category.BANK_ACCOUNT), _is_number),
    Category.ONE_TIME_CODE: _is_code,
    Category.AUTH_TOKEN: _is_token,
    Category.CARD_NUMBER: _is_card,
    Category.CARD_EXPIRY: _is_expiry,
    Category.CARD_SECURITY_CODE: _numbered(3, 4),
    **dict.fromkeys((Category.INCOME, Category.PURCHASE), _is_amount),
    Category.COORDINATES: _is_coordinate,
    Category.IP_ADDRESS: _is_ip,
    **dict.fromkeys(IDENTIFIERS, _is_identifier),
    Category.USER_ID: _is_user_id,
    Category.USER_AGENT: _is_agent,
    Category.LANGUAGE: _is_language,
    Category.SCREEN_SIZE: _is_screen,
    Category.TIME_ZONE: _is_zone,
    Category.SEARCH_QUERY: _is_search,
    Category.PAGE_VISITED: _is_page,
}
