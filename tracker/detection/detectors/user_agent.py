"""User agent strings: browser, system and often the device's model in one line.

Definition: RFC 9110 section 10.1.5; the shape that browsers send is described at
https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/User-Agent.

>>> from tracker.traffic import Location
>>> agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
>>> verdicts(Field(Location.QUERY, "v", "v", agent), None, None)[0].category.value
'user_agent'
"""

import re

from tracker.detection.verdict import Verdict
from tracker.taxonomy import Category
from tracker.traffic import Field

_AGENT = re.compile(r"\s*(?:(?:Mozilla|Opera|Dalvik)/\d[\d.]* ?\(|\S{1,80} CFNetwork/\d|okhttp/\d|Dart/\d)")


def verdicts(field: Field, hint: Category | None, country: str | None) -> tuple[Verdict, ...]:
    """Return a verdict for a value that begins as user agents do."""
    if "/" in field.value and _AGENT.match(field.value):
        return (
            Verdict(
                Category.USER_AGENT, 0.95, "The value is a user agent string: browser, system and often the device."
            ),
        )
    return ()
