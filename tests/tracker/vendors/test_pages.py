"""Where sites' own pages lie at companies that listen elsewhere."""

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.vendors.pages import host_of_pages


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("hubspot.net", "HubSpot"),
        ("1.group1.sites.hubspot.net", "HubSpot"),
        ("a.b.c.d.e.f.hubspot.net", "HubSpot"),
        ("x.live.siteforce.com", "Salesforce"),
        ("stats.uptimerobot.com", "UptimeRobot"),
        ("uptimerobot.com", None),
        ("nothubspot.net", None),
        ("hubspot.net.test", None),
        ("track.hubspot.com", None),
        ("", None),
    ],
)
def test_only_names_for_pages_are_known(name: str, host: str | None) -> None:
    assert host_of_pages(name) == host


@given(st.text(max_size=60))
def test_no_name_is_too_odd(name: str) -> None:
    assert host_of_pages(name) is None


def test_each_entry_names_its_source_and_its_domains_plainly() -> None:
    data = (resources.files("tracker") / "data" / "vendors" / "pages.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(data)["pages"]
    names = [domain for entry in entries for domain in entry["domains"]]
    assert all(entry["source"].startswith("https://") for entry in entries)
    assert len(set(names)) == len(names)
    assert all(domain == domain.lower().strip(".*") and 2 <= len(domain.split(".")) <= 4 for domain in names)
