"""A desktop to notify: a D-Bus session of its own, with a real bus and a made-up notification service on it."""

import asyncio
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from dbus_fast import NameFlag
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

HAS_BUS = shutil.which("dbus-daemon") is not None
_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow own="*"/><allow eavesdrop="false"/></policy></busconfig>
"""


class Shown(NamedTuple):
    """A notification as the desktop got it."""

    number: int
    program: str
    title: str
    text: str
    actions: list[str]


class Service(ServiceInterface):
    """`org.freedesktop.Notifications`, as far as notifications need it."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.Notifications")
        self.shown: list[Shown] = []
        self.came = threading.Event()

    @dbus_method()
    def Notify(  # noqa: N802
        self,
        app_name: DBusStr,
        _replaces: DBusUInt32,
        _icon: DBusStr,
        summary: DBusStr,
        body: DBusStr,
        actions: Annotated[list[str], DBusSignature("as")],
        _hints: Annotated[dict[str, Any], DBusSignature("a{sv}")],
        _timeout: DBusInt32,
    ) -> DBusUInt32:
        self.shown.append(Shown(len(self.shown) + 1, app_name, summary, body, actions))
        self.came.set()
        return len(self.shown)

    @dbus_method()
    def GetCapabilities(self) -> Annotated[list[str], DBusSignature("as")]:  # noqa: N802
        return ["body", "body-markup", "actions"]

    @dbus_method()
    def GetServerInformation(self) -> Annotated[list[str], DBusSignature("ssss")]:  # noqa: N802
        return ["Made up", "tests", "1", "1.2"]

    @dbus_signal()
    def ActionInvoked(self, number: int, action: str) -> Annotated[list[Any], DBusSignature("us")]:  # noqa: N802
        return [number, action]

    @dbus_signal()
    def NotificationClosed(self, number: int, reason: int) -> Annotated[list[Any], DBusSignature("uu")]:  # noqa: N802
        return [number, reason]


class ADesktop(NamedTuple):
    """A session's address, and the service on it."""

    address: str
    service: Service
    loop: asyncio.AbstractEventLoop

    def click(self, number: int) -> None:
        """Click on a notification."""
        self.loop.call_soon_threadsafe(self.service.ActionInvoked, number, "default")


@contextmanager
def a_bus(folder: Path) -> Iterator[str]:
    """The address of a D-Bus session with nothing on it, and nothing that would be started on it."""
    configuration = folder / "session.conf"
    configuration.write_text(_CONFIGURATION.format(folder=folder))
    command = ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        try:
            assert daemon.stdout
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


@contextmanager
def a_desktop(address: str) -> Iterator[ADesktop]:
    """The made-up service, on the session of that address, in a thread of its own."""
    loop, service = asyncio.new_event_loop(), Service()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    bus = asyncio.run_coroutine_threadsafe(_served(address, service), loop).result(10)
    try:
        yield ADesktop(address, service, loop)
    finally:
        loop.call_soon_threadsafe(bus.disconnect)
        asyncio.run_coroutine_threadsafe(_gone(bus), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _served(address: str, service: Service) -> MessageBus:
    bus = await MessageBus(address).connect()
    bus.export("/org/freedesktop/Notifications", service)
    await bus.request_name("org.freedesktop.Notifications", NameFlag.DO_NOT_QUEUE)
    return bus


async def _gone(bus: MessageBus) -> None:
    await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]
