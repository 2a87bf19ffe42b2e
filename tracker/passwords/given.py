"""Which password a person gives to a site: of a form that changes it, the new one; never a code, never a hash."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from tracker.detection.names.segmentation import levels_of, words_of
from tracker.disclosure import Finding, Method, Party
from tracker.sites import Context
from tracker.taxonomy import SECRETS, Category
from tracker.traffic import Location

SHORTEST, LONGEST = 4, 72  # characters: shorter is half typed, longer is no password that a person has
LEAST_CONFIDENCE = 0.7
_MOST_FIELDS, _MOST_WORDS, _LONGEST_WORD = 8, 40, 80
_TYPED = frozenset({Location.FORM, Location.MULTIPART, Location.JSON})
_LONG_WORD = 5
_QUOTED = re.compile("“([^”]*)”")
_DISGUISED = re.compile(
    r"(?:[0-9a-fA-F]{8}){3,}"  # a hash in hexadecimal digits
    r"|[A-Za-z0-9+/]{22,}={1,2}"  # the same, or what was encrypted, in Base64
    r"|(?:U2FsdGVkX1|\$2[abxy]\$|#PWD_|[{\[]\").*",  # OpenSSL's salt, bcrypt, a large site's own, JSON
    re.DOTALL,
)


class Given(NamedTuple):
    """A password that was given to a site, in memory only, and words that guess it better: what else the form holds."""

    site: str
    password: str
    words: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Given({self.site!r})"


def prepare() -> None:
    """Read ahead what telling needs, so that no request waits for it."""
    _words()


def given(findings: Iterable[Finding], context: Context) -> Given | None:
    """Return the password that the person submits to the site they are on; None where there is none, or it is unclear
    which, or the page disguises it before it leaves. Never raises.
    """
    if context.party is not Party.FIRST or not context.site:
        return None
    findings = tuple(findings)
    password = _present([finding for finding in findings if _is_password(finding)][:_MOST_FIELDS])
    if password is None or not SHORTEST <= len(password) <= LONGEST or _DISGUISED.fullmatch(password):
        return None
    words = (one.value for one in findings if one.category not in SECRETS and len(one.value) <= _LONGEST_WORD)
    return Given(context.site, password, tuple(dict.fromkeys(words))[:_MOST_WORDS])


def _is_password(finding: Finding) -> bool:
    found = finding.evidence
    if finding.category is not Category.PASSWORD or found.confidence < LEAST_CONFIDENCE:
        return False
    is_typed = found.location in _TYPED or (found.location is Location.QUERY and found.method is Method.FORM)
    return is_typed and not _says(found.path, found.reasoning).is_code


def _present(found: list[Finding]) -> str | None:
    """Of several passwords in one form: the one that is repeated, else the one that is not said to be the former."""
    fields = {(finding.evidence.path, finding.value): finding for finding in found}
    times = Counter(value for _, value in fields)
    if len(times) > 1:
        repeated = [value for value, count in times.items() if count > 1]
        told = [one.value for one in fields.values() if not _says(one.evidence.path, one.evidence.reasoning).is_former]
        times = Counter(repeated or told)
    return next(iter(times)) if len(times) == 1 else None


class _Said(NamedTuple):
    is_former: bool
    is_code: bool


@lru_cache(1024)
def _says(path: str, reasoning: str) -> _Said:
    """What a field's name, or the phrase that told what it is, says of the password in it."""
    words = [word for level in levels_of(path) for word in level]
    words += [word for phrase in _QUOTED.findall(reasoning) for word in words_of(phrase)]
    former, long_former, codes = _words()
    is_former = any(word in former or word.startswith(long_former) for word in words)
    return _Said(is_former, any(word in codes for word in words))


@cache
def _words() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    known = tomllib.loads((files("tracker") / "data" / "passwords" / "words.toml").read_text(encoding="utf-8"))
    former = frozenset(word for listed in known["former"].values() for word in listed)
    codes = frozenset(word for listed in known["codes"].values() for word in listed)
    return former, tuple(sorted(word for word in former if len(word) >= _LONG_WORD)), codes
