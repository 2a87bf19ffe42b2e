import io
import sys

import click
import pytest

from tests.builders.services import KEY, Told, a_service
from tests.tracker.cli.conftest import Run
from tracker.aliasing import services
from tracker.cli import main
from tracker.cli.deciding import decided
from tracker.control import Aliasing, AliasService


def test_aliases_are_made_of_a_mailbox_or_a_domain(run: Run) -> None:
    assert "Mailbox: none" in run("show")
    assert run("of", "criteo") == "criteo: none yet; tracker aliases make, add, domain or address\n"
    assert run("address", "marie@Mail.example") == "criteo gets marie+criteo@mail.example.\n"
    assert run("domain", "@marie.example") == "criteo gets criteo@marie.example.\n"
    assert run("of", "www.shop.test", "criteo") == (
        "shop.test: shop.test@marie.example\ncriteo: criteo@marie.example\n"
    )
    assert run("domain", "none") == "criteo gets marie+criteo@mail.example.\n"
    assert run("address", "none") == "No aliases are made.\n"
    assert decided().aliasing == Aliasing()


def test_aliases_made_elsewhere_go_first(run: Run) -> None:
    run("address", "marie@mail.example")
    assert run("add", "www.shop.test", "x1@relay.example") == "shop.test gets x1@relay.example.\n"
    assert run("of", "shop.test") == "shop.test: x1@relay.example\n"
    assert "x1@relay.example" in run("show")
    assert run("remove", "shop.test") == "Removed.\n"
    assert run("of", "shop.test") == "shop.test: marie+shop.test@mail.example\n"


def key_on_standard_input(monkeypatch: pytest.MonkeyPatch, key: str = KEY) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{key}\n"))


def test_a_service_makes_an_alias_when_it_is_asked_to(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    key_on_standard_input(monkeypatch)
    with a_service(Told(201, {"email": "word.x1@slmail.test"})) as (base, asked):
        known = services.KNOWN["simplelogin"]
        monkeypatch.setitem(services.KNOWN, "simplelogin", known._replace(base=base))
        assert "SimpleLogin makes your aliases, when you ask" in run("provider", "simplelogin")
        assert asked == []
        assert run("make", "criteo", "--site", "https://www.shop.test/x") == "criteo gets word.x1@slmail.test.\n"
        assert run("make", "criteo") == "criteo gets word.x1@slmail.test.\n"
    assert [one.path for one in asked] == ["/api/alias/random/new?hostname=www.shop.test"]
    listed = run("list")
    assert "Service: SimpleLogin\n" in listed
    assert "word.x1@slmail.test" in listed
    assert KEY not in listed
    assert "forgotten" in run("provider", "off")
    assert decided().aliasing == Aliasing(known=(("criteo", "word.x1@slmail.test"),))


def test_a_service_of_ones_own_is_asked_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "prompt", lambda text, hide_input: KEY if hide_input else pytest.fail(text))
    run("provider", "addy", "--url", "https://addy.home.test/", "--domain", "me.home.test")
    assert decided().aliasing.service == AliasService("addy", KEY, "https://addy.home.test", "me.home.test")
    assert "Service: addy.io at https://addy.home.test" in run("show")


def test_what_a_service_refuses_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    key_on_standard_input(monkeypatch)
    with a_service(Told(403, {"detail": f"No more masks for {KEY}"})) as (base, _):
        monkeypatch.setitem(services.KNOWN, "relay", services.KNOWN["relay"]._replace(base=base))
        run("provider", "relay")
        said = run("make", "criteo", status=1)
    assert said == "tracker: Firefox Relay refuses: No more masks for …\n"


@pytest.mark.parametrize(
    ("given", "key", "words"),
    [
        (["provider", "duck"], KEY, "no service is called 'duck'"),
        (["provider", "relay"], "", "this is no key"),
        (["provider", "relay", "--url", "https://a.test"], KEY, "at one address only"),
        (["provider", "simplelogin", "--url", "http://a.test"], KEY, "no address of a service"),
        (["make", "criteo"], KEY, "no service makes aliases for you yet"),
        (["make", "nobody"], KEY, "no company is called 'nobody'"),
        (["make", "criteo", "--site", "nowhere"], KEY, "is no site or host"),
    ],
    ids=["unknown", "no key", "relay's address", "http", "no service", "nobody", "no site"],
)
def test_a_service_that_cannot_be_is_one_line(
    run: Run, monkeypatch: pytest.MonkeyPatch, given: list[str], key: str, words: str
) -> None:
    key_on_standard_input(monkeypatch, key)
    said = run(*given, status=2)
    assert words in said
    assert said.count("\n") == 1


@pytest.mark.usefixtures("run")
def test_aliases_that_no_rule_gives_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["aliases", "address", "marie@mail.example"]) == 0
    assert "No rule gives aliases yet" in capsys.readouterr().err
    assert main(["rules", "add", "alias"]) == 0
    assert main(["aliases", "address", "marie@mail.example"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["address", "marie"], "'marie' is no e-mail address"),
        (["domain", "marie"], "'marie' is no domain for mail"),
        (["of", "nobody"], "no company is called 'nobody'"),
        (["add", "nobody", "a@b.example"], "no company is called 'nobody'"),
        (["add", "criteo", "a"], "'a' is no e-mail address"),
        (["remove", "criteo"], "no alias is known for criteo"),
        (["remove", "nobody"], "no company is called"),
    ],
    ids=["address", "domain", "of", "add nobody", "add", "remove", "remove nobody"],
)
def test_what_cannot_be_is_one_line(run: Run, given: list[str], words: str) -> None:
    said = run(*given, status=2)
    assert words in said
    assert said.count("\n") == 1
