"""Passes and tickets for tests: what is not said is plain."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from serai.passes.rules import Claims
from serai.passes.signing import Signer
from serai.passes.tickets import Ticket

SECRET = "a secret of the tests, long enough to be one"
OPENS = datetime(2026, 11, 21, 23, tzinfo=UTC)
CLOSES = OPENS + timedelta(minutes=150)


def claims(**more: Any) -> Claims:
    plain: dict[str, Any] = {
        "site": "CNMHN", "reservation": "CNMHN-01KANW3X6H8ZJ2M4Q7R9T0V5YB", "reference": "MHN-7K3Q2F", "version": 3,
        "lane": "export-general", "plate": "云A·12345", "country": "CN", "opens_at": OPENS, "closes_at": CLOSES,
    }  # fmt: skip
    return Claims(**{**plain, **more})


def sign(signer: Signer, given: Claims) -> str:
    """As booking asks for it: by plain values."""
    return signer.sign(**{name: getattr(given, name) for name in Claims.__slots__})


def ticket(**more: Any) -> Ticket:
    plain: dict[str, Any] = {
        "site": "CNMHN", "site_name": "Mohan Road", "zone": "Asia/Shanghai", "reference": "MHN-7K3Q2F", "version": 3,
        "qr": sign(Signer(SECRET), claims()), "lane": "export-general", "direction": "export",
        "cargo_class": "general", "plate": "云A·12345", "country": "CN", "starts_at": OPENS + timedelta(hours=1),
        "ends_at": OPENS + timedelta(hours=2), "opens_at": OPENS, "closes_at": CLOSES,
        "counterpart_name": "Boten", "counterpart_zone": "Asia/Vientiane", "declaration_by": OPENS - timedelta(hours=3),
    }  # fmt: skip
    return Ticket(**{**plain, **more})
