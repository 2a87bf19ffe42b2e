"""Values written into a GraphQL query: `login(email: "…")`. Variables are plain JSON and need no code of their own.

Source: GraphQL, October 2021, section 2.9 (https://spec.graphql.org/October2021/).
"""

import re

from tracker.detection.place import Parsed, Place
from tracker.detection.unseen import Unseen

_OPERATION = re.compile(r"\s*(?:query|mutation|subscription|fragment|\{)[^\"]{0,4000}\(")
ARGUMENT = re.compile(r'([A-Za-z_]\w{0,80})\s*:\s*(?:"((?:[^"\\\n]|\\.){1,4096}+)"|(-?\d[\d.]{0,40}+))')


def graphql_fields(text: str, place: Place, limit: int) -> Parsed | None:
    """Return the arguments in a GraphQL text that lies there, or None when it is none or has none."""
    if "(" not in text or not _OPERATION.match(text):
        return None
    parsed = Parsed([])
    for match in ARGUMENT.finditer(text):
        if len(parsed.fields) >= limit:
            return Parsed(parsed.fields, Unseen.OVERSIZED)
        parsed.fields.append(place.field(match[1], match[3] or match[2]))
    return parsed if parsed.fields else None
