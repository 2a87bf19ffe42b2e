"""Text that both databases take. Strangers choose hosts, field names and methods: nothing is refused, it is mended."""

DOMAIN = 255
SLUG = 64


def storable(text: str, limit: int | None = None) -> str:
    """Return the text without NUL (PostgreSQL has no place for it) and halves of surrogate pairs, cut to the limit."""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    return text[:limit]
