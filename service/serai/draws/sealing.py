"""A draw's secret as it is kept until it is told: whoever reads the database alone does not learn it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_PURPOSE = b"serai draw secret v1\n"
NONCE_BYTES = 12


class Unsealable(Exception):
    """None of the service's secrets opens it; the one under which it was sealed has to be listed as a past one."""


def seal(secret: bytes, draw: str, nonce: bytes, under: str) -> str:
    """The secret under the service's, as hexadecimal text that opens for this draw alone."""
    return (nonce + _cipher(under, draw).encrypt(nonce, secret, draw.encode())).hex()


def unseal(sealed: str, draw: str, secrets: Sequence[str]) -> bytes:
    """What was sealed under one of the service's secrets, present or past; Unsealable if under none."""
    nonce, text = bytes.fromhex(sealed)[:NONCE_BYTES], bytes.fromhex(sealed)[NONCE_BYTES:]
    for under in secrets:
        try:
            return _cipher(under, draw).decrypt(nonce, text, draw.encode())
        except InvalidTag:
            continue
    raise Unsealable(draw)


def _cipher(under: str, draw: str) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, salt=None, info=_PURPOSE + draw.encode()).derive(under.encode()))
