import shutil
from pathlib import Path

import pytest

from tracker.keys import Keys
from tracker.settings import Settings


@pytest.fixture
def home(settings: Settings, keys: Keys, ledger_template: Path) -> Settings:
    """An installation, for programs of its own: the key in a file, an empty ledger."""
    settings.home.mkdir()
    settings.key_file.write_bytes(keys.secret)
    settings.key_file.chmod(0o600)
    shutil.copy(ledger_template, settings.ledger_file)
    return settings
