"""The usual spellings of a phone number, by the country's own rules (libphonenumber, through `phonenumbers`)."""

import re
from collections.abc import Iterator

from tracker.detection.indicators.spelling import Spelling

_NOT_DIGIT = re.compile(r"[^0-9]+")
_SEPARATORS = re.compile(r"[^0-9+]+")


def phone_spellings(text: str, country: str | None) -> Iterator[Spelling]:
    """Yield the spellings of a number; its digits alone where nothing tells its country."""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        yield Spelling(_NOT_DIGIT.sub("", text), "as digits")
        return
    code, significant = number.country_code, phonenumbers.national_significant_number(number)
    digits = f"{code}{significant}"
    yield Spelling(f"+{digits}", "in international form")
    yield Spelling(digits, "as digits with the country code")
    yield Spelling(f"00{digits}", "as digits, dialled from abroad")
    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    dialled = _NOT_DIGIT.sub("", national)
    yield Spelling(dialled, "as dialled within the country")
    yield Spelling(significant, "as digits without the country code")
    for joint in (" ", "-", "."):
        yield Spelling(f"+{code}{joint}{significant}", "in international form")
    for form in (f"{code} {significant}", f"{code}-{significant}", f"00{code} {significant}"):
        yield Spelling(form, "as digits with the country code")
    for form in (f"+{code}{dialled}", f"{code}{dialled}"):  # what sites make that put one before the other
        yield Spelling(form, "as dialled within the country, after the country code")
    international = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    for separator in (" ", "-", ".", "\u00a0"):
        yield Spelling(_SEPARATORS.sub(separator, national).strip(separator), "as written within the country")
        yield Spelling(_SEPARATORS.sub(separator, international), "as written internationally")
    yield Spelling(national, "as written within the country")
