"""Who hides behind a site's own name, and who got the same identifier."""

from datetime import timedelta

from sqlalchemy.orm import Session

from tests.builders.ledgers import a_catalogue, fill
from tests.builders.records import NOON, a_disclosure, a_record
from tests.builders.written import written
from tests.tracker.ledger.queries.test_aliases import CATALOGUE, LATER, TOLD
from tracker.attention import Hidden
from tracker.disclosure import Disclosure, Manner
from tracker.ledger.aliases import note_aliases
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.listeners import hidden, shared
from tracker.taxonomy import Category


def test_a_company_behind_a_sites_own_name_is_told(any_ledger: Ledger) -> None:
    written(any_ledger, *(a_record(host=told.host) for told in TOLD), a_record(host=TOLD[1].host, time=LATER))
    with any_ledger.session() as session:
        note_aliases(session, TOLD, CATALOGUE)
    with any_ledger.reading() as session:
        assert hidden(session, lambda: CATALOGUE) == [
            Hidden("metrics.shop.example", "shop.adpix.test", "adpix", "AdPix", NOON, LATER, 2, 1)
        ]
        assert hidden(session, lambda: CATALOGUE, LATER)
        assert not hidden(session, lambda: CATALOGUE, LATER + timedelta(seconds=1))


def test_a_host_that_never_seemed_the_sites_own_hides_nobody(ledger: Ledger) -> None:
    written(ledger, a_record(host=TOLD[1].host, site="news.example"))
    with ledger.session() as session:
        note_aliases(session, TOLD, CATALOGUE)
    with ledger.reading() as session:
        assert not hidden(session, lambda: CATALOGUE)


def test_where_no_name_leads_elsewhere_the_catalogue_is_not_loaded(session: Session, asked: list[str]) -> None:
    def never() -> object:
        raise AssertionError

    assert hidden(session, never) == []  # type: ignore[arg-type]
    assert len(asked) == 1


def an_identifier(value: str = "8f14e45fceea", manner: Manner = Manner.RELAYED) -> Disclosure:
    return a_disclosure(Category.CLIENT_ID, value, manner)


def names(ledger: Ledger, **given: object) -> list[str]:
    with ledger.reading() as session:
        return [one.vendor for one in shared(session, **given)]  # type: ignore[arg-type]


def test_an_identifier_that_companies_of_two_groups_got_is_shared(any_ledger: Ledger) -> None:
    hosts = ("px.adpix.test", "like.sharebar.test")
    manners = (Manner.RELAYED, Manner.AMBIENT)
    fill(any_ledger, [a_record(an_identifier(manner=how), host=host) for host, how in zip(hosts, manners, strict=True)])
    assert names(any_ledger) == ["adpix", "sharebar"]
    assert not names(any_ledger, since=NOON + timedelta(seconds=1))


def test_within_one_group_by_strangers_or_on_the_site_itself_it_is_not(any_ledger: Ledger) -> None:
    fill(
        any_ledger,
        [
            a_record(an_identifier("one"), host="collect.metrica.test"),
            a_record(an_identifier("one"), host="tags.tagdepot.test"),
            a_record(an_identifier("two"), host="px.adpix.test"),
            a_record(an_identifier("two"), host="unknown.test"),
            a_record(an_identifier("three"), host="px.adpix.test"),
            a_record(an_identifier("three"), host="www.boutique.example", site="boutique.example"),
        ],
    )
    assert not names(any_ledger)


def test_two_statements_whatever_is_shared(session: Session, asked: list[str]) -> None:
    assert {one.vendor for one in shared(session)} >= {"adpix", "exchange-nord"}
    assert len(asked) == 2
    assert a_catalogue()
