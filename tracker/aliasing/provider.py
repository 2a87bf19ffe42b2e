"""What a service is that makes aliases, as SimpleLogin or Firefox Relay."""

from typing import Protocol


class Provider(Protocol):
    """A service at which the person has an account. Each is a module of its own beside this one.

    A rule never asks one while a request waits: aliases are made before (`with_alias_by`), and known from then on.
    """

    @property
    def name(self) -> str:
        """What the service calls itself: `SimpleLogin`."""

    def made(self, brand: str, note: str) -> str:
        """Return a new address that leads to the person's mailbox, with that brand in it where the service allows it.

        `note` is what the service shows beside it. Asks the service. Raises TrackerError in one line where it is not
        reached, or refuses.
        """
