"""The folder, the disk, and the two secrets in files."""

import contextlib
import os
import shutil
import stat
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tracker.settings import Settings
from tracker.supervision.checks.check import Check, Outcome

ENOUGH = 50 << 20  # bytes of free space
_PROBE = 64 << 10  # bytes that a disk must take to count as not full


def home(settings: Settings) -> Check:
    """Whether the folder takes what is to be recorded."""
    folder = settings.home
    if not folder.exists():
        if fault := _fault_of_making(folder):
            words = f"{folder} cannot be made ({fault}): nothing can be recorded"
            return Check("home", Outcome.PROBLEM, words, "let TRACKER_HOME name a folder that can be made")
        return Check("home", Outcome.NOTE, f"{folder} is not made yet: the first `tracker start` makes it")
    try:
        _probe(folder)
    except OSError as error:
        words = f"{folder} cannot be written ({error.strerror}): nothing new can be recorded"
        return Check("home", Outcome.PROBLEM, words, "make room on the disk, or give yourself the right to write there")
    if _is_open_to_others(folder):
        words = f"{folder} can be written; others can look into it, at the names and sizes of what is sealed"
        return Check("home", Outcome.NOTE, words, f"chmod 700 {folder}")
    return Check("home", Outcome.OK, f"{folder} can be written")


def _fault_of_making(folder: Path) -> str | None:
    """Say why a folder cannot be made: what is asked of the system is a folder in the one above it."""
    try:
        Path(tempfile.mkdtemp(prefix="doctor-", dir=_above(folder))).rmdir()
    except OSError as error:
        return error.strerror or "no reason given"
    return None


def _above(place: Path) -> Path:
    return next(folder for folder in (place, *place.parents) if folder.exists())


def _probe(folder: Path) -> None:
    path = folder / f"doctor-{os.getpid()}"
    try:
        with path.open("xb") as file:
            file.write(bytes(_PROBE))
            file.flush()
            os.fsync(file.fileno())
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def space(settings: Settings) -> Check:
    """Whether the disk has room."""
    if not settings.home.exists() and _fault_of_making(settings.home):
        return Check("space", Outcome.NOTE, "not known: the folder cannot be made")
    free = shutil.disk_usage(_above(settings.home)).free
    words = f"{free / 1e9:.1f} GB of disk are free"
    if free < ENOUGH:
        return Check("space", Outcome.PROBLEM, f"only {free / 1e6:.0f} MB of disk are free", "make room on the disk")
    return Check("space", Outcome.OK, words)


def key(settings: Settings) -> Check:
    """Whether the ledger's key is there, and others cannot read it."""
    if not settings.key_file.exists():
        if settings.ledger_file.exists() and settings.key_store == "file":
            words, remedy = f"{settings.key_file} is gone: the ledger cannot be read", "restore it from a backup"
            return Check("key", Outcome.PROBLEM, words, remedy)
        return Check("key", Outcome.NOTE, "no key in a file: it is in the keyring, or not made yet")
    return _private("key", settings.key_file)


def authority(settings: Settings) -> Check:
    """Whether others cannot read the key of the certificate authority, and who trusts it for good."""
    from tracker.browsing import AUTHORITY
    from tracker.trusting import trusting

    paths = [settings.certificate_folder / name for name in ("mitmproxy-ca.pem", "mitmproxy-ca.p12")]
    found = [_private("authority", path) for path in paths if path.exists()]
    if not found:
        return Check("authority", Outcome.NOTE, "no certificate authority yet: the first `tracker start` makes it")
    if problem := next((one for one in found if one.outcome is Outcome.PROBLEM), None):
        return problem
    if check := _out_of_time(settings.certificate_folder / AUTHORITY, datetime.now(UTC)):
        return check
    if places := trusting(settings.certificate_folder / AUTHORITY):
        words = f"{found[0].words}; whoever has it can pretend to be any site to what trusts {', '.join(places)}"
        remedy = "take “mitmproxy” out of there when you need it no longer: `tracker browse` does without"
        return Check("authority", Outcome.NOTE, words, remedy)
    return found[0]


def _out_of_time(certificate: Path, now: datetime) -> Check | None:
    """What is wrong where the authority does not hold now: made by a wrong clock, or ten years ago."""
    from cryptography import x509

    try:
        made = x509.load_pem_x509_certificate(certificate.read_bytes())
    except (OSError, ValueError):
        return None
    since, until = made.not_valid_before_utc, made.not_valid_after_utc
    if since <= now < until:
        return None
    words = f"the certificate authority holds from {since:%Y-%m-%d} to {until:%Y-%m-%d}: now, all programs refuse it"
    remedy = f"set the clock right; where it is, move {certificate.parent} away and start again: a new one is made"
    return Check("authority", Outcome.PROBLEM, words, remedy)


def _private(name: str, path: Path) -> Check:
    """Whether a secret file is for its owner alone. Windows has no modes: there the folder's rights count."""
    if _is_open_to_others(path):
        return Check(name, Outcome.PROBLEM, f"{path} can be read by others", f"chmod 600 {path}")
    return Check(name, Outcome.OK, f"{path} is yours alone")


def _is_open_to_others(path: Path) -> bool:
    return sys.platform != "win32" and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
