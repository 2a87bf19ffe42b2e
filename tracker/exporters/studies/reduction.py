"""How much is left of what could single a person out besides keys: times and hosts."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Self

from tracker.errors import ConfigurationError
from tracker.ledger.moments import micros, moment


class Resolution(StrEnum):
    """What times are cut to."""

    FULL = "full"
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"


class Hosts(StrEnum):
    """What is left of hosts' names: all; all but what looks like an identifier; their registrable domain alone."""

    FULL = "full"
    WORDS = "words"
    DOMAIN = "domain"


_MICROSECONDS = {
    Resolution.FULL: 1,
    Resolution.SECOND: 1_000_000,
    Resolution.MINUTE: 60_000_000,
    Resolution.HOUR: 3_600_000_000,
    Resolution.DAY: 86_400_000_000,
}


@dataclass(frozen=True, slots=True)
class Reduction:
    """What the person chose."""

    times: Resolution = Resolution.SECOND
    hosts: Hosts = Hosts.WORDS

    @classmethod
    def of(cls, times: str, hosts: str) -> Self:
        """The choice by its words. Raises ConfigurationError for words that are none."""
        return cls(_chosen(Resolution, "times", times), _chosen(Hosts, "hosts", hosts))

    def cut(self, time: datetime) -> datetime:
        """Return the time at the beginning of its second, minute, hour or day, in UTC."""
        return _cut(time, _MICROSECONDS[self.times])


def _chosen[Choice: StrEnum](choices: type[Choice], what: str, word: str) -> Choice:
    try:
        return choices(word)
    except ValueError as error:
        raise ConfigurationError(f"{what}={word!r} is no choice; there are {', '.join(choices)}") from error


@lru_cache(4096)  # the rows of one request follow one another
def _cut(time: datetime, step: int) -> datetime:
    return time.astimezone(UTC) if step == 1 else moment(micros(time) // step * step)
