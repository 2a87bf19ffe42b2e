from tracker.trades import TRADES, in_words
from tracker.vendors import shipped


def test_slugs_read_as_words() -> None:
    assert in_words("tag-manager") == "tag manager"
    assert in_words("cdn") == "CDN"
    assert in_words("strange-trade") == "strange trade"


def test_every_line_of_business_in_the_catalogue_has_words() -> None:
    known = {vendor.category for slug in ("google", "criteo", "stripe") if (vendor := shipped().vendor(slug))}
    assert known <= set(TRADES)
