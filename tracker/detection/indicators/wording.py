"""One sentence for what was found: never with anything of the value."""

from functools import cache

from tracker.taxonomy import TAXONOMY, Category

_HASHES = {
    "md2": "MD2",
    "md4": "MD4",
    "md5": "MD5",
    "murmur3": "MurmurHash3",
    "ripemd160": "RIPEMD-160",
    "sha1": "SHA-1",
    "sha224": "SHA-224",
    "sha256": "SHA-256",
    "sha256-salted": "SHA-256, with a published salt,",
    "sha384": "SHA-384",
    "sha512": "SHA-512",
    "sha3-224": "SHA3-224",
    "sha3-256": "SHA3-256",
    "sha3-384": "SHA3-384",
    "sha3-512": "SHA3-512",
    "blake2b": "BLAKE2b",
    "blake2s": "BLAKE2s",
    "whirlpool": "Whirlpool digest",
}
_DRESSES = {
    "urlencode": "percent-encoded form",
    "json": "JSON-escaped form",
    "html": "HTML-escaped form",
    "base32": "Base32 form",
    "base58": "Base58 form",
    "base64": "Base64 form",
    "bytes": "raw bytes",
    "deflate": "compressed form",
    "hex": "hexadecimal form",
    "reversed": "mirror image",
    "rot13": "ROT13 form",
    "substitution": "substitution cipher",
}
_NAMES = _HASHES | _DRESSES


@cache
def reasoning(category: Category, words: str, steps: tuple[str, ...]) -> str:
    """Return the sentence for a value in that spelling, under these steps (outermost first)."""
    label = TAXONOMY[category].label.removeprefix("a ").removesuffix(" of yours")
    said = f"your {label} {words}".rstrip()
    for step in reversed(steps):
        said = f"the {_NAMES[step]} of {said}"
    return f"This is {said}."
