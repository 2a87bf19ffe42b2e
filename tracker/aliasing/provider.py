"""What a service is that makes aliases, as SimpleLogin or Firefox Relay."""

from typing import Protocol


class Provider(Protocol):
    """A service at which the person has an account; `services` has those that are known.

    A rule never asks one while a request waits: aliases are made before, when the person asks for one
    (`making.make_alias`), and known from then on.
    """

    @property
    def name(self) -> str:
        """What the service calls itself: `SimpleLogin`."""

    def made(self, note: str, site: str) -> str:
        """Return a new address that leads to the person's mailbox.

        `note` is what the service shows beside it, `site` the host that it is for ('': it is not told). Asks the
        service. Raises TrackerError in one line where it is not reached, or refuses.
        """
