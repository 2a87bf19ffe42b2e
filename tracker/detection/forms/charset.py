"""A page's bytes as text, whatever encoding it is in.

The encodings are those of the standard (https://encoding.spec.whatwg.org/#names-and-labels) that old pages declare. No
other name is believed: Python also has codecs that are slow or fail, such as `punycode` and `undefined`.
"""

import re

MAX_SIZE = 1_500_000

_KNOWN = frozenset({
    "iso-8859-1", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8",
    "iso-8859-9", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "latin1", "latin2",
    "latin5", "us-ascii", "windows-874", "tis-620", "windows-1250", "windows-1251", "windows-1252", "windows-1253",
    "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258", "koi8-r", "koi8-u", "cp866",
    "macintosh", "shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "euc-jp", "x-euc-jp", "iso-2022-jp",
    "gb2312", "gbk", "gb18030", "big5", "big5-hkscs", "euc-kr", "ks_c_5601-1987",
})  # fmt: skip
_ALIASES = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "iso-8859-9": "cp1254", "latin5": "cp1254",
    "windows-874": "cp874", "x-sjis": "cp932", "sjis": "cp932", "shift_jis": "cp932", "shift-jis": "cp932",
    "windows-31j": "cp932", "x-euc-jp": "euc-jp", "gb2312": "gb18030", "gbk": "gb18030", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "macintosh": "mac-roman",
}  # fmt: skip
"""Browsers read these as what they are a part of, as the standard tells them to."""
_DECLARED = re.compile(rb"""charset\s*+=\s*+["']?+([\w.:-]{1,40})""", re.IGNORECASE)
_ESCAPED = "iso-2022-jp"
_ODD = 1000  # one character in so many may be broken


def text_of(page: bytes | str) -> str:
    """Return a page as text, at most MAX_SIZE of it: UTF-8 where it can be read so, else as it declares."""
    if isinstance(page, str):
        return page[:MAX_SIZE]
    data = page[:MAX_SIZE]
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace")
    declared = _declared(data)
    if declared == _ESCAPED:  # all ASCII: nothing would be broken as UTF-8, and nothing understood
        return data.decode(declared, "replace")
    text = data.decode("utf-8-sig", "replace")
    if text.count("\ufffd") <= len(text) // _ODD:
        return text
    return data.decode(declared or "cp1252", "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16, by its mark or by the zeros between its letters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data.startswith(b"<\0"):
        return "utf-16-le"
    return "utf-16-be" if data.startswith(b"\0<") else None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    name = found[1].decode("ascii").lower() if found else ""
    return _ALIASES.get(name, name) if name in _KNOWN else None
