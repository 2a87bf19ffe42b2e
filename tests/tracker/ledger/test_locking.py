import threading
import time

from tracker.ledger.locking import take_turn
from tracker.ledger.opening import Ledger


def test_the_second_writer_waits_for_the_first(any_ledger: Ledger) -> None:
    order: list[str] = []

    def _second() -> None:
        with any_ledger.session() as session:
            take_turn(session)
            order.append("second")

    thread = threading.Thread(target=_second)
    with any_ledger.session() as session:
        take_turn(session)
        thread.start()
        time.sleep(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_turn_may_be_taken_twice(any_ledger: Ledger) -> None:
    with any_ledger.session() as session:
        take_turn(session)
        take_turn(session)
        assert session.in_transaction()
