from collections import OrderedDict

from tracker.remembering import Remembered, keep_newest


def test_what_is_kept_is_remembered() -> None:
    memory: Remembered[str, int] = Remembered(100)
    assert memory.keep("a", 1, 10) == 1
    assert memory["a"] == 1
    assert memory["b"] is None


def test_what_was_not_asked_for_is_forgotten_when_there_is_no_room() -> None:
    memory: Remembered[str, int] = Remembered(100)
    for number, name in enumerate("abc"):
        memory.keep(name, number, 50)
    assert memory["a"] == 0
    memory.keep("d", 3, 60)
    memory.keep("e", 4, 60)
    assert memory["b"] is None
    assert memory["d"] == 3
    assert memory["e"] == 4


def test_it_stays_within_its_capacity() -> None:
    memory: Remembered[int, int] = Remembered(1000)
    for number in range(10_000):
        memory.keep(number, number, 10)
    assert sum(memory[number] is not None for number in range(10_000)) <= 200


def test_it_stays_within_its_capacity_though_all_is_asked_for_again() -> None:
    memory: Remembered[int, int] = Remembered(1000)
    for number in range(2000):
        memory.keep(number, number, 10)
        for earlier in range(number):
            memory[earlier]
    assert sum(memory[number] is not None for number in range(2000)) <= 200


def test_of_more_than_so_many_the_oldest_go() -> None:
    known: OrderedDict[str, int] = OrderedDict()
    for number, key in enumerate("abacd"):
        keep_newest(known, key, number, 3)
    assert dict(known) == {"a": 2, "c": 3, "d": 4}


def test_nothing_of_what_it_holds_is_shown() -> None:
    memory: Remembered[str, str] = Remembered(100)
    memory.keep("marie@mail.test", "Marie Dupont", 10)
    assert repr(memory) == "Remembered(1 entries)"
