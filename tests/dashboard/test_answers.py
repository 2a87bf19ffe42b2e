from datetime import timedelta

import pytest

from dashboard.answers import Answers
from dashboard.lines import Line
from tests.builders.ledgers import a_world, fill
from tests.builders.records import NOON, a_disclosure, a_record
from tracker.disclosure import Party
from tracker.errors import LedgerError
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.opinions import opine
from tracker.ledger.queries.newest import newest_id
from tracker.ledger.queries.scope import EVERYTHING, Scope
from tracker.ledger.queries.vendors import Holder, holders
from tracker.ledger.rating import Rated
from tracker.taxonomy import Category


def held(ledger: Ledger, answers: Answers) -> list[Holder]:
    with ledger.reading() as session:
        return answers.ask(session, holders)


def judged(ledger: Ledger, answers: Answers) -> dict[str, Rated]:
    with ledger.reading() as session:
        return {row.slug: row for row in answers.rated(session)}


def test_a_question_is_asked_as_it_is(ledger: Ledger) -> None:
    fill(ledger, [a_record()])
    with ledger.reading() as session:
        assert Answers(ledger).ask(session, newest_id) == 1


def test_vendors_are_remembered_and_those_that_changed_are_asked_for(ledger: Ledger) -> None:
    fill(ledger, a_world(3))
    answers = Answers(ledger)
    before = {one.slug: one for one in held(ledger, answers)}
    fill(ledger, [a_record(host="px.adpix.test", site="new.example")])
    after = {one.slug: one for one in held(ledger, answers)}
    assert {slug for slug in after if after[slug] is not before.get(slug)} == {"adpix"}
    with ledger.reading() as session:
        assert list(after.values()) == holders(session)


def test_a_vendor_is_assessed_anew_where_it_or_the_opinion_of_it_has_changed(ledger: Ledger) -> None:
    fill(ledger, a_world(3))
    answers = Answers(ledger)
    before = judged(ledger, answers)
    with ledger.session() as session:
        opine(session, "metrica", 4, "")
    fill(ledger, [a_record(a_disclosure(Category.HEALTH, "migraine"), host="px.adpix.test", site="boutique.example")])
    after = judged(ledger, answers)
    assert {slug for slug in after if after[slug] is not before[slug]} == {"adpix", "metrica"}
    assert after["adpix"].score > before["adpix"].score
    assert (before["metrica"].interest, after["metrica"].interest) == (None, 4)


@pytest.mark.parametrize(
    "scope",
    [
        EVERYTHING,
        Scope(party=Party.THIRD),
        Scope(category=Category.USER_AGENT),
        Scope(NOON - timedelta(days=2), NOON + timedelta(days=400)),
    ],
    ids=["all", "a party", "a category", "a period"],
)
def test_remembered_lines_are_those_of_a_fresh_look(scope: Scope, ledger: Ledger) -> None:
    answers = Answers(ledger)

    def lines(asked: Answers) -> list[Line]:
        with ledger.reading() as session:
            return asked.lines(session, scope)

    fill(ledger, a_world(3))
    assert lines(answers)
    fill(ledger, [a_record(a_disclosure(Category.USER_AGENT, "another"), host="px.adpix.test", site="new.example")])
    assert lines(answers) == lines(Answers(ledger))
    with ledger.session() as session:
        opine(session, "adpix", 5, "")
    assert lines(answers) == lines(Answers(ledger))
    forget(ledger, vendor="adpix")
    assert lines(answers) == lines(Answers(ledger))
    assert "adpix" not in {line.row.slug for line in lines(answers)}


def test_what_was_forgotten_is_not_told_again(ledger: Ledger) -> None:
    fill(ledger, a_world(3))
    answers = Answers(ledger)
    assert "adpix" in judged(ledger, answers)
    forget(ledger, vendor="adpix")
    assert "adpix" not in judged(ledger, answers)
    assert "adpix" not in {one.slug for one in held(ledger, answers)}


def test_questions_are_asked_beforehand(ledger: Ledger, statements: list[str]) -> None:
    fill(ledger, [a_record()])
    answers = Answers(ledger)
    answers.prepare([newest_id, holders])
    answers.close()
    statements.clear()
    assert len(judged(ledger, answers)) == 1
    assert len(statements) == 3  # the transaction, the opinions, and that nothing has changed


def test_when_all_is_remembered_it_is_told(ledger: Ledger) -> None:
    fill(ledger, [a_record()])
    answers, told = Answers(ledger), list[int]()
    answers.prepare([newest_id], then=lambda: told.append(len(held(ledger, answers))))
    answers.close()
    assert told == [1]


def test_a_ledger_that_fails_meanwhile_ends_it_quietly(ledger: Ledger) -> None:
    answers, told = Answers(ledger), list[str]()

    def broken(_session: object) -> None:
        raise LedgerError("ledger.db: no room left on the disk")

    answers.prepare([broken], then=lambda: told.append("settled"))
    answers.close()
    assert told == ["settled"]
