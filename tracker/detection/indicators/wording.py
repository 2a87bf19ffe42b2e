"""One sentence for what was found: never with anything of the value."""

from functools import cache

from tracker.taxonomy import TAXONOMY, Category

_HASHES = {
    "blake2b": "BLAKE2b",
    "blake2b-256": "BLAKE2b-256",
    "blake2s": "BLAKE2s",
    "blake3": "BLAKE3",
    "crc32": "CRC-32",
    "fnv1a": "FNV-1a",
    "keccak-256": "Keccak-256",
    "md2": "MD2",
    "md4": "MD4",
    "md5": "MD5",
    "murmur3": "MurmurHash3",
    "ripemd128": "RIPEMD-128",
    "ripemd160": "RIPEMD-160",
    "ripemd256": "RIPEMD-256",
    "ripemd320": "RIPEMD-320",
    "sha1": "SHA-1",
    "sha224": "SHA-224",
    "sha256": "SHA-256",
    "sha256-salted": "SHA-256, with a published salt,",
    "sha384": "SHA-384",
    "sha512": "SHA-512",
    "sha512-224": "SHA-512/224",
    "sha512-256": "SHA-512/256",
    "sha3-224": "SHA3-224",
    "sha3-256": "SHA3-256",
    "sha3-384": "SHA3-384",
    "sha3-512": "SHA3-512",
    "sm3": "SM3",
    "whirlpool": "Whirlpool digest",
    "xxhash": "xxHash",
}
_DRESSES = {
    "urlencode": "percent-encoded form",
    "json": "JSON-escaped form",
    "html": "HTML-escaped form",
    "base32": "Base32 form",
    "base58": "Base58 form",
    "base64": "Base64 form",
    "base85": "Base85 form",
    "binary": "form in binary digits",
    "bytes": "raw bytes",
    "decimal": "form in decimal numbers",
    "deflate": "compressed form",
    "hex": "hexadecimal form",
    "reversed": "mirror image",
    "rot13": "ROT13 form",
    "rot47": "ROT47 form",
    "substitution": "substitution cipher",
    "truncated": "first or middle half",
    "utf-16-be": "UTF-16 form",
    "utf-16-le": "UTF-16 form",
}
_NAMES = _HASHES | _DRESSES


@cache
def reasoning(category: Category, words: str, steps: tuple[str, ...], origin: str = "") -> str:
    """Return the sentence for a value in that spelling, under these steps (outermost first).

    `origin` is the site on whose form it was learnt, where it was.
    """
    label = TAXONOMY[category].label.removeprefix("a ").removesuffix(" of yours")
    said = f"your {label} {words}".rstrip()
    for step in reversed(steps):
        said = f"the {_NAMES[step]} of {said}"
    return f"This is {said}, learnt from a form on {origin}." if origin else f"This is {said}."
