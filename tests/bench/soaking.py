"""Made-up browsing for `tests.bench.soak`, in a process of its own: people who visit sites through a proxy.

Each visit is a page with a form and what it loads from other companies; now and then the form is sent, and the page
passes the address on. Sites, and the companies that listen there, are met by Zipf's law. Connections are kept for forty
visits; every tenth forty go over TLS.
"""

import asyncio
import json
import random
import ssl
import sys
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, chain
from typing import NamedTuple
from urllib.parse import quote

SITES, COMPANIES, PEOPLE = 300, 500, 6
_ADDRESSES = 5  # of all people together
_PATIENCE = 60.0  # seconds
_WALK = 40  # visits in which connections are kept
_LISTENERS = 12  # companies of a site
_EXTRAS = 8  # requests to other companies in a visit
_COOKIE = "_ga=GA1.2.{0}.1600000000; session={1:032x}; theme=dark"
_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
_BODY = "<p>All that this shop has to say of its wares.</p>" * 160
_PAGE = (
    "<!doctype html><title>A shop</title><form method=post action=/order><label>E-mail <input name=email type=email>"
    f"</label><label>Phone <input name=tel></label></form>{_BODY}"
).encode()


class Call(NamedTuple):
    """One request of a visit."""

    host: str
    method: str
    target: str
    headers: str
    body: bytes


class Browsing:
    """What one person asks for, visit after visit."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._sites = _zipf(SITES)

    def visit(self) -> Iterator[Call]:
        """Yield the requests of a visit."""
        drawn = self._random
        number = drawn.choices(range(SITES), cum_weights=self._sites)[0]
        site = f"www.shop{number}.test"
        yield self._call(site, "GET", f"/wares/{drawn.randrange(10**6)}", site, "navigate")
        for company in drawn.sample(_companies(number), _EXTRAS):
            host = f"px.company{company}.test"
            yield self._call(host, "GET", f"/p.gif?uid={company:016x}&dl={quote(f'https://{site}/')}", site, "no-cors")
        if drawn.random() < 0.25:
            email = f"marie.{drawn.randrange(_ADDRESSES)}@mail.example"
            form = f"email={quote(email)}&tel=%2B33698765432&order={drawn.randrange(10**6)}".encode()
            yield self._call(site, "POST", "/order", site, "navigate", form, "application/x-www-form-urlencoded")
            told = json.dumps({"event": "lead", "user": {"email": email}, "page": f"https://{site}/"}).encode()
            yield self._call("px.company7.test", "POST", "/event", site, "cors", told, "application/json")

    def _call(
        self, host: str, method: str, target: str, site: str, mode: str, body: bytes = b"", kind: str = ""
    ) -> Call:
        number = sum(host.encode())
        lines = [f"Host: {host}", f"User-Agent: {_AGENT}", "Accept-Language: fr-FR,fr;q=0.8", f"Sec-Fetch-Mode: {mode}"]
        lines += [f"Referer: https://{site}/wares", f"Cookie: {_COOKIE.format(number, number)}"]
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(body)}"] if body else []
        return Call(host, method, target, "\r\n".join(lines), body)


@cache
def _companies(site: int) -> list[int]:
    """Who listens on a site: the same companies at each visit."""
    return random.Random(site).choices(range(COMPANIES), cum_weights=_zipf(COMPANIES), k=_LISTENERS)


@cache
def _zipf(most: int) -> list[float]:
    return list(accumulate(1 / n for n in range(1, most + 1)))


class Client:
    """A person's browser: keeps its connections."""

    def __init__(self, proxy: int, *, is_secure: bool) -> None:
        self._proxy, self._is_secure = proxy, is_secure
        self._open: dict[str, tuple[asyncio.StreamReader, asyncio.StreamWriter]] = {}

    async def ask(self, call: Call) -> int:
        """Send a request and read its answer; return the status."""
        if call.host not in self._open:
            self._open[call.host] = await self._connected(call.host)
        reader, writer = self._open[call.host]
        prefix = "" if self._is_secure else f"http://{call.host}"
        writer.write(f"{call.method} {prefix}{call.target} HTTP/1.1\r\n{call.headers}\r\n\r\n".encode() + call.body)
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        await reader.readexactly(length)
        return int(head[9:12])

    async def _connected(self, host: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._proxy)
        if self._is_secure:
            writer.write(f"CONNECT {host}:443 HTTP/1.1\r\nHost: {host}:443\r\n\r\n".encode())
            await reader.readuntil(b"\r\n\r\n")
            await writer.start_tls(_trusting(), server_hostname=host)
        return reader, writer

    def drop(self, host: str) -> None:
        """Open another connection next time."""
        if host in self._open:
            self._open.pop(host)[1].close()

    def close(self) -> None:
        for _, writer in self._open.values():
            writer.close()


@cache
def _trusting() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


async def browse(proxy: int, requests: int, seed: int) -> None:
    """Have some people browse until so many requests were made; print the number of answers, failures, and forms."""
    counts = {"answered": 0, "failed": 0, "forms": 0}

    async def person(number: int) -> None:
        browsing, walks = Browsing(seed * 1000 + number), 0
        while counts["answered"] + counts["failed"] < requests:
            client, walks = Client(proxy, is_secure=walks % 10 == 9), walks + 1
            for call in chain.from_iterable(browsing.visit() for _ in range(_WALK)):
                try:
                    is_fine = await asyncio.wait_for(client.ask(call), _PATIENCE) == 200
                except (OSError, EOFError) as error:
                    is_fine = False
                    client.drop(call.host)
                    print(f"{call.method} {call.host}{call.target}: {error!r}", file=sys.stderr)
                counts["answered" if is_fine else "failed"] += 1
                counts["forms"] += is_fine and call.target == "/order"
            client.close()

    await asyncio.gather(*(person(number) for number in range(PEOPLE)))
    print(json.dumps(counts), flush=True)


async def serve(plain: int, secure: int, certificate: str) -> None:
    """Answer whatever is asked: a page to `navigate`, else nearly nothing."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    await asyncio.start_server(_answer, "127.0.0.1", plain)
    server = await asyncio.start_server(_answer, "127.0.0.1", secure, ssl=context)
    await server.serve_forever()


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = next((int(line[15:]) for line in head.split(b"\r\n") if line.startswith(b"content-length:")), 0)
            if length:
                await reader.readexactly(length)
            is_page = b"sec-fetch-mode: navigate" in head
            body, kind = (_PAGE, "text/html; charset=utf-8") if is_page else (b"GIF89a", "image/gif")
            cookie = f"Set-Cookie: uid={abs(hash(head[:40])):x}; Max-Age=31536000; Path=/\r\n"
            start = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{cookie}Content-Length: {len(body)}\r\n\r\n"
            writer.write(start.encode() + body)
    except (OSError, EOFError):
        writer.close()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["browse", proxy, requests, seed]:
            asyncio.run(browse(int(proxy), int(requests), int(seed)))
        case ["serve", plain, secure, certificate]:
            asyncio.run(serve(int(plain), int(secure), certificate))
