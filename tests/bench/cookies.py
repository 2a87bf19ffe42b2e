"""What the cookies' memory costs for each cookie and each value: `python -m tests.bench.cookies`.

Prints microseconds of processor time a call: for cookies that are sent again, for values never seen, for what responses
set, and for values of other fields that are looked up among the cookies.
"""

import base64
import random
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from urllib.parse import quote

from tests.builders.requests import TIME
from tracker.detection.cookies import CookieMemory
from tracker.traffic import Cookie

YEAR = 3e7
_CHANCE = random.Random(7)
_WORDS = ("order", "view", "cart", "item", "price", "colour", "size", "list", "home", "search", "basket", "news")


def _moment() -> int:
    return _CHANCE.randrange(1_700_000_000, 1_760_000_000)


def _uuid() -> str:
    return str(uuid.UUID(int=_CHANCE.getrandbits(128), version=4))


KINDS: dict[str, Callable[[], str]] = {
    "uuid": _uuid,
    "hex": lambda: _CHANCE.randbytes(16).hex(),
    "analytics": lambda: f"GA1.2.{_CHANCE.getrandbits(30)}.{_moment()}",
    "session": lambda: f"GS1.1.{_moment()}.4.1.{_moment()}.60.0.0",
    "base64": lambda: base64.urlsafe_b64encode(_CHANCE.randbytes(48)).decode(),
    "long": lambda: base64.b64encode(_CHANCE.randbytes(600)).decode(),
    "json": lambda: quote(f'{{"id":"{_uuid()}","t":{_moment()}000,"lang":"fr-FR"}}'),
    "words": lambda: "-".join(_CHANCE.choices(_WORDS, k=5)),
    "consent": lambda: f"CP{base64.urlsafe_b64encode(_CHANCE.randbytes(30)).decode()}AAAAAAAAAAAA",
    "flag": lambda: str(_CHANCE.randrange(3)),
    "moment": lambda: f"{_moment()}000",
    "address": lambda: quote(f"https://www.shop.test/p/{_CHANCE.randrange(9999)}?utm_source=mail&x={_uuid()}", safe=""),
}


def microseconds(calls: Sequence[tuple[object, ...]], work: Callable[..., object]) -> float:
    """Return the median of five runs over thirds of the calls, a call."""
    taken = []
    step = max(1, len(calls) // 5)
    for begin in range(0, len(calls), step):
        some = calls[begin : begin + step]
        start = time.process_time_ns()
        for call in some:
            work(*call)
        taken.append((time.process_time_ns() - start) / 1000 / len(some))
    return statistics.median(taken)


def learnt(count: int = 2000) -> CookieMemory:
    """Return a memory of so many identifiers of several companies."""
    memory = CookieMemory()
    for number in range(count):
        memory.learn(f"px.ads{number % 50}.test", [Cookie(f"id{number}", _uuid(), "", YEAR)], TIME)
    return memory


def main(count: int = 2000) -> None:
    """Print the table."""
    sys.stdout.write(f"{'us/call':12} {'again':>8} {'fresh':>8} {'set':>8} {'looked up':>10}\n")
    for kind, draw in KINDS.items():
        memory = learnt()
        host, site = "www.shop.test", "shop.test"
        same = draw()
        for _ in range(3):
            memory.verdict(host, "same", same, site)
        again = microseconds([(host, "same", same, site)] * count, memory.verdict)
        fresh = microseconds([(host, f"n{number % 50}", draw(), site) for number in range(count)], memory.verdict)
        cookies = [[Cookie(f"s{number % 50}", draw(), "", YEAR)] for number in range(count)]
        was_set = microseconds([(host, cookie, TIME) for cookie in cookies], memory.learn)
        looked_up = microseconds([(draw(), "other.test") for _ in range(count)], memory.owners_of)
        sys.stdout.write(f"{kind:12} {again:8.2f} {fresh:8.2f} {was_set:8.2f} {looked_up:10.2f}\n")


if __name__ == "__main__":
    main()
