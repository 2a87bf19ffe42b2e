import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.detection.forms.cues import Cue, Phrases, cues_in, cues_in_name, cues_of
from tracker.errors import ConfigurationError


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Log in", Cue.SIGN_IN),
        ("SIGN-IN to your account", Cue.SIGN_IN),
        ("Se connecter", Cue.SIGN_IN),
        ("Zaloguj się", Cue.SIGN_IN),
        ("Войти", Cue.SIGN_IN),
        ("Bejelentkezés", Cue.SIGN_IN),
        ("会員ログイン", Cue.SIGN_IN),
        ("登录", Cue.SIGN_IN),
        ("로그인하기", Cue.SIGN_IN),
        ("Créer un compte", Cue.SIGN_UP),
        ("Jetzt registrieren", Cue.SIGN_UP),
        ("Üye ol", Cue.SIGN_UP),
        ("Mot de passe oublié ?", Cue.RECOVERY),
        ("Wachtwoord vergeten?", Cue.RECOVERY),
        ("Prenumerera på vårt nyhetsbrev", Cue.NEWSLETTER),
        ("Zur Kasse", Cue.CHECKOUT),
        ("Hledat", Cue.SEARCH),
        ("Contáctanos", Cue.CONTACT),
        ("Angemeldet bleiben", Cue.REMEMBER),
        ("Type the characters you see", Cue.CAPTCHA),
        ("Carte cadeau", Cue.VOUCHER),
        ("Child's date of birth", Cue.OTHER_DATE),
        ("Leave this field empty if you're human", Cue.TRAP),
    ],
)
def test_words_tell_what_a_form_is_for_in_many_languages(text: str, cue: Cue) -> None:
    assert cue in cues_in(text)


@pytest.mark.parametrize("text", ["", "The blog in short", "Your designation", "Author", "...", "Colour"])
def test_other_words_tell_nothing(text: str) -> None:
    assert not cues_in(text)


@pytest.mark.parametrize(
    ("name", "cue"),
    [
        ("frmLoginbox", Cue.SIGN_IN),
        ("signupform", Cue.SIGN_UP),
        ("/account/login.php", Cue.SIGN_IN),
        ("wp-lostpassword", Cue.RECOVERY),
        ("mycaptcha", Cue.CAPTCHA),
    ],
)
def test_names_are_read_though_their_words_are_joined(name: str, cue: Cue) -> None:
    assert cue in cues_in_name(name)


@pytest.mark.parametrize("name", ["", "author", "authority", "valentine", "f1", "colour"])
def test_parts_of_other_words_are_no_cues(name: str) -> None:
    assert not cues_in_name(name)


@pytest.mark.parametrize(
    ("text", "cue"),
    [("Jour", Cue.DAY), ("MM", Cue.MONTH), ("月", Cue.MONTH), ("Año", Cue.YEAR), ("Österreich", Cue.COUNTRIES)],
)
def test_choices_and_parts_of_dates_are_read_as_a_whole(text: str, cue: Cue) -> None:
    assert cue in cues_of(text)
    assert cue not in cues_of(f"{text} of something")


def test_a_cue_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ConfigurationError, match="gossip"):
        Phrases().add({"gossip": {"en": ["they say"]}})


@pytest.mark.parametrize("name", ["cues", "choices"])
def test_each_knowledge_file_names_its_sources(name: str) -> None:
    text = (files("tracker") / "data" / "forms" / f"{name}.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["about"]["sources"]


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    assert cues_in(text) <= frozenset(Cue)
    assert cues_in_name(text) <= frozenset(Cue)
    assert cues_of(text) <= frozenset(Cue)
