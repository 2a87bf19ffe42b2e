from tracker.marking import HOST, ORIGIN


def test_the_host_is_nobodys() -> None:
    assert HOST.endswith(".invalid")
    assert f"https://{HOST}" == ORIGIN
