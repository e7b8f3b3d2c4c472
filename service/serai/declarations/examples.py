"""A right declaration of each mode, for the OpenAPI document and for whoever learns by example. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from serai.declarations.modes import MODES

_DURIAN: Final = {
    "hs": "0810600000", "description": "Fresh durian, Monthong, in cartons", "quantity": "17500", "unit": "KGM",
    "gross_kg": "18250.5", "value": {"amount": 61_250_000, "currency": "CNY"}, "origin": "TH",
}  # fmt: skip
_LAMPS: Final = {
    "hs": "9405110000", "description": "LED ceiling lamps", "quantity": 1_200, "unit": "H87", "gross_kg": "2460",
    "value": {"amount": 4_800_000, "currency": "USD"}, "origin": "CN",
}  # fmt: skip
_CREAM: Final = {
    "hs": "3304990039", "description": "Face cream, 50 ml", "quantity": 3_000, "unit": "H87", "gross_kg": "410.25",
    "value": {"amount": 24_000_000, "currency": "CNY"}, "origin": "KR",
}  # fmt: skip
_YUNNAN: Final = {"name": "Kunming Fresh Trading", "code": "5301960AB1", "country": "CN"}
_VIENTIANE: Final = {"name": "Vientiane Import Export", "country": "LA"}
_BROKER: Final = {"name": "Mohan Customs Agency", "code": "5315980XY2", "country": "CN"}
_SHOP: Final = {"name": "Yunmall", "code": "5301W60001"}
_REFERENCES: Final = {
    "contract": "KF-2026-0817", "invoice": "INV-2026-4410", "packing_list": "PL-2026-4410", "market": "YW-0001",
    "purchase": "SC2026112200017", "order": "ORD-20261122", "payment": "PAY-20261122", "waybill": "WB-880017",
    "account": "T5301W000012", "warehouse": "VTE-OW-03", "booking": "BK-55120",
}  # fmt: skip
_GOODS: Final = {"0110": (_DURIAN, "import"), "1210": (_CREAM, "import"), "1239": (_CREAM, "import")}


def _example(code: str) -> dict[str, Any]:
    mode = MODES[code]
    line, direction = _GOODS.get(code, (_LAMPS, "export"))
    ends = (_VIENTIANE, _YUNNAN) if direction == "import" else (_YUNNAN, _VIENTIANE)
    parties: dict[str, Any] = {"consignor": ends[0], "consignee": ends[1], "declarant": _BROKER}
    if "parties.platform" in mode.members:
        parties["platform"] = _SHOP
    papers = [each.partition(".")[2] for each in mode.members if each.startswith("references.")]
    return {
        "mode": code, "site": "CNMHN", "direction": direction, "parties": parties,
        "transport": {"document": "CMR-26-118840", "plate": "云A12345"},
        "references": {name: _REFERENCES[name] for name in papers}, "lines": [line],
    }  # fmt: skip


EXAMPLES: Final[Mapping[str, dict[str, Any]]] = {code: _example(code) for code in MODES}
"""By mode; each is complete."""

OPENAPI: Final[dict[str, Any]] = {
    code: {"summary": f"{code} {MODES[code].name}", "value": example} for code, example in EXAMPLES.items()
}
"""As OpenAPI names examples of a body."""
