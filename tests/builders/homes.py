"""A home with everything in it that an installation makes, and what is none of ours."""

from pathlib import Path

from tracker.settings import Settings

OURS = {
    "key": b"k" * 32,
    "key.77.0badcafe": b"a draft",
    "ledger.db": b"sealed",
    "ledger.db-wal": b"sealed",
    "ledger.lock": b"",
    "keeper.lock": b"",
    "running.lock": b"",
    "running.json": b"{}",
    "restored.json": b"{}",
    "ledger.db.broken-20260301T120000": b"sealed",
    "settings.toml": b"aliases = false\n",
    "profile.sealed": b"sealed",
    "control.sealed": b"sealed",
    "control.sealed.last": b"sealed",
    "control.sealed.broken": b"?",
    "control.lock": b"",
    "dashboard.spent": b"",
    "dashboard.mark": b"",
    "journal/18ea-000000.journal": b"sealed",
    "journal/18ea.lock": b"",
    "journal/turn": b"",
    "lessons/18ea.lesson": b"sealed",
    "lessons/18ea.draft": b"",
    "password-uses/18ea.use": b"sealed",
    "ca/mitmproxy-ca.pem": b"key",
    "ca/mitmproxy-ca.p12": b"key",
    "ca/mitmproxy-ca-cert.pem": b"certificate",
    "ca/mitmproxy-dhparam.pem": b"",
    "ca/wireguard.conf": b"keys",
    "ca/config.yaml": b"",
    "ca/believed.pemx1": b"",
    "state/proxy-7e2b.json": b"{}",
    "state/proxy-7e2b.lock": b"",
    "exports/tmpabcd1234": b"",
    "studies/0badcafe.sealed": b"sealed",
    "catalogue/corrections.json": b"",
    "catalogue/.easyprivacy-x1": b"",
    "catalogue/.fetched-x1/trackers.json": b"",
    "browser/chromium/Local State": b"",
    "browser/chromium/Default/Cookies": b"",
    "browser/firefox/prefs.js": b"",
    "demo/key": b"k" * 32,
    "demo/ledger.db": b"sealed",
    "demo/ca/mitmproxy-ca.pem": b"key",
    "demo/world/authority.pem": b"",
    "demo/world/server.pem": b"key",
}
FOREIGN = {
    "notes.txt": b"mine",
    "data/tracker-store.journal": b"of another program of that name",
    "journal/mine.txt": b"",
    "browser/bookmarks.html": b"",
    "browser/holidays/photo.jpg": b"",
    "exports/taxes.csv": b"",
}


def a_home(folder: Path, files: dict[str, bytes]) -> Settings:
    """Settings whose home holds these files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Settings(folder, key_store="file")
