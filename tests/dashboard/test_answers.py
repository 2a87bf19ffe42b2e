import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.orm import Session

from dashboard import answers as module
from dashboard.answers import Answers
from tests.builders.ledgers import fill
from tests.builders.records import a_record
from tracker.errors import LedgerError
from tracker.ledger.forgetting import forget
from tracker.ledger.opening import Ledger
from tracker.ledger.queries.newest import newest_id


@contextmanager
def keeping(ledger: Ledger, quick: float = 0.0) -> Iterator[Answers]:
    """What takes no time at all counts as long, unless said otherwise."""
    answers = Answers(ledger, quick)
    yield answers
    answers.close()


def asked(ledger: Ledger, answers: Answers, question: Callable[[Session], int] = newest_id) -> int:
    with ledger.reading() as session:
        return answers.ask(session, question)


def test_what_is_quick_is_asked_each_time(ledger: Ledger) -> None:
    with keeping(ledger, quick=60) as answers:
        for newest in (1, 2):
            fill(ledger, [a_record()])
            assert asked(ledger, answers) == newest


def test_what_takes_long_is_kept_for_as_long(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 10**6)
    fill(ledger, [a_record()])
    with keeping(ledger) as answers:
        assert asked(ledger, answers) == 1
        fill(ledger, [a_record()])
        assert asked(ledger, answers) == 1


def test_that_there_is_nothing_is_not_kept(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 10**6)
    with keeping(ledger) as answers:
        assert asked(ledger, answers) == 0
        fill(ledger, [a_record()])
        assert asked(ledger, answers) == 1


def test_an_old_answer_is_given_once_more_while_a_new_one_is_sought(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0)
    fill(ledger, [a_record()])
    with keeping(ledger) as answers:
        asked(ledger, answers)
        fill(ledger, [a_record()])
        assert asked(ledger, answers) == 1
        answers.close()
        assert asked(ledger, answers) == 2


def test_what_was_forgotten_is_not_shown_again(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 10**6)
    fill(ledger, [a_record()])
    with keeping(ledger) as answers:
        assert asked(ledger, answers) == 1
        forget(ledger, vendor=None, before=None, everything=True)
        assert asked(ledger, answers) == 0


def test_answers_can_be_prepared(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 10**6)
    fill(ledger, [a_record()])
    with keeping(ledger) as answers:
        answers.prepare([newest_id])
        answers.close()
        fill(ledger, [a_record()])
        assert asked(ledger, answers) == 1


def test_a_question_is_asked_by_one_at_a_time(ledger: Ledger) -> None:
    times: list[float] = []

    def slow(session: Session) -> int:
        times.append(time.monotonic())
        time.sleep(0.05)
        return newest_id(session)

    with keeping(ledger) as answers:
        answers.prepare([slow, slow, slow])
    assert len(times) == 1


def test_a_ledger_in_trouble_leaves_the_answer_as_it_was(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_session: Session) -> int:
        raise LedgerError("no")

    with keeping(ledger) as answers:
        answers.prepare([broken])
        answers.close()
        with pytest.raises(LedgerError):
            asked(ledger, answers, broken)
