"""What is to be judged: all that one vendor has of a person, summed up, and what is known of the vendor itself."""

from dataclasses import dataclass

from tracker.disclosure import Manner
from tracker.taxonomy import Category


@dataclass(frozen=True, slots=True)
class Held:
    """What a vendor has of one category: so many distinct data, and all the ways in which they came to it.

    `is_third_party` and `is_plain` (over plain HTTP) are true when they are true of one of the data at least.
    `elsewhere` are the ways in which they came to it as a third party, where that is known; None: all of them.
    """

    category: Category
    data: int = 1
    manners: frozenset[Manner] = frozenset({Manner.SUBMITTED})
    is_third_party: bool = False
    is_plain: bool = False
    elsewhere: frozenset[Manner] | None = None

    @property
    def as_third_party(self) -> frozenset[Manner]:
        """The ways in which it came to the vendor on other companies' sites: what came on its own is none of them."""
        if not self.is_third_party:
            return frozenset()
        return self.manners if self.elsewhere is None else self.manners & self.elsewhere

    @property
    def is_ambient(self) -> bool:
        """Whether only the browser sent it, by itself."""
        return self.manners <= {Manner.AMBIENT}

    @property
    def is_passed_on(self) -> bool:
        """Whether another site's page passed it on."""
        return not self.as_third_party.isdisjoint({Manner.RELAYED, Manner.PREMATURE})

    @property
    def is_premature(self) -> bool:
        """Whether it left before the person submitted it."""
        return Manner.PREMATURE in self.manners


@dataclass(frozen=True, slots=True)
class Company:
    """What is known of a vendor itself, beside what it has: None and empty where it is not known.

    `category` is its line of business and `country` its seat (ISO 3166-1), as the catalogue has them; `breaches` counts
    those that are known and verified; `deletion` is how hard it is to delete an account there, in JustDeleteMe's words.
    """

    category: str | None = None
    country: str | None = None
    breaches: int | None = None
    deletion: str | None = None


@dataclass(frozen=True, slots=True)
class ExposureSummary:
    """All that a vendor has, and from how many sites it came.

    `group_sites` counts the sites that it and its siblings under one parent hear from together, and `partners` the
    other companies that got the same identifier as third parties.
    """

    held: tuple[Held, ...] = ()
    sites: int = 1
    group_sites: int = 0
    partners: int = 0
    company: Company = Company()
