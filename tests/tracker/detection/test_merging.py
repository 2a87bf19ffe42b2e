import pytest

from tracker.detection.merging import merged
from tracker.disclosure import Evidence, Finding, Method
from tracker.taxonomy import Category
from tracker.traffic import Location

EMAIL, CLIENT, USER = Category.EMAIL_ADDRESS, Category.CLIENT_ID, Category.USER_ID
ADDRESS = "marie@mail.test"


def a_finding(
    category: Category = EMAIL,
    value: str = ADDRESS,
    method: Method = Method.NAME,
    *,
    path: str = "email",
    confidence: float = 0.8,
    encoding: tuple[str, ...] = (),
    location: Location = Location.QUERY,
) -> Finding:
    return Finding(category, value, Evidence(location, path, method, confidence, "So it is.", encoding))


@pytest.mark.parametrize("weaker", [Method.FORM, Method.NAME, Method.VALUE])
def test_the_strongest_method_speaks_for_a_category_at_a_place(weaker: Method) -> None:
    strong, weak = a_finding(method=Method.ADAPTER), a_finding(method=weaker)
    assert merged([weak, strong]) == (strong,)
    assert merged([strong, weak]) == (strong,)


def test_an_adapter_speaks_of_the_person_s_own_value_in_its_dress() -> None:
    adapter = a_finding(value="0f5a", method=Method.ADAPTER, encoding=("sha256",), confidence=0.95)
    own = a_finding(method=Method.PROFILE, encoding=("urlencode", "sha256"), confidence=0.98)
    for findings in ([adapter, own], [own, adapter]):
        (both,) = merged(findings)
        assert (both.value, both.evidence.method) == (ADDRESS, Method.ADAPTER)
        assert (both.evidence.encoding, both.evidence.confidence) == (("urlencode", "sha256"), 0.98)
        assert both.evidence.reasoning == "So it is. So it is."


def test_an_adapter_s_other_values_at_the_place_stay() -> None:
    own = a_finding(method=Method.PROFILE)
    other, same = (a_finding(value=value, method=Method.ADAPTER) for value in ("paul@mail.test", "Marie@mail.test"))
    assert [finding.value for finding in merged([other, same, own])] == ["paul@mail.test", ADDRESS]
    assert merged([other, own]) == (other, own)


def test_an_identifier_of_the_person_s_stays_one() -> None:
    adapter = a_finding(CLIENT, "77E4", Method.ADAPTER)
    (both,) = merged([adapter, a_finding(USER, "marie-87", Method.PROFILE, encoding=("md5",))])
    assert (both.category, both.value) == (CLIENT, "marie-87")


def test_places_and_categories_do_not_mix() -> None:
    findings = (
        a_finding(),
        a_finding(path="mail"),
        a_finding(location=Location.FORM),
        a_finding(Category.CITY, "Paris"),
    )
    assert set(merged(findings)) == set(findings)
    assert merged([]) == ()


def test_different_values_at_one_place_are_all_told_and_equal_ones_once() -> None:
    one, other = a_finding(method=Method.VALUE), a_finding(value="paul@mail.test", method=Method.VALUE)
    assert merged([one, other, one]) == (one, other)


def test_what_is_read_is_told_at_its_innermost_step() -> None:
    raw, decoded = a_finding(value="marie%40mail.test"), a_finding(encoding=("urlencode",))
    assert merged([raw, decoded]) == (decoded,)


def test_identifiers_are_told_as_they_travelled_and_once() -> None:
    raw, decoded = a_finding(CLIENT, "a%40b"), a_finding(CLIENT, "a@b", encoding=("urlencode",))
    assert merged([decoded, raw]) == (raw,)
    assert merged([a_finding(CLIENT, "1", confidence=0.6), a_finding(USER, "1", confidence=0.9)])[0].category is USER


def test_who_knows_silences_who_guesses_the_same() -> None:
    known = a_finding(method=Method.PROFILE, encoding=("sha256",))
    assert merged([known, a_finding(USER, "0f5a", Method.NAME), a_finding(Category.USERNAME, ADDRESS)]) == (known,)
    assert merged([known, a_finding(Category.TEXT, f" {ADDRESS}", Method.VALUE)]) == (known,)


@pytest.mark.parametrize(
    ("category", "value", "called", "is_told"),
    [
        (EMAIL, ADDRESS, USER, True),
        (EMAIL, ADDRESS, Category.USERNAME, True),
        (Category.PHONE_NUMBER, "+33612345678", CLIENT, True),
        (EMAIL, ADDRESS, Category.PASSWORD, False),
        (Category.SCREEN_SIZE, "12x34", USER, False),
    ],
)
def test_an_identifier_that_is_plainly_an_address_is_told_as_both(
    category: Category, value: str, called: Category, is_told: bool
) -> None:
    known, plain = a_finding(called, value, Method.ADAPTER), a_finding(category, value, Method.VALUE, confidence=0.97)
    assert merged([known, plain]) == ((known, plain) if is_told else (known,))
    unsure = plain._replace(evidence=plain.evidence._replace(confidence=0.9))
    assert merged([known, unsure]) == (known,)


def test_who_knows_leaves_what_else_there_is() -> None:
    known, message = a_finding(method=Method.PROFILE), a_finding(Category.MESSAGE, f"Write to {ADDRESS}")
    assert merged([known, message]) == (known, message)


def test_the_package_is_not_told_beside_what_it_holds() -> None:
    outer, inner = a_finding(path="dl"), a_finding(path="dl.email", encoding=("urlencode",))
    listed = a_finding(path="dl[0]", encoding=("json",))
    assert merged([outer, inner]) == (inner,)
    assert merged([outer, listed]) == (listed,)
    assert merged([a_finding(path="$"), inner]) == (inner,)


def test_neighbours_of_like_names_are_both_told() -> None:
    findings = (a_finding(path="dl"), a_finding(path="dlx"), a_finding(path="dl.x", location=Location.FORM))
    assert merged(findings) == findings


def test_values_at_one_place_are_bounded() -> None:
    findings = [a_finding(value=f"m{n}@mail.test", method=Method.VALUE) for n in range(100)]
    assert len(merged(findings)) == 20


def test_an_identifier_within_a_package_is_told_there_and_not_for_the_package() -> None:
    package = a_finding(CLIENT, "https://a.test/?u=77e4c0d1", Method.VALUE, path="redirect")
    part = a_finding(CLIENT, "77e4c0d1", Method.NAME, path="redirect.u", encoding=("urlencode",))
    assert merged([package, part]) == (part,)
    assert merged([part, package]) == (part,)


@pytest.mark.parametrize(
    "other",
    [
        a_finding(CLIENT, "https://a.test/?u=other", path="redirect"),
        a_finding(Category.PAGE_VISITED, "https://a.test/?u=77e4c0d1", path="redirect"),
        a_finding(CLIENT, "https://a.test/?u=77e4c0d1", path="redirect", location=Location.COOKIE),
        a_finding(CLIENT, "https://a.test/?u=77e4c0d1", path="elsewhere"),
    ],
)
def test_what_says_something_else_than_the_identifier_within_stays(other: Finding) -> None:
    part = a_finding(CLIENT, "77e4c0d1", path="redirect.u", encoding=("urlencode",), location=other.evidence.location)
    assert set(merged([other, part])) == {other, part}
