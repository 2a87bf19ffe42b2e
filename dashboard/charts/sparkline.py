"""A course in the width of a word, for the rows of tables: inline SVG, drawn by the macro `sparkline`."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.phrasing import gettext, ngettext

_WIDTH, _HEIGHT, _EDGE = 100, 24, 2


class Sparkline(NamedTuple):
    """Two paths in a picture of that size, and what they say in words."""

    course: str
    area: str
    width: int
    height: int
    words: str


def sparkline(values: Sequence[int]) -> Sparkline:
    """Return the course of counts, the oldest first; nothing is a line at the bottom. The highest reaches the top."""
    counts = [max(value, 0) for value in values] or [0]
    counts = counts if len(counts) > 1 else counts * 2
    top, step = max(*counts, 1), _WIDTH / (len(counts) - 1)
    room = _HEIGHT - 2 * _EDGE
    points = [
        f"{round(place * step, 1):g} {round(_HEIGHT - _EDGE - room * count / top, 1):g}"
        for place, count in enumerate(counts)
    ]
    course = "M" + "L".join(points)
    return Sparkline(course, f"{course}L{_WIDTH} {_HEIGHT}L0 {_HEIGHT}Z", _WIDTH, _HEIGHT, _words(values))


def _words(values: Sequence[int]) -> str:
    total = sum(values)
    if not total:
        return gettext("nothing in this time")
    half = len(values) // 2
    before, after = sum(values[:half]), sum(values[-half:] if half else values)
    told = ngettext("%(count)s disclosure", "%(count)s disclosures", total)
    if not half or max(before, after) < 1.25 * min(before, after):
        return gettext("%(disclosures)s, about as many all the time", disclosures=told)
    if after > before:
        return gettext("%(disclosures)s, more and more", disclosures=told)
    return gettext("%(disclosures)s, less and less", disclosures=told)
