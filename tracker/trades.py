"""Lines of business of companies, as the catalogue of vendors has them, in words."""

from tracker.phrasing import Words, message

TRADES = Words(
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


def in_words(slug: str) -> str:
    """Return a line of business in words: `tag manager`."""
    return TRADES.get(slug, slug.replace("-", " "))
