from tracker.aliasing.telling import told_of_holders, told_of_lacking


def test_an_alias_tells_for_whom_it_was_made_and_whom_it_reached() -> None:
    assert told_of_holders("shop.test", []) == "An alias made for shop.test alone; no other company got it."
    assert told_of_holders("shop.test", ["adfirm.test", "B", "adfirm.test"]) == (
        "An alias made for shop.test alone; it reached adfirm.test and B all the same."
    )


def test_companies_without_an_alias_are_told_with_what_makes_one() -> None:
    assert told_of_lacking(["Criteo"], "criteo") == "No alias for Criteo yet: `tracker aliases make criteo`"
    assert told_of_lacking(["A", "B", "C", "D"], "a") == (
        "No aliases for A, B and 2 more yet: `tracker aliases make a`"
    )
