"""The keys that sign passes: one pair a site, derived from the service's secret, so that nothing is stored. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Final

import jwt
import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from jwt.algorithms import OKPAlgorithm
from jwt.utils import base64url_encode

from serai.passes.rules import ALGORITHM, KeySet, PassKeysInvalid

_PURPOSE: Final = b"serai pass ed25519 v1\n"
_KID_LENGTH: Final = 8


def private_key(secret: str, site: str) -> Ed25519PrivateKey:
    """The site's key under this secret: HKDF-SHA256 with the purpose and the site as its info."""
    derived = HKDF(SHA256(), 32, salt=None, info=_PURPOSE + site.encode()).derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(derived)


def kid(key: Ed25519PublicKey) -> str:
    """The key's name: the first 48 bits of its thumbprint (RFC 7638, RFC 8037). It finds a key; it proves nothing."""
    members = OKPAlgorithm.to_jwk(key, as_dict=True)
    canonical = orjson.dumps({name: members[name] for name in ("crv", "kty", "x")})
    return base64url_encode(hashlib.sha256(canonical).digest()).decode()[:_KID_LENGTH]


def jwk(key: Ed25519PublicKey) -> dict[str, str]:
    """The public key as a JSON Web Key."""
    members = OKPAlgorithm.to_jwk(key, as_dict=True)
    return {**members, "kid": kid(key), "use": "sig", "alg": ALGORITHM}


def jwk_set(site: str, secrets: Sequence[str]) -> dict[str, Any]:
    """The site's JSON Web Key Set under these secrets, each once; the member `site` says whose it is."""
    found = (jwk(private_key(secret, site).public_key()) for secret in dict.fromkeys(secrets))
    return {"site": site, "keys": list(found)}


def key_set(document: bytes) -> KeySet:
    """The keys of a saved JSON Web Key Set; keys of other kinds are passed over. PassKeysInvalid if none is left."""
    try:
        found = orjson.loads(document)
        keys = jwt.PyJWKSet.from_dict(found).keys
        site = found.get("site")
    except (ValueError, AttributeError, TypeError, jwt.PyJWTError) as error:
        raise PassKeysInvalid from error
    ours = {each.key_id: each.key for each in keys if each.key_id and isinstance(each.key, Ed25519PublicKey)}
    if not ours or not isinstance(site, str | None):
        raise PassKeysInvalid
    return KeySet(site, ours)
