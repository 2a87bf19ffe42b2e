"""The address of a page -> the special categories that its words speak of.

Words are those of the path, split where slugs are, and of what was searched for in the query. The host is left out:
what kind of site it is would be a judgement of the site, not what the address says.

>>> [verdict.value for verdict in address_topics("https://www.news.test/2026/living-with-multiple-sclerosis.html?ref=7")]
['multiple sclerosis']
>>> address_topics("https://www.multiple-sclerosis.test/about")
()
"""

import re
from functools import lru_cache
from urllib.parse import unquote_plus

from tracker.detection.topics.reading import verdicts_of
from tracker.detection.topics.words import words_of
from tracker.detection.verdict import Verdict

_ADDRESS = re.compile(r"(?:https?:)?//[^/?#]*(/[^?#]*)?(?:\?([^#]*))?(?:#.*)?", re.IGNORECASE | re.DOTALL)
_SEARCH_KEYS = frozenset({"q", "qry", "query", "s", "k", "p", "kw", "wd", "ntt", "_nkw", "text", "term", "terms"}) | {
    *("search", "search_query", "search_term", "searchterm", "searchtext", "keyword", "keywords", "field-keywords"),
    *("recherche", "rechercher", "mot", "mots", "motcle", "mots_cles", "suche", "suchbegriff"),
}
_EXTENSION = re.compile(r"\.[a-z0-9]{2,5}$", re.IGNORECASE)
_CODE = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{9,}|[0-9a-f]{12,}", re.IGNORECASE)
_LONGEST, _MOST_PARTS = 2048, 64


def address_topics(url: str) -> tuple[Verdict, ...]:
    """Return what an absolute address of a page tells of the special categories. Never raises."""
    return _told(url[:_LONGEST])


@lru_cache(2048)
def _told(url: str) -> tuple[Verdict, ...]:
    match = _ADDRESS.match(url)
    if not match:
        return ()
    path, query = match.groups()
    parts = [_EXTENSION.sub("", part) for part in (path or "").split("/")]
    pairs = (pair.partition("=") for pair in (query or "").split("&"))
    parts += [value for key, _, value in pairs if value and key.lower() in _SEARCH_KEYS]
    words: list[str] = []
    for part in parts[:_MOST_PARTS]:
        words += [word for word in words_of(unquote_plus(part)) if not _CODE.fullmatch(word)]
        words.append("")  # no phrase goes on in the next part
    return verdicts_of(words)
