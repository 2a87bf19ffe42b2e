"""One call of a service's interface: JSON there and back, and what went wrong in one line without the key."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from tracker.errors import TrackerError
from tracker.phrasing import gettext, ngettext
from tracker.terminal import printable
from tracker.upstream.asking import DEADLINE, Reply, ask

_MOST_WORDS = 200  # characters of what a service says
_SAYING = ("error", "detail", "message")  # where SimpleLogin, Relay and addy.io say what is wrong
_MANY = 429


class Account(NamedTuple):
    """Where a service is asked, and with what: `headers` hold the key, which `key` says again to keep it out of words.

    `slug` is how the person names it on the command line; `own_proxy` is never gone through.
    """

    slug: str
    name: str
    base: str
    headers: Mapping[str, str]
    key: str
    own_proxy: str = ""
    deadline: float = DEADLINE

    def __repr__(self) -> str:
        return f"Account({self.name!r}, {self.base!r})"

    def call(self, path: str, document: Mapping[str, object] | None = None) -> dict[str, Any]:
        """Return the JSON object that answers a GET, or a POST of a document. Raises TrackerError in one line."""
        body = None if document is None else orjson.dumps(document)
        headers = {**self.headers, **({} if body is None else {"Content-Type": "application/json"})}
        reply = ask(f"{self.base}{path}", headers, body, own_proxy=self.own_proxy, deadline=self.deadline)
        answered = _json(reply.body)
        if reply.status not in (200, 201):
            raise TrackerError(self._refused(reply, answered))
        if not isinstance(answered, dict):
            raise TrackerError(gettext("%(name)s answers with something else than JSON", name=self.name))
        return answered

    def address(self, said: object) -> str:
        """Return the address that an answer says. Raises TrackerError where it says none."""
        if not isinstance(said, str) or "@" not in said:
            raise TrackerError(gettext("%(name)s answers without an address", name=self.name))
        return said

    def _refused(self, reply: Reply, answered: object) -> str:
        words = self._words(answered)
        if reply.status == 401:
            return gettext(
                "%(name)s does not take the key; give it anew: %(command)s",
                name=self.name,
                command=f"`tracker aliases provider {self.slug}`",
            )
        if reply.status == _MANY:
            return _later(self.name, reply.retry)
        if reply.status >= 500:
            return gettext(
                "%(name)s is out of order (%(status)s); try again later", name=self.name, status=reply.status
            )
        if words:
            return gettext("%(name)s refuses: %(words)s", name=self.name, words=words)
        return gettext("%(name)s refuses (%(status)s)", name=self.name, status=reply.status)

    def _words(self, answered: object) -> str:
        """What the service says, on one line, and without the key, should it repeat that."""
        said = (
            next((answered[name] for name in _SAYING if answered.get(name)), "") if isinstance(answered, dict) else ""
        )
        text = " ".join(said.split()) if isinstance(said, str) else ""
        return printable(text.replace(self.key, "…"))[:_MOST_WORDS]


def _later(name: str, retry: str) -> str:
    seconds = int(retry) if retry.isascii() and retry.isdigit() and len(retry) < 6 else 0
    if not seconds:
        return gettext("%(name)s makes no more aliases for now; try again later", name=name)
    return ngettext(
        "%(name)s makes no more aliases for now; try again in %(count)s minute",
        "%(name)s makes no more aliases for now; try again in %(count)s minutes",
        -(-seconds // 60),
        name=name,
    )


def _json(body: bytes) -> object:
    try:
        return orjson.loads(body)
    except ValueError:
        return None
