"""Screen sizes as `1920x1080`, told from the sizes of advertisements and pictures.

Sizes of advertisements are those of the IAB (https://www.iab.com/guidelines/iab-new-ad-portfolio/). Without a
telling name the proportions must be a screen's: upright 320 to 1440 points wide, or lying from 1024.

>>> from tracker.traffic import Location
>>> verdicts(Field(Location.QUERY, "v", "v", "1920x1080"), None, None)[0].category.value
'screen_size'
>>> verdicts(Field(Location.QUERY, "v", "v", "728x90"), None, None)
()
"""

import re

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_SIZE = re.compile(
    r"([1-9]\d{2,3}) ?[x\u00d7*] ?([1-9]\d{2,3})(?: ?[x\u00d7*@] ?\d{1,2}(?:\.\d{1,4})?)?", re.IGNORECASE
)
_NAMED = re.compile(
    r"[1-9]\d{2,3}(?:\.\d{1,4})?(?:px)?|[1-9]\d{2,3}[ ,;x\u00d7*_-]{1,2}[1-9]\d{2,3}(?:\D.{0,12})?", re.IGNORECASE
)
_LONGEST = 24
_ADVERTISEMENTS = frozenset(
    {(320, 480), (480, 320), (768, 1024), (1024, 768), (300, 600), (300, 1050), (640, 640), (640, 1136)}
)


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a screen's size, or one side of it under a telling name."""
    if len(field.value) > _LONGEST:
        return ()
    text = field.value.strip()
    if hint is Category.SCREEN_SIZE:
        agrees = _NAMED.fullmatch(text)
        return (Verdict(Category.SCREEN_SIZE, 0.9, "Name and value agree: a screen's size."),) if agrees else ()
    match = _SIZE.fullmatch(text)
    if hint is None and match and _is_screen(int(match.group(1)), int(match.group(2))):
        return (Verdict(Category.SCREEN_SIZE, 0.5, "The value has a screen's proportions."),)
    return ()


def _is_screen(width: int, height: int) -> bool:
    if (width, height) in _ADVERTISEMENTS:
        return False
    if width < height:
        return 320 <= width <= 1440 and 1.3 <= height / width <= 2.4
    return width >= 1024 and 1.2 <= width / height <= 3.6
