"""What the catalogue says of companies that are only named by their slug: a parent, a line of business."""

from tracker.phrasing import Words, message, voice

_TRADES = Words(
    {
        "advertising": message("advertising"),
        "analytics": message("analytics"),
        "cdn": message("CDN"),
        "consent": message("consent"),
        "customer-service": message("customer service"),
        "e-commerce": message("e-commerce"),
        "finance": message("finance"),
        "government": message("government"),
        "health": message("health"),
        "hosting": message("hosting"),
        "mail": message("mail"),
        "marketing": message("marketing"),
        "media": message("media"),
        "other": message("other trades"),
        "payment": message("payment"),
        "search": message("search"),
        "social": message("social networks"),
        "tag-manager": message("tag manager"),
        "telecoms": message("telecoms"),
        "travel": message("travel"),
        "video": message("video"),
    }
)


def name_of(slug: str) -> str:
    """Return the name of the company of that slug; the slug where the catalogue does not know it."""
    from tracker.vendors import builtin  # large, and most pages name no parent

    vendor = builtin().vendor(slug)
    return slug if vendor is None else vendor.name


def in_words(slug: str) -> str:
    """Return a line of business in words: `tag manager`."""
    return _TRADES.get(slug, slug.replace("-", " "))


def country(code: str) -> str:
    """Return the name of a country (ISO 3166-1) in the reader's language."""
    return voice().country(code)
