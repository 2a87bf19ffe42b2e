"""What may be shown of a value, and how equal values are recognised without keeping them."""

import re
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import urlsplit

from tracker.domains import is_address, registrable_domain
from tracker.normalisation import normalised
from tracker.taxonomy import IDENTIFIERS, SECRETS, TAXONOMY, Category, Group

FINGERPRINT_BYTES = 16
HIDDEN = "•••"
_MAX_PATH = 200
_LONGEST = 512  # characters of a value whose fingerprint is remembered
_ADDRESS_IN_PATH = re.compile(r"[^\s/?&=\[\]@]{1,64}(?:@|%40)[^\s/?&=\[\]@]{3,}", re.IGNORECASE)
_GAP = r"(?:[ -]|%20)"
_NUMBER_IN_PATH = re.compile(  # phones and cards, written in groups or not
    r"(?:\+|%2b|(?<!\d)00)\d(?:(?:[ ().-]|%20){0,3}\d){7,}"
    r"|(?<!\d)(?:0\d{8,}|\d{13,19}(?!\d))"
    rf"|(?<![\w-])(?:0\d{{1,4}}(?:{_GAP}\d{{2,4}}){{2,5}}|\d{{4}}(?:{_GAP}\d{{3,6}}){{2,4}})(?![\w-])",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def masked(category: Category, value: str) -> str:
    """Return what may be shown of a value: too little to reconstruct it, enough for its owner to recognise it.

    Secrets show their kind and length class only; of what is special (GDPR article 9) nothing is shown at all: lists of
    diseases and faiths are short. A shown character is never a control character.
    """
    if TAXONOMY[category].group is Group.SPECIAL:
        return HIDDEN
    if category in SECRETS:
        return f"{TAXONOMY[category].label}, {length_class(len(value))}"
    if category is Category.EMAIL_ADDRESS:
        return _masked_address(value)
    if category is Category.PAGE_VISITED:
        return _masked_page(value)
    if category is Category.PHONE_NUMBER or TAXONOMY[category].group is Group.FINANCIAL:
        return _masked_end(value)
    return _masked_start(value)


def length_class(length: int) -> str:
    """Return a length in words coarse enough to help nobody who guesses."""
    for limit, words in ((0, "empty"), (7, "under 8 characters"), (15, "8 to 15 characters")):
        if length <= limit:
            return words
    return "16 characters or more"


def _masked_address(value: str) -> str:
    local, at, domain = value.strip().rpartition("@")
    label, dot, suffix = domain.rpartition(".")
    if not (at and local and dot and label):
        return _masked_start(value)
    first = local[0] if len(local) > 2 else ""
    start = label[0] if len(label) > 2 else ""
    end = f".{suffix}" if len(suffix) <= 6 else ""
    return _shown(f"{first}{HIDDEN}@{start}{HIDDEN}{end}")


def _masked_page(value: str) -> str:
    """The page's registrable domain, which the record names as the site anyway."""
    try:
        host = urlsplit(value.strip()).hostname
    except ValueError:
        host = None
    if not host or is_address(host):
        return _masked_start(value)
    return _shown(f"{registrable_domain(host)[:80]}/{HIDDEN}")


def _masked_end(value: str) -> str:
    text = value.strip()
    return _shown(HIDDEN + text[-2:]) if len(text) >= 8 else HIDDEN


def _masked_start(value: str) -> str:
    """One character of four or more, two of eight or more."""
    text = value.strip()
    return _shown(text[: min(len(text) // 4, 2)] + HIDDEN)


def _shown(text: str) -> str:
    return text if text.isprintable() else _CONTROL.sub("\ufffd", text)


def masked_path(path: str, value: str = "") -> str:
    """Return a field's path fit to be kept: without the value, addresses or long numbers that stand in it."""
    if len(value) >= 4 and value in path:
        return _path_without_numbers(path.replace(value, HIDDEN))
    return _known_path(path) if len(path) <= _MAX_PATH else _path_without_numbers(path)


def _path_without_numbers(path: str) -> str:
    kept = path
    if "@" in kept or "%40" in kept:
        kept = _ADDRESS_IN_PATH.sub(HIDDEN, kept)
    kept = _NUMBER_IN_PATH.sub(HIDDEN, kept)
    return _shown(kept if len(kept) <= _MAX_PATH else kept[: _MAX_PATH - 1] + "…")


_known_path = lru_cache(8192)(_path_without_numbers)


class Fingerprinter:
    """Keyed hashes of normalised values: equal for equal data under one key, useless without it.

    A secret's fingerprint does not depend on its value at all, only on its category and recipient: a key that falls
    into wrong hands must not allow passwords to be guessed.
    """

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._fingerprint = lru_cache(8192)(self._compute)

    def fingerprint(self, category: Category, value: str, recipient: str) -> str:
        """Return 32 hexadecimal digits."""
        if category in SECRETS:
            return self._fingerprint(f"secret {category}", recipient)
        text = normalised(category, value)
        return (self._fingerprint if len(text) <= _LONGEST else self._compute)(_space(category), text)

    def _compute(self, space: str, text: str) -> str:
        data = f"{space}\0{text}".encode("utf-8", "surrogatepass")
        return blake2b(data, digest_size=FINGERPRINT_BYTES, key=self._key).hexdigest()


def _space(category: Category) -> str:
    """Identifiers share one space: the same value is one datum, whatever each recipient calls it."""
    return "identifier" if category in IDENTIFIERS else category.value
