"""MD2, RFC 1319."""

# The numbers 0 to 255 in an order that comes from the digits of pi (RFC 1319, section 3.2).
_SUBSTITUTION = bytes.fromhex(
    "292e43c9a2d87c013d3654a1ecf0061362a705f3c0c7738c98932bd9bc4c82ca1e9b573cfdd4e01667426f188a17e512"
    "be4ec4d6da9ede49a0fbf58ebb2fee7aa968799115b2073f94c210890b225f21807f5d9a5a903227353ecce7bff79703"
    "ff1930b348a5b5d1d75e922aac56aac64fb838d296a47db676fc6be29c7404f1459d705964718720865bcf65e62da802"
    "1b6025adaeb0b9f61c46616934407e0f5547a323dd51af3ac35cf9cebac5ea262c530d6e85288409d3dfcdf441814d52"
    "6adc37c86cc1abfa24e17b080cbdb14a7888958be363e86de9cbd5fe3b001d39f2efb70e6658d0e4a67772f8eb754b0a"
    "314450b48fed1f1adb998d339f118314"
)
_BLOCK = 16


def md2(data: bytes) -> bytes:
    """Return the 16-byte digest."""
    missing = _BLOCK - len(data) % _BLOCK
    padded = data + bytes([missing]) * missing
    state = bytearray(3 * _BLOCK)
    for start in range(0, len(padded) + _BLOCK, _BLOCK):
        block = padded[start : start + _BLOCK] or _checksum(padded)
        state[_BLOCK:] = block + bytes(a ^ b for a, b in zip(state, block, strict=False))
        _mix(state)
    return bytes(state[:_BLOCK])


def _checksum(data: bytes) -> bytes:
    total, last = bytearray(_BLOCK), 0
    for index, byte in enumerate(data):
        total[index % _BLOCK] ^= _SUBSTITUTION[byte ^ last]
        last = total[index % _BLOCK]
    return bytes(total)


def _mix(state: bytearray) -> None:
    last = 0
    for turn in range(18):
        for index in range(3 * _BLOCK):
            last = state[index] = state[index] ^ _SUBSTITUTION[last]
        last = (last + turn) % 256
