"""What is kept of a password that was given to a site."""

from datetime import datetime
from typing import NamedTuple


class Use(NamedTuple):
    """A password at a site, by its digest (see `digests`) and its strength, 0 to 4; and when it was given."""

    site: str
    digest: str
    strength: int
    time: datetime
