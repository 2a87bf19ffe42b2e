"""The two letters of a region, which vendors ask for, and its name.

Source: ISO 3166-2:US and 3166-2:CA.
"""

from collections.abc import Iterator

from tracker.detection.indicators.spelling import Spelling

_NAMES = """
AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut, DE Delaware,
DC District of Columbia, FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa, KS Kansas,
KY Kentucky, LA Louisiana, ME Maine, MD Maryland, MA Massachusetts, MI Michigan, MN Minnesota, MS Mississippi,
MO Missouri, MT Montana, NE Nebraska, NV Nevada, NH New Hampshire, NJ New Jersey, NM New Mexico, NY New York,
NC North Carolina, ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon, PA Pennsylvania, RI Rhode Island,
SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah, VT Vermont, VA Virginia, WA Washington,
WV West Virginia, WI Wisconsin, WY Wyoming, PR Puerto Rico, AB Alberta, BC British Columbia, MB Manitoba,
NB New Brunswick, NL Newfoundland and Labrador, NS Nova Scotia, ON Ontario, PE Prince Edward Island, QC Quebec,
SK Saskatchewan, NT Northwest Territories, NU Nunavut, YT Yukon
"""
_NAME_OF = {entry.split()[0]: entry.strip().partition(" ")[2] for entry in _NAMES.replace("\n", " ").split(",")}
_CODE_OF = {name.lower(): code for code, name in _NAME_OF.items()}


def region_spellings(text: str) -> Iterator[Spelling]:
    """Yield the code of a region that was given by its name, and the name of one that was given by its code."""
    code = _CODE_OF.get(text.strip().lower())
    name = _NAME_OF.get(text.strip().upper())
    if code:
        yield Spelling(code.lower(), "as two letters")
        yield Spelling(code, "as two letters")
    if name:
        yield Spelling(name, "in full")
        yield Spelling(name.lower(), "in full, in lower case")
        yield Spelling(name.lower().replace(" ", ""), "in full, in lower case, without spaces")
