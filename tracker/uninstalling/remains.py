"""What a program cannot take back: where a person has let others know of it, and what they keep elsewhere."""

import sys
from collections.abc import Iterator
from pathlib import Path

from tracker.browsing import AUTHORITY
from tracker.settings import Settings
from tracker.trusting import trusting

_REGISTERED = r"SOFTWARE\Classes\AppUserModelId\Tracker"


def remains(settings: Settings) -> list[str]:
    """Return what only the person can remove, a sentence each. To be asked before the authority is gone."""
    return [*_certificates(settings), *_elsewhere(settings)]


def _certificates(settings: Settings) -> Iterator[str]:
    known = trusting(settings.certificate_folder / AUTHORITY)
    for place in known:
        yield f"the certificate “mitmproxy” in {place}: a store that you, or a program of yours, put it into"
    more = " elsewhere" if known else ""
    yield f"the certificate “mitmproxy”, wherever{more} you let a browser, a system or a phone trust it"


def _elsewhere(settings: Settings) -> Iterator[str]:
    yield "the proxy that you set in a browser, a system or a phone, and the tunnel of a phone: they lead nowhere now"
    yield "exports and reports that you had written elsewhere; backups and snapshots of the folder; what lies in swap"
    if (own := Path.home() / ".mitmproxy").is_dir() and own != settings.certificate_folder:
        yield f"{own}: mitmproxy's own folder, which it uses where you ran it yourself"
    yield f"the program itself: `pip uninstall tracker`, or the folder that you cloned ({_program()})"


def _program() -> Path:
    return Path(__file__).resolve().parents[2]


def forget_registration() -> None:
    """Take back the name under which Windows shows notifications: elsewhere nothing is registered."""
    if sys.platform == "win32":  # pragma: no cover - tests run where they run
        import contextlib
        import winreg

        with contextlib.suppress(OSError):
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, _REGISTERED)
