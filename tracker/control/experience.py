"""What the ledger knows that rules go by, in one sealed file of the home: no proxy opens the ledger.

Where hosts' names lead, so that who hides behind a name of a site's own is a third party from the first request on.
While a rule speaks of what is premature, also what was submitted where, as keyed fingerprints. What is damaged counts
as not known.
"""

import contextlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import NamedTuple

import orjson

from tracker import files
from tracker.control.choices import Control
from tracker.disclosure import Manner
from tracker.keys import Keys
from tracker.sealing import seal, unseal
from tracker.settings import Settings

MOST_LEADS = 8192  # hosts
_PURPOSE, _VERSION = b"experience 1", 1


class Experience(NamedTuple):
    """`leads` are the names that hosts' names lead to; `submitted` is what `Given` takes, None where no rule asked."""

    leads: Mapping[str, tuple[str, ...]]
    submitted: bytes | None = None


NONE = Experience({})


def is_asked_for(control: Control) -> bool:
    """Whether a rule would go by any of it."""
    return control.changes_requests


def asks_for_submissions(control: Control) -> bool:
    """Whether a rule speaks of what leaves before it is submitted."""
    return any(rule.is_on and rule.manner is Manner.PREMATURE for rule in control.rules)


def write(settings: Settings, keys: Keys, found: Experience) -> None:
    """Put it into the file, all at once. Raises OSError."""
    submitted = None if found.submitted is None else b64encode(found.submitted).decode()
    document = {"version": _VERSION, "leads": found.leads, "submitted": submitted}
    files.replace(settings.experience_file, seal(keys.control, orjson.dumps(document), _PURPOSE))


def read(settings: Settings, keys: Keys) -> Experience | None:
    """Return what the file says, None where there is none, or none that can be read."""
    try:
        document = orjson.loads(unseal(keys.control, settings.experience_file.read_bytes(), _PURPOSE))
        if document["version"] != _VERSION:
            return None
        leads = {host: tuple(hops) for host, hops in document["leads"].items()}
        submitted = document["submitted"]
        return Experience(leads, None if submitted is None else b64decode(submitted))
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None


def erase(settings: Settings) -> None:
    """Remove the file."""
    with contextlib.suppress(OSError):
        settings.experience_file.unlink(missing_ok=True)
