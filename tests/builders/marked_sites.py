"""Sites under TLS whose pages a proxy may put a mark on, and one that wants to know what the mark says."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.builders.handshakes import Server
from tracker.marking.element import element

MAIL = "marie.dupont@courriel.test"
PIXEL = f"https://px.adreach.test/p.gif?email={MAIL}"
STRICT = (
    "default-src 'none'; script-src 'nonce-r'; img-src https:; style-src 'nonce-r'; frame-src 'none'; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'"
)
_BODY = (
    f'<h1>Shop</h1><form><label>Name <input name="n"></label></form><img src="{PIXEL}" alt="">' + "<p>Linen</p>" * 30
)
_NOTE = "<script nonce=r>const kept = [...document.querySelectorAll('*')].length;</script>"
_SPY = """<script>
const said = [];
const made = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (how) {
  said.push('attached');
  return made.call(this, {...how, mode: 'open'});
};
addEventListener('message', (event) => said.push('message ' + event.data));
async function spy() {
  const names = performance.getEntriesByType('resource').map((entry) => entry.name);
  const seen = names.filter((name) => name.startsWith('https://mark.'));
  const place = seen[0].replace(/\\/[a-z]+$/, '');
  for (const part of ['/badge', '/panel', '/told']) {
    for (const mode of ['cors', 'no-cors']) {
      try { said.push('read ' + mode + await (await fetch(place + part, {mode})).text()); } catch { }
    }
    const frame = document.createElement('iframe');
    frame.src = place + part;
    document.body.append(frame);
    await new Promise((done) => { frame.onload = done; setTimeout(done, 1500); });
    try { if (frame.contentDocument) said.push('inside ' + frame.contentDocument.body.innerHTML); } catch { }
    frame.remove();
  }
  try { await fetch(place + '/hide', {method: 'POST', mode: 'no-cors'}); } catch { }
  for (const one of document.querySelectorAll('*')) if (one.shadowRoot) said.push('shadow');
  if (document.querySelector('body > iframe')) said.push('frame');
  if (document.documentElement.outerHTML.includes(seen[0])) said.push('source');
  if (window.length) said.push('frames');
  return {said: said.filter((one) => one.replace(/(read (no-)?cors|inside )/, '')), seen: seen.length};
}
</script>"""


def _page(head: str = "", body: str = _BODY, title: str = "Shop") -> bytes:
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>\n".encode()
    )


_META = "<meta http-equiv=Content-Security-Policy content=\"frame-src 'none'\">"
PAGES: dict[str, tuple[bytes, dict[str, str]]] = {
    "/plain": (_page(body=_BODY + _NOTE), {"ETag": '"1"', "Cache-Control": "no-cache"}),
    "/strict": (
        _page(body=_BODY + _NOTE),
        {"Content-Security-Policy": STRICT, "Cross-Origin-Opener-Policy": "same-origin"},
    ),
    "/isolated": (_page(body=_BODY.replace(PIXEL, "")), {"Cross-Origin-Embedder-Policy": "require-corp"}),
    "/meta": (_page(_META), {}),
    "/gzip": (gzip.compress(_page(body=_BODY + _NOTE)), {"Content-Encoding": "gzip"}),
    "/hostile": (_page(_SPY), {}),
    "/open": (_page(body=f"<main>{_BODY}</main>" + element("x").decode().replace('"closed"', '"open"')), {}),
}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body, headers = PAGES.get(self.path.partition("?")[0], (b"", {}))
        self.server.asked.append((self.headers.get("Host") or "", self.path))  # type: ignore[attr-defined]
        self.send_response(200 if body else 204)
        for name, value in (
            {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | headers
        ).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None: ...  # noqa: A002


class Sites(Server):
    """The server, and what it was asked: host and target."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.asked: list[tuple[str, str]] = []
        super().__init__(folder, *names)
        self.RequestHandlerClass = _Handler


@contextmanager
def the_sites(folder: Path) -> Iterator[Sites]:
    """Run the sites until the end of the block."""
    server = Sites(folder, "www.shop.test", "bare.test", "px.adreach.test")
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
