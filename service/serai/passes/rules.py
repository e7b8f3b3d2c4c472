"""The pass that a truck shows at the gate: what it says, whether it is genuine, and when it lets in. Pure.

A pass is a JSON Web Signature (RFC 7515, EdDSA of RFC 8037) over the claims below. The site's public keys are enough to
verify it, so a gate that is cut off can do it; service/docs/pass.md says how with any library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import jwt
import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from jwt.utils import base64url_decode

from serai.core.errors import Invalid, Refusal

ALGORITHM: Final = "EdDSA"
_LONGEST: Final = 2_000
_JWS: Final = jwt.PyJWS(algorithms=[ALGORITHM])


class PassInvalid(Invalid):
    """This is no pass, or it was altered: the signature does not fit what it says."""

    code = "pass.invalid"


class PassKeyUnknown(Refusal):
    """The key that signed this pass is not among the site's keys; fetch the keys anew, or ask the desk."""

    code = "pass.unknown_key"


class PassElsewhere(Refusal):
    """This pass is for another site."""

    code = "pass.other_site"


class PassEarly(Refusal):
    """The arrival window of this pass has not opened yet; come back at `opens_at`."""

    code = "pass.early"


class PassLate(Refusal):
    """The arrival window of this pass has closed; check in without it and queue by arrival."""

    code = "pass.late"


class PassKeysInvalid(Invalid):
    """These are not the pass keys of a site: save what `GET /v1/sites/{site}/pass-keys` answers."""

    code = "pass.keys_invalid"


@dataclass(frozen=True, slots=True)
class Claims:
    """What a pass says. It lets this vehicle in from `opens_at` until before `closes_at`; of people it says nothing."""

    site: str
    reservation: str
    reference: str
    version: int
    lane: str
    plate: str
    country: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class KeySet:
    """Public keys of one site by their `kid`; `site` is None where the set does not say whose it is."""

    site: str | None
    keys: Mapping[str, Ed25519PublicKey]


def signed(claims: Claims, key: Ed25519PrivateKey, kid: str) -> str:
    """The pass as text: ASCII, without spaces, about 350 characters."""
    payload = {
        "iss": claims.site, "sub": claims.reservation, "ref": claims.reference, "ver": claims.version,
        "lane": claims.lane, "veh": f"{claims.country} {claims.plate}",
        "nbf": int(claims.opens_at.timestamp()), "exp": int(claims.closes_at.timestamp()),
    }  # fmt: skip
    # Every byte makes the QR code denser, so `typ`, which may be left out, is.
    return _JWS.encode(orjson.dumps(payload), key, ALGORITHM, headers={"typ": None, "kid": kid})


def read(text: str) -> Claims | None:
    """What a pass claims, or None where the text is no pass. Nothing is verified: good for looking something up."""
    parts = _parts(text)
    return None if parts is None else _claims(parts[1])


def verified(text: str, keys: KeySet) -> Claims:
    """What a genuine pass of this site says; PassInvalid, PassElsewhere or PassKeyUnknown otherwise."""
    parts = _parts(text)
    claims = None if parts is None else _claims(parts[1])
    if parts is None or claims is None:
        raise PassInvalid
    if keys.site is not None and claims.site != keys.site:
        raise PassElsewhere(site=claims.site, here=keys.site)
    kid = parts[0].get("kid")
    key = keys.keys.get(kid) if isinstance(kid, str) else None
    if key is None:
        raise PassKeyUnknown(kid=kid if isinstance(kid, str) else None)
    try:
        _JWS.decode(text.strip(), key, algorithms=[ALGORITHM])
    except jwt.PyJWTError as error:
        raise PassInvalid from error
    return claims


def accept(claims: Claims, now: datetime) -> None:
    """Refuse a genuine pass outside its arrival window, which is half-open: early before it, late from its end on."""
    if now < claims.opens_at:
        raise PassEarly(reference=claims.reference, opens_at=claims.opens_at.isoformat())
    if now >= claims.closes_at:
        raise PassLate(reference=claims.reference, closed_at=claims.closes_at.isoformat())


def _parts(text: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Header and payload of a compact serialisation, not verified."""
    pieces = text.strip().split(".")
    if len(pieces) != 3 or len(text) > _LONGEST or not text.isascii():
        return None
    try:
        header, payload = (orjson.loads(base64url_decode(piece)) for piece in pieces[:2])
    except ValueError:
        return None
    return (header, payload) if isinstance(header, dict) and isinstance(payload, dict) else None


def _claims(payload: Mapping[str, Any]) -> Claims | None:
    """The claims of a payload that has them all, in their kinds; members it does not know are let be."""
    words = [payload.get(name) for name in ("iss", "sub", "ref", "lane", "veh")]
    numbers = [payload.get(name) for name in ("ver", "nbf", "exp")]
    if not all(isinstance(word, str) for word in words) or not all(type(number) is int for number in numbers):
        return None
    site, reservation, reference, lane, vehicle = map(str, words)
    version, opens, closes = (int(number) for number in numbers if number is not None)
    country, _, plate = vehicle.partition(" ")
    try:
        window = datetime.fromtimestamp(opens, UTC), datetime.fromtimestamp(closes, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return Claims(site, reservation, reference, version, lane, plate, country, *window)
