"""The installation's one secret, and the keys derived from it.

A random 32-byte secret is kept in the operating system's keyring or in a file of mode 0600 under the home. Every use
(ledger, journal, fingerprints, profile, control, dashboard) has a key of its own, by HKDF-SHA256 (RFC 5869).
"""

import os
import secrets
from dataclasses import dataclass
from functools import cached_property

from tracker.errors import LedgerError
from tracker.settings import Settings

KEY_BYTES = 32
KEYRING_SERVICE = "tracker-ledger"


@dataclass(frozen=True)
class Keys:
    """The keys of one installation; each is 32 bytes."""

    secret: bytes

    def __repr__(self) -> str:
        return "Keys(…)"

    def derive(self, purpose: str) -> bytes:
        """Return the 32-byte key for that purpose."""
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=f"tracker/{purpose}".encode()).derive(self.secret)

    @cached_property
    def ledger(self) -> bytes:
        return self.derive("ledger")

    @cached_property
    def journal(self) -> bytes:
        return self.derive("journal")

    @cached_property
    def fingerprint(self) -> bytes:
        return self.derive("fingerprint")

    @cached_property
    def profile(self) -> bytes:
        return self.derive("profile")

    @cached_property
    def control(self) -> bytes:
        return self.derive("control")

    @cached_property
    def dashboard(self) -> bytes:
        return self.derive("dashboard")


def load_or_create(settings: Settings) -> Keys:
    """Return the installation's keys, made at the first call. Raises LedgerError when they cannot be read or kept, or
    are gone while the ledger is there.
    """
    if _uses_keyring(settings):
        return Keys(_from_keyring(settings))
    return Keys(_from_file(settings))


def kept(settings: Settings) -> Keys | None:
    """Return the installation's keys, None where there are none; makes none. Raises LedgerError where they cannot be
    read.
    """
    if settings.key_file.exists():
        return Keys(_from_file(settings))
    found = _asked_of_keyring(settings) if _uses_keyring(settings) else None
    return None if found is None else Keys(_checked(found, "the keyring"))


def forget(settings: Settings) -> bool:
    """Take the installation's secret out of the keyring; whether one was there. Its file is left to who calls.

    Raises LedgerError where the keyring does not let go of it.
    """
    if not (settings.key_store == "keyring" or _has_keyring()) or _asked_of_keyring(settings) is None:
        return False
    try:
        import keyring

        keyring.delete_password(KEYRING_SERVICE, str(settings.home))
    except Exception as error:
        raise LedgerError(f"the keyring does not let go of the ledger's key ({error}); unlock it, try again") from error
    return True


def _uses_keyring(settings: Settings) -> bool:
    if settings.key_file.exists() or settings.key_store == "file":
        return False
    if settings.key_store == "keyring":
        return True
    return settings.home_is_default and _has_keyring()


def _has_keyring() -> bool:
    """Whether the machine has a keyring that keeps secrets and answers without a person's help."""
    try:
        import keyring

        backend = keyring.get_keyring()
        if not backend.__class__.__module__.startswith(("keyring.backends.macOS", "keyring.backends.Windows")):
            return False  # Secret Service may ask to unlock, or be gone in the next session: opt in to it
        return float(backend.priority) >= 1
    except Exception:  # noqa: BLE001 - keyring backends raise whatever their platform raises
        return False


def _refuse_beside_ledger(settings: Settings) -> None:
    """A fresh key never opens a ledger that is there, and would hide that its own is gone."""
    if settings.ledger_file.exists() and not settings.key_file.exists():  # in that order: another may just make both
        remedy = "restore it from a backup, or move the ledger away to begin a new one"
        if settings.key_store == "keyring" or _has_keyring():
            remedy += "; where this folder lay elsewhere, put it back there: the keyring knows the key by its place"
        raise LedgerError(f"{settings.ledger_file}: the ledger's key is gone; {remedy}")


def _from_keyring(settings: Settings) -> bytes:
    if (found := _asked_of_keyring(settings)) is not None:
        return _checked(found, "the keyring")
    _refuse_beside_ledger(settings)
    made = secrets.token_bytes(KEY_BYTES)
    try:
        import keyring

        keyring.set_password(KEYRING_SERVICE, str(settings.home), made.hex())
    except Exception as error:
        raise LedgerError(f"the keyring does not take the ledger's key ({error}); unlock it and try again") from error
    return made


def _asked_of_keyring(settings: Settings) -> bytes | None:
    try:
        import keyring

        found = keyring.get_password(KEYRING_SERVICE, str(settings.home))
        return None if found is None else bytes.fromhex(found)
    except Exception as error:
        raise LedgerError(f"the keyring does not give the ledger's key ({error}); unlock it and try again") from error


def _from_file(settings: Settings) -> bytes:
    path = settings.key_file
    try:
        kept = path.read_bytes() if path.exists() else _made(settings)
    except LedgerError:
        raise
    except OSError as error:
        raise LedgerError(f"{path}: the ledger's key cannot be read or kept there ({error.strerror})") from error
    return _checked(kept, str(path))


def _made(settings: Settings) -> bytes:
    """Make the key file so that two processes which start at once end up with the same key."""
    _refuse_beside_ledger(settings)
    secret, path = secrets.token_bytes(KEY_BYTES), settings.key_file
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"key.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, secret)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first: its key counts
    except OSError:  # a file system without hard links
        draft.replace(path)
    draft.unlink(missing_ok=True)
    return path.read_bytes()


def _checked(secret: bytes, place: str) -> bytes:
    if len(secret) != KEY_BYTES:
        raise LedgerError(
            f"{place}: the ledger's key must be {KEY_BYTES} bytes, not {len(secret)}; restore it from a backup"
        )
    return secret
