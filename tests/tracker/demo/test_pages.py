from tracker.demo import pages


def test_every_field_of_a_form_has_a_made_up_example() -> None:
    for page in (pages.register({}), pages.login({}), pages.checkout({}), pages.home({})):
        main = page.split("<main>")[1]
        assert main.count("<input") == main.count("data-example=") > 0


def test_an_address_that_the_shop_does_not_have_is_said() -> None:
    assert "no such page" in pages.not_found({})
