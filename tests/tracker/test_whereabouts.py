import json

import pytest

from tracker.settings import Settings
from tracker.whereabouts import dashboard_of, proxy_of


@pytest.mark.parametrize(
    ("said", "proxy", "dashboard"),
    [
        (
            json.dumps({"proxy": "127.0.0.1:8080", "dashboard": "http://127.0.0.1:8081/"}),
            "127.0.0.1:8080",
            "http://127.0.0.1:8081/",
        ),
        (json.dumps({"proxy": None, "dashboard": "http://evil.test/"}), "", ""),
        (json.dumps({"dashboard": 5}), "", ""),
        ("[]", "", ""),
        ("{", "", ""),
        (None, "", ""),
    ],
    ids=["both run", "elsewhere", "of another kind", "a list", "broken", "nothing"],
)
def test_what_runs_is_where_it_says_on_this_machine(
    settings: Settings, said: str | None, proxy: str, dashboard: str
) -> None:
    settings.home.mkdir(parents=True)
    if said is not None:
        settings.running_file.write_text(said)
    assert (proxy_of(settings), dashboard_of(settings)) == (proxy, dashboard)
