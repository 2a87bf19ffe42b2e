"""Bytes sealed with AES-256-GCM, the random nonce first. What a seal is for is part of it: no other can stand in."""

import os

_NONCE = 12


def seal(key: bytes, data: bytes, purpose: bytes) -> bytes:
    """Return the data sealed for that purpose."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, purpose)


def unseal(key: bytes, sealed: bytes, purpose: bytes) -> bytes:
    """Return the data. Raises ValueError for another key or purpose, or bytes that were changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose)
    except InvalidTag as error:
        raise ValueError("another key or changed bytes") from error
