"""The desktop's own notifications, by desktop-notifier: D-Bus on Linux, the Notification Center of macOS, Windows'.

Where there is none (no session, no service, an interpreter that macOS does not let notify), that is said, and no more.
"""

import asyncio
import contextlib
import logging
import re
import threading
import webbrowser
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from tracker.terminal import printable

if TYPE_CHECKING:
    from desktop_notifier import DesktopNotifier

NAME = "Tracker"
PATIENCE = 10.0  # seconds that the desktop is given for one notification
_FAREWELL = 0.1  # seconds for the bus to close
_LONGEST = 240  # characters of a text
_MARKUP = str.maketrans(
    {"<": "\u2039", ">": "\u203a", "&": "\uff06"}
)  # desktops read markup in a text: what looks like it
_WITHOUT_WORDS = re.compile(r"\s+")

type Opened = Callable[[str], object]


class Desktop:
    """Shows notifications, from a thread of its own. Never raises, never waits. `say` is told what is wrong, or None
    when one was shown.
    """

    def __init__(self, say: Callable[[str | None], None], opened: Opened = webbrowser.open) -> None:
        self._say, self._opened = say, opened
        self._notifier: DesktopNotifier | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def show(self, title: str, text: str, address: str | None = None) -> "Future[None]":
        """Have a notification shown; a click on it opens the address, where the platform tells of clicks."""
        return self._run(self._shown(_harmless(title), _harmless(text), address))

    def try_out(self) -> "Future[None]":
        """Find out whether notifications can be shown, without showing one."""
        return self._run(self._ready())

    def close(self) -> None:
        """End the thread. What is on the screen stays there; a click on it opens nothing any more."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._end, self._loop)
            self._loop = None

    def _end(self, loop: asyncio.AbstractEventLoop) -> None:
        self._let_go()
        loop.call_later(_FAREWELL, loop.stop)

    def _run(self, work: Coroutine[Any, Any, object]) -> "Future[None]":
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            threading.Thread(target=_forever, args=(self._loop,), daemon=True).start()
        return asyncio.run_coroutine_threadsafe(self._outcome(work), self._loop)

    async def _outcome(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await asyncio.wait_for(work, PATIENCE)
        except Exception as error:  # noqa: BLE001 - whatever a platform raises: nobody is to be disturbed by it
            self._let_go()  # a session may have ended: the next time all is asked anew
            self._say(_described(error))
        else:
            self._say(None)

    async def _shown(self, title: str, text: str, address: str | None) -> None:
        notifier = await self._ready()
        dispatched = asyncio.Event()
        clicked = (lambda: self._open(address)) if address else None
        await notifier.send(title, text, on_dispatched=dispatched.set, on_clicked=clicked)
        if not dispatched.is_set():  # the library tells failures to its log alone
            raise OSError("the desktop refused the notification")

    async def _ready(self) -> "DesktopNotifier":
        if self._notifier is None:
            from desktop_notifier import Capability, DesktopNotifier

            logging.getLogger("desktop_notifier").setLevel(logging.CRITICAL)
            self._notifier = notifier = DesktopNotifier(NAME, None)
            if Capability.TITLE not in await notifier.get_capabilities():
                raise OSError("this Python cannot show notifications on this system")
            if not await notifier.request_authorisation():
                raise OSError("the system does not allow Tracker to show notifications")
        return self._notifier

    def _let_go(self) -> None:
        """Leave the session's bus, which the library never does."""
        bus = getattr(getattr(self._notifier, "_backend", None), "bus", None)
        if bus is not None and bus.connected:
            bus.disconnect()
        self._notifier = None

    def _open(self, address: str) -> None:
        with contextlib.suppress(Exception):
            self._opened(address)


def _forever(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.close()


def _harmless(text: str) -> str:
    """A text that no desktop takes for more than text, however strangers called themselves."""
    return printable(_WITHOUT_WORDS.sub(" ", text))[:_LONGEST].translate(_MARKUP)


def _described(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "the desktop does not answer"
    words = " ".join(str(error).split())[:160]
    return words or type(error).__name__
