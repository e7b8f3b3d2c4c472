"""What a gate does with what it has scanned, by saved keys alone. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from serai.passes.keys import key_set
from serai.passes.rules import Claims, accept, verified


def check(text: str, keys: bytes, now: datetime) -> Claims:
    """What the pass says, if it is genuine and lets in now; `keys` is a saved JSON Web Key Set. Refuses otherwise."""
    claims = verified(text, key_set(keys))
    accept(claims, now)
    return claims


def told(claims: Claims) -> dict[str, Any]:
    """The claims as a program reads them."""
    return {
        "site": claims.site, "reservation": claims.reservation, "reference": claims.reference,
        "version": claims.version, "lane": claims.lane,
        "vehicle": {"plate": claims.plate, "country": claims.country},
        "arrive": {"from": claims.opens_at.isoformat(), "until": claims.closes_at.isoformat()},
    }  # fmt: skip
