from collections.abc import Iterator

import pytest
from flask import Flask

from dashboard import languages
from dashboard.retelling import phrase, preview, retold
from tracker.detection.headers import VERDICTS
from tracker.detection.indicators.normalisations import spellings
from tracker.detection.indicators.wording import _NAMES, reasoning
from tracker.detection.names import autocomplete_verdict, name_verdict
from tracker.ledger.failures import _BY_SQLITE_NAME, _BY_SQLSTATE
from tracker.profile import Value
from tracker.taxonomy import Category


@pytest.fixture
def french(app: Flask) -> Iterator[None]:
    with app.test_request_context(headers={"Accept-Language": "fr"}):
        languages._speak()
        yield
        languages._be_silent(None)


def plain(text: str) -> str:
    """As it is shown, with common spaces and apostrophes."""
    return (
        retold(text)
        .striptags()
        .replace("\N{NARROW NO-BREAK SPACE}", " ")
        .replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    )


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("The value is an e-mail address.", "La valeur est une adresse e-mail."),
        (
            "its name says “mail” (fr): e-mail address; the value is an e-mail address.",
            "Son nom dit « mail » (fr) : adresse e-mail ; la valeur est une adresse e-mail.",
        ),
        (
            "its name says “mail” (Czech and Slovak): city; its name says “dt” (web analytics): health.",
            "Son nom dit « mail » (tchèque, slovaque) : ville ; son nom dit « dt » (mesure d'audience) : santé.",
        ),
        (
            "The cookie uid holds a random value; how long it lasts was not seen.",
            "Le cookie uid contient une valeur aléatoire ; sa durée n'a pas été vue.",
        ),
        ("Name and value agree: a screen's size.", "Le nom et la valeur concordent : la taille d'un écran."),
        (
            "Its type is “tel”; one of a row of boxes for one character each.",
            "Son type est « tel » ; une case dans une rangée de cases d'un seul caractère.",
        ),
        (
            "The cookie _ga is known (Google): it recognises a browser for Google Analytics.",
            "Le cookie _ga est connu (Google) : il reconnaît un navigateur pour Google Analytics.",
        ),
        (
            "Optimizely's library: the visitor's identifier; the site may put its own there. It boils.",
            "Bibliothèque d'Optimizely : l'identifiant du visiteur ; le site peut y mettre le sien. It boils.",
        ),
        ("MParticle's reference: the network operator.", "Documentation de mParticle : l'opérateur du réseau."),
        (
            "This is the SHA-256 of the Base64 form of your e-mail address in lower case, without accents.",
            "Voici votre adresse e-mail, en minuscules, sans accents, en Base64, sous forme d'empreinte SHA-256.",
        ),
        (
            "This is your phone number as digits, learnt from a form on shop.example.",
            "Voici votre numéro de téléphone, en chiffres (d'après un formulaire sur shop.example).",
        ),
        (
            "Words of it are in the fr list of topics on health.",
            "Certains de ses mots figurent dans la liste (fr) des sujets de cette catégorie : santé.",
        ),
        (
            "Name and value agree: a phone number as written in FR.",
            "Le nom et la valeur concordent : un numéro de téléphone tel qu'on l'écrit dans ce pays : France.",
        ),
    ],
)
def test_a_stored_sentence_is_told_in_the_readers_language(english: str, told: str) -> None:
    assert plain(english) == told


@pytest.mark.usefixtures("french")
def test_what_nobody_translated_is_marked_as_english() -> None:
    told = retold("The event <b>: its MD5. The value is an e-mail address.")
    assert told == '<span lang="en"><bdi>The event &lt;b&gt;: its MD5</bdi></span>. La valeur est une adresse e-mail.'
    known = retold("The cookie _uid is known (Ads): it recognises a kettle.")
    assert known.endswith('<span lang="en"><bdi>recognises a kettle</bdi></span>.')


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize("text", ["", ".", "; ; ;", "a; " * 400, "The cookie " * 300, "%(name)s %d %", "<script>"])
def test_any_text_can_be_told(text: str) -> None:
    assert "<script>" not in retold(text)


def test_english_stays_as_it_is() -> None:
    assert retold("its <name>") == "<bdi>its &lt;name&gt;</bdi>"


@pytest.mark.usefixtures("french")
def test_what_detection_says_is_known() -> None:
    """Not all of it: one sentence of each kind that its parts can make."""
    said = [verdict.reasoning for verdict in VERDICTS.values()]
    said += [verdict.reasoning for name in ("email", "telefon", "prenom") if (verdict := name_verdict(name))]
    said += [verdict.reasoning for token in ("email", "tel") if (verdict := autocomplete_verdict(token))]
    said += [reasoning(Category.EMAIL_ADDRESS, "", (step,)) for step in _NAMES]
    for category, value in (
        (Category.EMAIL_ADDRESS, "Ada.Lovelace+shop@example.org"),
        (Category.PHONE_NUMBER, "+33 1 99 00 00 00"),
        (Category.BIRTH_DATE, "1990-03-02"),
        (Category.POSTAL_ADDRESS, "12 rue des Écoles, Paris"),
    ):
        said += [reasoning(category, spelt.words, ()) for spelt in spellings(Value(category, value), "FR")]
    assert [text for text in said if "<span" in retold(text)] == []


@pytest.mark.usefixtures("french")
@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("card number, 16 characters or more", "numéro de carte, 16 caractères ou plus"),
        ("password, under 8 characters", "mot de passe, moins de 8 caractères"),
        ("a•••@e•••", "a•••@e•••"),
        ("Somebody, under 8 characters", "Somebody, under 8 characters"),
    ],
)
def test_a_masked_secret_is_told_in_the_readers_language(stored: str, shown: str) -> None:
    assert preview(stored) == shown


def explanations() -> list[str]:
    return [f"/home/ledger: {words}" for words in (*_BY_SQLITE_NAME.values(), *_BY_SQLSTATE.values())]


@pytest.mark.usefixtures("french")
def test_why_a_ledger_cannot_be_read_is_known() -> None:
    assert [text for text in explanations() if "<span" in retold(text)] == []


def test_a_phrase_of_our_data_is_told_with_a_capital(app: Flask) -> None:
    with app.test_request_context():
        assert phrase("counts <visits>") == "<bdi>Counts &lt;visits&gt;</bdi>"


@pytest.mark.usefixtures("french")
def test_a_phrase_that_has_no_french_is_marked_as_english() -> None:
    assert phrase("counts <visits>") == '<span lang="en"><bdi>Counts &lt;visits&gt;</bdi></span>'
    assert "lang" not in phrase("Blind spots")
