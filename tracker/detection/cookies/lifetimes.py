"""How long known cookies are set for, as their owners document it: `tracker/data/cookie_lifetimes.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tracker.detection.cookies.names import Known


class Documented(NamedTuple):
    """How many days a cookie is set for by default, 0 for a session, and the address of the document that says so."""

    days: float
    source: str


def documented(known: Known) -> Documented | None:
    """Return how long a known cookie is set for by default; None where its owner's documents were not found to say."""
    return every_documented().get((known.owner, known.name))


@cache
def every_documented() -> dict[tuple[str, str], Documented]:
    """Return all that is documented, by owner and by the name as `Known` has it."""
    text = (files("tracker") / "data" / "cookie_lifetimes.toml").read_text("utf-8")
    return {
        (one["owner"], name): Documented(float(days), one["source"])
        for one in tomllib.loads(text)["document"]
        for name, days in one["days"].items()
    }
