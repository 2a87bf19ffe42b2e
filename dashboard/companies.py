"""What the catalogue says of companies that are only named by their slug: a parent, a line of business."""

_SHORT = {"cdn": "CDN"}


def name_of(slug: str) -> str:
    """Return the name of the company of that slug; the slug where the catalogue does not know it."""
    from tracker.vendors import builtin  # large, and most pages name no parent

    vendor = builtin().vendor(slug)
    return slug if vendor is None else vendor.name


def in_words(slug: str) -> str:
    """Return a slug as words: `tag manager`."""
    return _SHORT.get(slug, slug.replace("-", " "))
