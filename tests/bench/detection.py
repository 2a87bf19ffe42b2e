"""What detection costs for each request of a made-up browsing mix: `python -m tests.bench.detection`.

Prints microseconds of processor time a request, for the whole and for its parts. Values change from request to request
as they do in a browser: identifiers stay, moments and texts are new.
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote, urlencode

from tests.builders.requests import TIME, a_request
from tracker.detection import Knowledge, detect, knowledge_of
from tracker.detection.fields import fields_of
from tracker.profile import Profile, Value
from tracker.sites import context_of
from tracker.taxonomy import Category
from tracker.traffic import Cookie, Request

AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
AMBIENT = (
    ("Connection", "keep-alive"),
    ("User-Agent", AGENT),
    ("sec-ch-ua", '"Chromium";v="131", "Not_A Brand";v="24"'),
    ("sec-ch-ua-mobile", "?0"),
    ("sec-ch-ua-platform", '"Linux"'),
    ("Accept", "*/*"),
    ("Accept-Language", "fr-FR,fr;q=0.9,en;q=0.7"),
    ("Accept-Encoding", "gzip, deflate, br, zstd"),
    ("Sec-Fetch-Site", "cross-site"),
    ("Sec-Fetch-Mode", "no-cors"),
    ("Sec-Fetch-Dest", "empty"),
)
WORDS = ("order", "view", "cart", "item", "price", "colour", "size", "list", "home", "search", "basket", "news", "next")
PROFILE = Profile(
    (
        Value(Category.EMAIL_ADDRESS, "marie@mail.test"),
        Value(Category.FULL_NAME, "Marie Dupont"),
        Value(Category.PHONE_NUMBER, "+33612345678"),
    ),
    "FR",
)
KINDS = ("asset", "asset", "asset", "asset", "page", "search", "state", "beacon", "beacon", "batch", "form")


class Browser:
    """Makes requests like those of a person who goes from page to page."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.jars = {host: self._jar() for host in ("shop.test", "news.test", "metrics.test", "ads.test")}

    def _jar(self) -> dict[str, str]:
        names = [f"c{number}" for number in range(self.random.randrange(4, 14))]
        return {"_ga": f"GA1.1.{self.random.getrandbits(30)}.1731400000", "sid": self._token()} | {
            name: self._token() for name in names
        }

    def _token(self) -> str:
        return self.random.randbytes(self.random.randrange(8, 24)).hex()

    def _text(self, words: int) -> str:
        return " ".join(self.random.choices(WORDS, k=words))

    def requests(self, count: int) -> Iterator[Request]:
        """Yield so many requests."""
        for _ in range(count):
            yield self._request(self.random.choice(KINDS))

    def _request(self, kind: str) -> Request:
        site = self.random.choice(("shop.test", "news.test"))
        host = self.random.choice(("metrics.test", "ads.test")) if kind in ("beacon", "batch") else site
        page = f"https://www.{site}/p/{self.random.randrange(999)}"
        cookies = "; ".join(f"{name}={value}" for name, value in self.jars[host].items())
        target, body, content_type = self._content(kind, page)
        headers = (*AMBIENT, ("Referer", page), ("Cookie", cookies))
        return a_request(
            f"https://www.{host}{target}", headers=headers, body=body, content_type=content_type, page=page
        )

    def _content(self, kind: str, page: str) -> tuple[str, str | None, str | None]:
        token = self.random.randbytes(6).hex()
        match kind:
            case "asset":
                return f"/static/{token}/main.{self.random.choice(('js', 'css', 'png'))}?v={token[:3]}", None, None
            case "page":
                return f"/page/{self._text(4).replace(' ', '-')}?utm_source=mail&id={token}", None, None
            case "search":
                return f"/api/search?q={quote(self._text(3))}&s={token}", None, None
            case "beacon":
                query = {
                    "v": 2,
                    "tid": "G-7F3C9A",
                    "cid": f"1731400.{token}",
                    "ul": "fr-fr",
                    "sr": "1920x1080",
                    "dl": page,
                }
                more = {f"ep.k{number}": self._token() for number in range(self.random.randrange(12))}
                return f"/collect?{urlencode(query | more | {'dt': self._text(6), '_p': token})}", None, None
            case "form":
                form = {"csrf": token, "name": "Marie Dupont", "email": f"{token}@mail.test", "message": self._text(40)}
                return "/form/contact", urlencode(form), "application/x-www-form-urlencoded"
            case _:
                return "/v1/batch", self._batch(page), "application/json" if kind == "state" else "text/plain"

    def _batch(self, page: str) -> str:
        events = [
            {
                "event": "view",
                "ts": self.random.getrandbits(40),
                "id": self._token(),
                "url": page,
                "title": self._text(6),
            }
            for _ in range(self.random.choice((1, 4, 12)))
        ]
        return json.dumps(
            {"anonymousId": self._token(), "context": {"locale": "fr-FR", "agent": AGENT}, "batch": events}
        )


def microseconds(requests: list[Request], work: Callable[[Request], object]) -> list[float]:
    """Return what the work takes for each request, in microseconds of processor time."""
    taken = []
    for request in requests:
        begin = time.process_time_ns()
        work(request)
        taken.append((time.process_time_ns() - begin) / 1000)
    return taken


def shown(name: str, taken: list[float]) -> str:
    """Return one line of the table."""
    ordered = sorted(taken)
    tenth = ordered[len(ordered) * 9 // 10]
    return (
        f"{name:12} {statistics.median(ordered):8.1f} {statistics.fmean(ordered):8.1f} {tenth:8.1f} {ordered[-1]:8.0f}"
    )


def learnt(browser: Browser) -> Knowledge:
    """Return the knowledge of somebody who has been to these sites before."""
    knowledge = knowledge_of(PROFILE)
    for host, jar in browser.jars.items():
        knowledge.cookies.learn(f"www.{host}", [Cookie(name, value, host, 3e7) for name, value in jar.items()], TIME)
    return knowledge


def main(count: int = 4000) -> None:
    """Print the table."""
    browser = Browser(seed=1)
    knowledge = learnt(browser)
    requests = list(browser.requests(count))
    for request in requests[: count // 4]:
        detect(request, knowledge)
    measured = requests[count // 4 :]
    works: dict[str, Callable[[Request], object]] = {
        "detect": lambda request: detect(request, knowledge),
        "fields": fields_of,
        "context": context_of,
        "profile": lambda request: knowledge.indicators.search(fields_of(request), request),
    }
    sys.stdout.write(f"{'us/request':12} {'median':>8} {'mean':>8} {'p90':>8} {'max':>8}\n")
    for name, work in works.items():
        sys.stdout.write(shown(name, microseconds(measured, work)) + "\n")


if __name__ == "__main__":
    main()
