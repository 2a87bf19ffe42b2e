import pytest

from dashboard import reaching
from dashboard.reaching import having, ways_to
from tracker.ledger.queries.reached import Reach
from tracker.taxonomy import Category
from tracker.upstream.portrait import Said
from tracker.vendors import Facts


@pytest.mark.parametrize(
    ("reach", "words"),
    [
        (Reach(1, 0, 0), "1 company has your e-mail address"),
        (Reach(12, 3, 0), "12 companies have your e-mail address"),
        (Reach(12, 3, 3), "12 companies have your e-mail address; 3 got it before you sent it"),
        (Reach(1, 1, 1), "1 company has your e-mail address; 1 got it before you sent it"),
    ],
)
def test_who_has_it_is_told_in_a_sentence(reach: Reach, words: str) -> None:
    assert having(Category.EMAIL_ADDRESS, reach) == words


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (Facts(privacy_contact="privacy@ads.test"), Said("privacy@ads.test", "mailto:privacy@ads.test")),
        (Facts(privacy_contact="https://ads.test/ask"), Said("https://ads.test/ask", "https://ads.test/ask")),
        (Facts(privacy_contact="1 Street, Town"), Said("1 Street, Town", None)),
        (Facts(privacy_page="https://ads.test/privacy"), Said("https://ads.test/privacy", "https://ads.test/privacy")),
        (Facts(privacy_page="javascript:alert(1)"), Said("javascript:alert(1)", None)),
        (Facts(), None),
    ],
)
def test_a_company_is_reached_as_our_list_knows(
    known: Facts, said: Said | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reaching, "builtin_facts", lambda: {"ads": known})
    assert [way.said for way in ways_to([("ads", "Ads"), ("nobody", "Nobody")])] == [said, None]
