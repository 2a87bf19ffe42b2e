"""What was decided, as pages read and change it, also where the file is damaged or another process changes it."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.builders.dashboards import KEYS
from tests.builders.forms import notices, send
from tracker.control import change, experience, load
from tracker.control.editing import with_preset
from tracker.control.keeping import copy_of
from tracker.settings import Settings


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    """The installation behind `client`."""
    return Settings(tmp_path, key_store="file")


def damage(path: Path) -> None:
    path.write_bytes(b"damaged")


def test_a_damaged_file_gives_way_to_its_copy_which_a_click_puts_in_its_place(
    client: FlaskClient, home: Settings
) -> None:
    change(home, KEYS, lambda control: with_preset(control, "no-identifiers"))
    damage(home.control_file)
    page = client.get("/rules").text
    assert "its last good copy holds" in page
    assert "1 rule decides what companies get" in page
    answer = send(client, "/rules", "/rules/restore")
    assert notices(answer.page) == ["Your rules are in their place again, from their last good copy."]
    assert "its last good copy holds" not in answer.page
    assert load(home, KEYS).rules


@pytest.mark.parametrize(("language", "words"), [("en", "restore it from a backup"), ("fr", "restaurez-le depuis")])
def test_where_nothing_can_be_read_the_way_out_is_told_and_nothing_offered(
    client: FlaskClient, home: Settings, language: str, words: str
) -> None:
    change(home, KEYS, lambda control: with_preset(control, "no-identifiers"))
    damage(home.control_file)
    damage(copy_of(home))
    for path in ("/rules", "/settings", "/vendors/adpix"):
        answer = client.get(path, query_string={"language": language})
        assert answer.status_code == 200
        assert words in answer.text
    page = client.get("/rules?language=en").text
    assert "A proxy that starts now has no rules" in page
    assert "<h1>Your rules cannot be read</h1>" in page
    assert 'name="preset"' not in page
    assert 'name="signal"' not in client.get("/settings").text


def test_what_cannot_be_kept_is_told(client: FlaskClient, home: Settings) -> None:
    change(home, KEYS, lambda control: with_preset(control, "no-identifiers"))
    page = client.get("/rules").text
    assert "No identifiers to third parties" in page
    damage(home.control_file)
    damage(copy_of(home))
    (said,) = notices(send(client, "/log", "/rules/preset", preset="no-contact-data", deed="on").page)
    assert "your rules cannot be read" in said


def test_another_process_may_decide_at_the_same_time(client: FlaskClient, home: Settings) -> None:
    client.get("/rules")
    change(home, KEYS, lambda control: with_preset(control, "no-contact-data"))
    page = send(client, "/rules", "/rules/preset", preset="no-identifiers", deed="on").page
    assert [rule.preset for rule in load(home, KEYS).rules] == ["no-contact-data", "no-identifiers"]
    assert "2 rules decide what companies get" in page


def test_what_a_person_wrote_wrongly_is_told_as_a_sentence(client: FlaskClient) -> None:
    page = send(client, "/settings", "/settings/private", site="?", deed="add").page
    assert notices(page) == ["&#39;?&#39; is no site or host; write it as in shop.example."]


def test_what_a_rule_goes_by_lies_ready_for_the_next_proxy_while_one_is_on(client: FlaskClient, home: Settings) -> None:
    send(client, "/rules", "/rules/add", action="strip", way="premature")
    found = experience.read(home, KEYS)
    assert found
    assert found.submitted
    send(client, "/rules", "/rules/change", rule="r1", deed="off")
    assert not home.experience_file.exists()
