"""What forms said, remembered per site: tells later what an opaque name such as `entry.839337160` carries."""

from collections import OrderedDict
from collections.abc import Mapping
from types import MappingProxyType

from tracker.detection.forms.reading import FormField, forms_of
from tracker.detection.names import name_words
from tracker.detection.verdict import Verdict

MAX_SITES = 256
MAX_NAMES = 512
_MAX_NAME = 256
_NOTHING: Mapping[str, Verdict] = MappingProxyType({})
_MARKS = ("<input", "<textarea", "<select")


class FormMemory:
    """The fields of the forms seen last, by site and name. Bounded: what was not used longest is forgotten first.

    A site is a registrable domain, in the spelling that `domains.registrable_domain` gives. What is kept is what a
    field carries, not its part in the form: the account's name may be an e-mail address, whose trail goes on.
    """

    def __init__(self) -> None:
        self._sites: OrderedDict[str, OrderedDict[str, Verdict]] = OrderedDict()

    def learn(self, site: str, html: bytes | str) -> None:
        """Remember what the forms on a page of that site ask for. Never raises."""
        if not _has_controls(html):
            return
        found = _by_name(forms_of(html))
        if not any(found.values()):
            return
        names = self._sites.setdefault(site, OrderedDict())
        self._sites.move_to_end(site)
        for name, verdict in found.items():
            names.pop(name, None)
            if verdict:
                names[name] = verdict
        _shorten(names, MAX_NAMES)
        _shorten(self._sites, MAX_SITES)

    def verdict(self, site: str, name: str) -> Verdict | None:
        """Return what a form on that site said about a field of that name."""
        return self.of(site).get(name)

    def of(self, site: str | None) -> Mapping[str, Verdict]:
        """Return what forms on that site said about fields, by their names."""
        return self._sites.get(site, _NOTHING) if site else _NOTHING


def _by_name(fields: list[FormField]) -> dict[str, Verdict | None]:
    """What fields carry, by their names; by their ids, too, where these can be nothing but the field's own.

    Scripts often send a field under its id. An id of one word (`value`, `title`) is also a key of much else.
    """
    found: dict[str, Verdict | None] = {}
    for field in fields:
        if 0 < len(field.name) <= _MAX_NAME:
            found[field.name] = field.carries
    for field in fields:
        if field.carries and field.id != field.name and len(field.id) <= _MAX_NAME and len(name_words(field.id)) > 1:
            found.setdefault(field.id, field.carries)
    return found


def _has_controls(html: bytes | str) -> bool:
    lower = html.lower()
    if isinstance(lower, str):
        return any(mark in lower for mark in _MARKS)
    return any(mark.encode() in lower for mark in _MARKS)


def _shorten[T](entries: OrderedDict[str, T], limit: int) -> None:
    while len(entries) > limit:
        entries.popitem(last=False)
