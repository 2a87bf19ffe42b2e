from tracker.remembering import Remembered


def test_what_is_kept_is_remembered() -> None:
    memory: Remembered[str, int] = Remembered(100)
    assert memory.keep("a", 1, 10) == 1
    assert memory.get("a") == 1
    assert memory.get("b") is None


def test_what_was_not_asked_for_is_forgotten_when_there_is_no_room() -> None:
    memory: Remembered[str, int] = Remembered(100)
    for number, name in enumerate("abc"):
        memory.keep(name, number, 50)
    assert memory.get("a") == 0
    memory.keep("d", 3, 60)
    memory.keep("e", 4, 60)
    assert memory.get("b") is None
    assert memory.get("d") == 3
    assert memory.get("e") == 4


def test_it_stays_within_its_capacity() -> None:
    memory: Remembered[int, int] = Remembered(1000)
    for number in range(10_000):
        memory.keep(number, number, 10)
    assert sum(memory.get(number) is not None for number in range(10_000)) <= 200
