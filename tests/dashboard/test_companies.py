from dashboard import companies


def test_a_known_slug_has_a_name() -> None:
    assert companies.name_of("google") == "Google"


def test_an_unknown_slug_stands_for_itself() -> None:
    assert companies.name_of("no-such-company") == "no-such-company"


def test_slugs_read_as_words() -> None:
    assert companies.in_words("tag-manager") == "tag manager"
    assert companies.in_words("cdn") == "CDN"
