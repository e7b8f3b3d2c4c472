"""Signing passes when they are shown, not when they are booked: a signature costs more than the rest of an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from serai.passes import keys
from serai.passes.rules import Claims, signed
from serai.settings import Settings

REMEMBERED: Final = 20_000


class Signer:
    """Signs with the service's secret; earlier secrets only stay in the published keys.

    A reservation that has not changed has the same pass, so the last ones are remembered by (reservation, version).
    """

    def __init__(self, secret: str, past: Sequence[str] = (), remembered: int = REMEMBERED) -> None:
        self._secrets = (secret, *past)
        self._remembered = remembered
        self._passes: dict[tuple[str, int], str] = {}
        self._keys: dict[str, tuple[Ed25519PrivateKey, str]] = {}

    def __repr__(self) -> str:
        return "Signer(…)"

    def sign(
        self,
        *,
        site: str,
        reservation: str,
        version: int,
        reference: str,
        lane: str,
        plate: str,
        country: str,
        opens_at: datetime,
        closes_at: datetime,
    ) -> str:
        """The pass of this version of a reservation: the text of its QR code."""
        known = self._passes.get((reservation, version))
        if known is not None:
            return known
        claims = Claims(site, reservation, reference, version, lane, plate, country, opens_at, closes_at)
        text = signed(claims, *self._key(site))
        while len(self._passes) >= self._remembered:
            self._passes.pop(next(iter(self._passes)), None)
        self._passes[reservation, version] = text
        return text

    def jwk_set(self, site: str) -> dict[str, Any]:
        """The site's public keys, the one in use first."""
        return keys.jwk_set(site, self._secrets)

    def _key(self, site: str) -> tuple[Ed25519PrivateKey, str]:
        if site not in self._keys:
            key = keys.private_key(self._secrets[0], site)
            self._keys[site] = (key, keys.kid(key.public_key()))
        return self._keys[site]


def signer(settings: Settings) -> Signer:
    """This process's signer, made once for its settings."""
    return _signer(settings.secret.get_secret_value(), tuple(past.get_secret_value() for past in settings.secret_past))


_signer = lru_cache(maxsize=8)(Signer)
