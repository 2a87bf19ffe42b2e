"""lz-string, a compression that scripts use for text (https://pieroxy.net/blog/pages/lz-string, format of version 1).

Text is packed by LZW with codes that grow from two bits, written low bit first into units of 6 bits (base64 and its
URL-safe variant), of 15 bits (UTF-16, each shifted by 32), or of 16 bits (bytes, and invalid UTF-16).
"""

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_SIX_BITS = {ord(character): f"{number:06b}" for number, character in enumerate(_ALPHABET)}
_SIX_BITS |= {ord("+"): "111110", ord("/"): "111111", ord("-"): "111111", ord("_"): "111111"}
_FIRST = frozenset("ABCDEFGHIJKLMNOPghijklmnopqrstuv")  # a first code that says: a character follows
_NARROW, _WIDE, _END = 0, 1, 2  # codes: a character of 8 bits, one of 16, the end
_MAX_REST = 22  # bits: units of 16 bits, in base64
_SPACE = 32
_MAX_TEXT = 1 << 16  # characters
_SHOWN = "\t\r\n"


class _NotPackedError(Exception):
    """What was given is something else."""


def unpacked(value: str) -> str | None:
    """Return the text in a value packed as base64, for URLs or as UTF-16; None where it is something else.

    Most other values are refused at their first character or after a few codes.
    """
    try:
        if not value.isascii():
            return _wide(value)
        if value[:1] not in _FIRST:
            return None
        return _text(_Bits(_six_bits(value.rstrip("=$").replace(" ", "+"))))  # a plus in a query reads as a space
    except _NotPackedError:
        return None


def unpacked_bytes(data: bytes) -> str | None:
    """Return the text in bytes packed by `compressToUint8Array`; None where they are something else."""
    if len(data) < _LEAST or len(data) % 2 or data[0] >> 6 not in (0b00, 0b10):  # a first code: a character follows
        return None
    try:
        return _text(_Bits(f"{int.from_bytes(data):0{8 * len(data)}b}"))
    except _NotPackedError:
        return None


def _wide(value: str) -> str | None:
    """UTF-16 in units of 15 bits, or of 16 as `compress` makes it."""
    try:
        return _text(_Bits(_fifteen_bits(value.removesuffix(" "))))
    except _NotPackedError:
        return unpacked_bytes(value.encode("utf-16-be", "surrogatepass"))


_LEAST = 4  # bytes


def _six_bits(text: str) -> str:
    bits = text.translate(_SIX_BITS)
    if len(bits) != 6 * len(text):
        raise _NotPackedError
    return bits


def _fifteen_bits(text: str) -> str:
    units = [ord(character) - _SPACE for character in text]
    if not all(0 <= unit < 1 << 15 for unit in units):
        raise _NotPackedError
    return "".join(f"{unit:015b}" for unit in units)


class _Bits:
    """A run of bits, read as numbers whose low bit comes first."""

    __slots__ = ("_at", "_bits")

    def __init__(self, bits: str) -> None:
        self._bits = bits
        self._at = 0

    def number(self, size: int) -> int:
        end = self._at + size
        if end > len(self._bits):
            raise _NotPackedError
        digits = self._bits[self._at : end]
        self._at = end
        return int(digits[::-1], 2)

    def character(self, code: int) -> str:
        shown = chr(self.number(8 if code == _NARROW else 16))
        if not (shown.isprintable() or shown in _SHOWN or "\ud800" <= shown <= "\udfff"):
            raise _NotPackedError
        return shown

    def end(self) -> None:
        """Hold that nothing is left but the zeros that fill the last unit."""
        rest = self._bits[self._at :]
        if len(rest) > _MAX_REST or "1" in rest:
            raise _NotPackedError


class _Codes:
    """The codes met so far: their texts, and how many bits the next one has."""

    __slots__ = ("_bits", "_left", "_size", "texts")

    def __init__(self, bits: _Bits, first: str) -> None:
        self._bits = bits
        self.texts = ["", "", "", first]  # the first three codes have a meaning of their own
        self._size, self._left = 3, 4

    def add(self, text: str) -> None:
        self.texts.append(text)
        self._left -= 1
        if not self._left:
            self._left = 1 << self._size
            self._size += 1

    def following(self, last: str) -> str | None:
        """Return the text of the next code; None at the end."""
        code = self._bits.number(self._size)
        if code == _END:
            self._bits.end()
            return None
        if code in (_NARROW, _WIDE):
            self.add(self._bits.character(code))
            return self.texts[-1]
        if code > len(self.texts):
            raise _NotPackedError
        return self.texts[code] if code < len(self.texts) else last + last[0]


def _text(bits: _Bits) -> str | None:
    """Undo the compression. Raises _NotPackedError at the first code that cannot be, or that is no text."""
    code = bits.number(2)
    if code not in (_NARROW, _WIDE):
        return None
    last = bits.character(code)
    codes, pieces, length = _Codes(bits, last), [last], 1
    while (text := codes.following(last)) is not None:
        pieces.append(text)
        length += len(text)
        if length > _MAX_TEXT:
            return None
        codes.add(last + text[0])
        last = text
    return "".join(pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
