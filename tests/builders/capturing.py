"""The addon in a mitmproxy, with an installation of its own."""

from typing import Any

import pytest
from mitmproxy.test import taddons

from addons.capture import Capture
from tests.builders.flows import a_flow
from tracker.aliases import Aliases, is_aliases
from tracker.aliases import from_bytes as aliases_of
from tracker.control.keeping import change
from tracker.detection import Knowledge
from tracker.disclosure import Record
from tracker.journal import read, segments
from tracker.keys import load_or_create
from tracker.leaps import is_leap
from tracker.records import from_bytes
from tracker.rules import Rule
from tracker.rulings import Ruled, is_rulings
from tracker.rulings import from_bytes as ruled_of
from tracker.settings import Settings


class Keeper:
    """Stands for the keeper's process, which has tests of its own."""

    def __init__(self, *_: Any, **__: Any) -> None: ...

    def call(self) -> None: ...

    def check(self) -> None: ...

    def close(self) -> None: ...


class Bench:
    """The addon in a mitmproxy, with an installation of its own."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.addon = settings, Capture()

    def start(self, **options: Any) -> None:
        with taddons.context(self.addon, loadcore=True) as context:
            self.context = context
            context.configure(self.addon, **options)

    def records(self) -> list[Record]:
        others = (is_aliases, is_leap, is_rulings)
        return [from_bytes(data) for data in self._kept() if not any(is_other(data) for is_other in others)]

    def rulings(self) -> list[Ruled]:
        """What rules did."""
        return [ruled_of(data) for data in self._kept() if is_rulings(data)]

    def choose(self, *rules: Rule, **rest: Any) -> None:
        """Let the person decide that, and the proxy look at its file as it does each second."""
        change(self.settings, load_or_create(self.settings), lambda now: now._replace(rules=rules, **rest))
        if hasattr(self.addon, "_recording"):
            parts = self.addon._recording._parts
            assert parts
            self.addon._recording._heed(parts)

    def aliases(self) -> list[Aliases]:
        """What was found out of where names lead."""
        return [aliases_of(data) for data in self._kept() if is_aliases(data)]

    def _kept(self) -> list[bytes]:
        key = load_or_create(self.settings).journal
        kept = [sealed.data for path in segments(self.settings.journal_folder) for sealed in read(path, key)]
        return [data for data in kept if data]

    def paths(self) -> list[str]:
        """Where data was found, request by request."""
        return [found.evidence.path for record in self.records() for found in record.disclosures]

    def missing(self) -> list[int | None]:
        """The sizes of what was not seen of bodies."""
        spots = [spot for record in self.records() for spot in record.blind_spots]
        return [spot.size for spot in spots if spot.reason == "partial-body"]

    @property
    def knowledge(self) -> Knowledge:
        parts = self.addon._recording._parts
        assert parts
        return parts.knowledge

    def break_journal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: Any) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("tracker.journal.writing.os.write", full)


def an_upload(size: int, **changes: Any) -> Any:
    """The head of an upload of that size, as mitmproxy has it in its `requestheaders` hook."""
    flow = a_flow("https://shop.test/upload?email=marie.dupont%40mail.example", **changes)
    if "content-length" in flow.request.headers:
        flow.request.headers["content-length"] = str(size)
    flow.request.data.content = None
    return flow
