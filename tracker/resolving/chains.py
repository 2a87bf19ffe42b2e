"""The names that a name leads to, hop by hop, from one question or several."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.resolving.asking import Server, ask
from tracker.resolving.messages import Answer, BadMessageError

PATIENCE = 2.0  # seconds for one question to one server
MOST_HOPS = 16
_MOST_QUESTIONS = 6  # a resolver tells the whole chain at once, but for those that do not
_NO_SUCH_NAME = 3


class Unresolved(Exception):  # noqa: N818 - a state of the world, not an error
    """It cannot be told where a name leads, for now."""


class Chain(NamedTuple):
    """The names that a name leads to, in their order; none where it is no alias. `ttl`: for how many seconds that may
    be relied on.
    """

    hops: tuple[str, ...]
    ttl: int


async def chain_of(name: str, servers: Sequence[Server], patience: float = PATIENCE) -> Chain:
    """Return where a name leads. Raises Unresolved where no server tells, or what they tell has no end."""
    hops: list[str] = []
    ttl: int | None = None
    for _ in range(_MOST_QUESTIONS):
        last = hops[-1] if hops else name
        answer = await _answer(last, servers, patience)
        new = _followed(last, answer.aliases)
        hops += new
        ttl = answer.ttl if ttl is None else min(ttl, answer.ttl)
        if len(hops) > MOST_HOPS or len({name, *hops}) <= len(hops):
            raise Unresolved("the aliases lead too far")
        if not new or hops[-1] in answer.addressed:
            return Chain(tuple(hops), ttl)
    raise Unresolved("the aliases lead too far")


def _followed(name: str, aliases: dict[str, str]) -> list[str]:
    """The hops from a name on; a loop ends with a name that was there before."""
    hops: list[str] = []
    while (target := aliases.get(name)) is not None and len(hops) <= len(aliases):
        hops.append(target)
        name = target
    return hops


async def _answer(name: str, servers: Sequence[Server], patience: float) -> Answer:
    reason = "there is no name server"
    for server in servers:
        try:
            answer = await ask(server, name, patience)
        except TimeoutError:
            reason = "no answer in time"
        except (OSError, BadMessageError) as error:
            reason = str(error)
        else:
            if answer.code == 0:
                return answer
            reason = "no such name" if answer.code == _NO_SUCH_NAME else f"refused with {answer.code}"
            if answer.code == _NO_SUCH_NAME:
                break
    raise Unresolved(reason)
