"""Have I Been Pwned's list of breaches."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders.upstream import breach
from tracker.upstream.source import Converted
from tracker.upstream.sources.haveibeenpwned import SOURCE


def read(folder: Path, *entries: Any) -> Converted:
    path = folder / "breaches.json"
    path.write_bytes(json.dumps(entries).encode())
    return SOURCE.read({path.name: path})


def test_a_domain_may_have_several_the_newest_first(tmp_path: Path) -> None:
    old = breach("forum.adpix.test", "AdPix forum", BreachDate="2014-01-01", IsVerified=False, PwnCount="many")
    found = read(tmp_path, old, breach("adpix.test", "AdPix"))
    assert found.rows == 2
    data = ["Email addresses", "Passwords"]
    assert found.body["breaches"] == {
        "adpix.test": [
            {"title": "AdPix", "date": "2024-05-06", "accounts": 1234, "data": data, "is_verified": True},
            {"title": "AdPix forum", "date": "2014-01-01", "accounts": None, "data": data, "is_verified": False},
        ]
    }


@pytest.mark.parametrize("flag", ["IsFabricated", "IsSpamList", "IsRetired", "IsMalware", "IsStealerLog"])
def test_what_is_no_company_s_breach_is_passed_over(tmp_path: Path, flag: str) -> None:
    assert read(tmp_path, breach("adpix.test", "AdPix", **{flag: True})).rows == 0


@pytest.mark.parametrize(
    "changes",
    [{"Domain": ""}, {"Domain": None}, {"Title": ""}, {"BreachDate": "yesterday"}, {"BreachDate": 2024}],
    ids=["no domain", "null", "no title", "no date", "a number"],
)
def test_what_names_no_domain_title_or_day_is_passed_over(tmp_path: Path, changes: dict[str, Any]) -> None:
    assert read(tmp_path, breach("adpix.test", "AdPix") | changes).rows == 0
