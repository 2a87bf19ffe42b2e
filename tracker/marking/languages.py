"""Which language a reader prefers, of those that there are."""

_LONGEST = 500


def preferred(accepted: str, there_are: frozenset[str], otherwise: str = "en") -> str:
    """Return the language (ISO 639-1) that an `Accept-Language` header prefers. Source: RFC 9110 section 12.5.4."""
    best, quality = otherwise, 0.0
    for part in accepted[:_LONGEST].split(","):
        tag, _, parameters = part.partition(";")
        language = tag.strip().partition("-")[0].lower()
        if language in there_are and (weight := _weight(parameters)) > quality:
            best, quality = language, weight
    return best


def _weight(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
