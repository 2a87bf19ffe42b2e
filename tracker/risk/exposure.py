"""What is to be judged: all that one vendor has of a person, summed up."""

from dataclasses import dataclass

from tracker.disclosure import Manner
from tracker.taxonomy import Category


@dataclass(frozen=True, slots=True)
class Held:
    """What a vendor has of one category: so many distinct data, and all the ways in which they came to it.

    `is_third_party` and `is_plain` (over plain HTTP) are true when they are true of one of the data at least.
    """

    category: Category
    data: int = 1
    manners: frozenset[Manner] = frozenset({Manner.SUBMITTED})
    is_third_party: bool = False
    is_plain: bool = False

    @property
    def is_ambient(self) -> bool:
        """Whether only the browser sent it, by itself."""
        return self.manners <= {Manner.AMBIENT}

    @property
    def is_passed_on(self) -> bool:
        """Whether another site's page passed it on: the person never gave it to this vendor."""
        return self.is_third_party and not self.manners.isdisjoint({Manner.RELAYED, Manner.PREMATURE})

    @property
    def is_premature(self) -> bool:
        """Whether it left before the person submitted it."""
        return Manner.PREMATURE in self.manners


@dataclass(frozen=True, slots=True)
class ExposureSummary:
    """All that a vendor has, and from how many sites it came."""

    held: tuple[Held, ...] = ()
    sites: int = 1
