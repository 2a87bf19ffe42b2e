import pytest

from tracker.detection.indicators.normalisations import spellings, without_accents
from tracker.profile import Value
from tracker.taxonomy import Category


def texts(category: Category, value: str, country: str | None = None) -> set[str]:
    return {spelling.text for spelling in spellings(Value(category, value), country)}


@pytest.mark.parametrize(
    ("category", "value", "expected"),
    [
        (Category.EMAIL_ADDRESS, "Ma.Rie+news@GoogleMail.com", {"marie@gmail.com", "marie+news@googlemail.com"}),
        (
            Category.EMAIL_ADDRESS,
            "Ma.Rie+news@Mail.test",
            {"ma.rie@mail.test", "marie@mail.test", "MA.RIE+NEWS@MAIL.TEST"},
        ),
        (Category.FIRST_NAME, "Jean-René", {"jeanrené", "jean rene", "jeanrene", "jean-rene", "JEAN-RENÉ"}),
        (Category.LAST_NAME, "D'Almeida", {"dalmeida", "d'almeida", "d almeida"}),
        (
            Category.FULL_NAME,
            "Marie Dupont",
            {"Dupont Marie", "Dupont, Marie", "mariedupont", "marie.dupont", "dupontmarie"},
        ),
        (Category.FULL_NAME, "Marie", {"marie"}),
        (Category.FULL_NAME, "Zoé Le-Roux", {"zoéle-roux", "zoele-roux"}),
        (Category.TEXT, "Café Zoé 7", {"cafe zoe 7", "Cafe Zoe 7"}),
        (Category.CITY, "Aix-en-Provence", {"aixenprovence", "aix en provence"}),
        (Category.POSTAL_ADDRESS, "3, rue de l'Été", {"3  rue de l'été".replace("  ", " "), "3 rue de l ete"}),
        (Category.POSTAL_CODE, "94303-5300", {"94303", "943035300"}),
        (Category.POSTAL_CODE, "SW1A 1AA", {"SW1A1AA", "sw1a1aa"}),
        (Category.EMAIL_ADDRESS, " Marie@mail.test ", {"Marie@mail.test", "marie@mail.test"}),
        (Category.EMAIL_ADDRESS, "marie@bücher.test", {"marie@xn--bcher-kva.test"}),
        (Category.EMAIL_ADDRESS, f"marie@{'ü' * 80}.test", {f"marie@{'ü' * 80}.test"}),
        (Category.LAST_NAME, "Müller-Sørensen", {"mueller-soerensen", "muller-sorensen", "mullersorensen"}),
        (
            Category.FULL_NAME,
            "Zoé Lefèvre",
            {"lefèvre, zoé", "lefevre.zoe", "lefevre_zoe", "lefevre zoe", "zoé.lefèvre"},
        ),
        (Category.POSTAL_CODE, "SW1A 1AA", {"sw1a1"}),
        (Category.REGION, "California", {"ca", "california"}),
        (Category.IP_ADDRESS, "2001:DB8:0:0:0:0:0:1", {"2001:db8::1", "2001:0db8:0000:0000:0000:0000:0000:0001"}),
        (Category.IP_ADDRESS, "nowhere", {"nowhere"}),
        (Category.COORDINATES, "48.8566, 2.3522", {"48.8566,2.3522", "48.8566;2.3522"}),
        (Category.DEVICE_ID, "00-1A-2B-3C-4D-5E", {"00:1a:2b:3c:4d:5e", "001a2b3c4d5e", "00-1a-2b-3c-4d-5e"}),
        (Category.PHONE_NUMBER, "+33639981234", {"+33 639981234", "33-639981234", "+330639981234", "639981234"}),
        (
            Category.BIRTH_DATE,
            "1984-07-03",
            {"3 juillet 1984", "3. Juli 1984", "Jul 3, 1984", "3-7-1984", "1984-03-07"},
        ),
        (Category.GENDER, "Female", {"f", "F", "female"}),
        (Category.BANK_ACCOUNT, "FR76 3000 6000 0112", {"FR76300060000112", "fr76300060000112", "FR76-3000-6000-0112"}),
        (Category.DEVICE_ID, "AB-12-cd", {"AB12CD", "ab12cd"}),
        (Category.BIRTH_DATE, "1984-07-03", {"19840703"}),
        (Category.PHONE_NUMBER, "+33639981234", {"0639981234"}),
    ],
)
def test_the_spellings_that_vendors_prescribe_are_listed(category: Category, value: str, expected: set[str]) -> None:
    assert expected <= texts(category, value)


def test_the_value_as_it_was_written_comes_first() -> None:
    first = spellings(Value(Category.EMAIL_ADDRESS, "Marie@mail.test"), None)[0]
    assert first == ("Marie@mail.test", "")


@pytest.mark.parametrize("category", Category)
def test_no_spelling_is_empty_or_listed_twice(category: Category) -> None:
    found = [spelling.text for spelling in spellings(Value(category, "- 1 -"), "FR")]
    assert len(found) == len(set(found))
    assert all(text.strip() for text in found)


def test_letters_without_accents() -> None:
    assert without_accents("Éß Łódź Ørsted œuf") == "Ess Lodz Orsted oeuf"
